import type { Finding } from '../../../../src/checks/finding';
import type { Report } from '../../../../src/cli/check/formats/report';

/** A manifest with a broken wire on line 8. */
export const MONITOR = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: qwen # the model
  namespace: llm
spec:
  endpoints:
    - port: metrics # 100% wrong
      interval: 15s
`;

/** A finding about it. */
export function finding(more: Partial<Finding> = {}): Finding {
  return {
    rule: 'wire/monitor-port',
    severity: 'error',
    message: `'spec.endpoints[0].port' ("metrics") must be a port of Service llm/qwen`,
    why: 'Nothing is scraped, so that the service never scales.',
    fix: 'write port: http',
    objects: ['ServiceMonitor/llm/qwen', 'Service/llm/qwen'],
    file: 'qwen.yaml',
    line: 8,
    ...more,
  };
}

/** A report of findings about it. */
export function report(findings: readonly Finding[], more: Partial<Report> = {}): Report {
  return { findings, texts: new Map([['qwen.yaml', MONITOR]]), objects: 1, suppressed: 0, ...more };
}
