import { textOf } from '../../../src/checks/finding';
import type { CheckProfile } from '../../../src/checks/profile';
import { VLLM_STACK } from '../../stack/support';
import { checkText } from '../support';

/** A case, what a rule finds in it, its manifests, and what is known of the cluster. */
type Row = readonly [title: string, found: readonly string[], text: string, profile?: CheckProfile];

/** What a rule finds: how bad it is, the object, and the message without the name of the rule. */
function told(rule: string, text: string, profile?: CheckProfile): string[] {
  return checkText(text, profile)
    .filter((finding) => finding.rule === rule)
    .map((finding) => `${finding.severity} ${finding.objects[0]}: ${textOf(finding).replace(` (${rule})`, '')}`);
}

/** The Deployment of the short stack, without what belongs to it. */
export const DEPLOYMENT = VLLM_STACK.slice(0, VLLM_STACK.indexOf('---\napiVersion: v1'));

/** The same with its Service. */
export const WITH_SERVICE = VLLM_STACK.slice(0, VLLM_STACK.indexOf('---\napiVersion: monitoring'));

/** The Deployment with two more ports, one of which has no name. */
export const MORE_PORTS = DEPLOYMENT.replace(
  '{name: http, containerPort: 8000}',
  '{name: http, containerPort: 8000}, {name: aux, containerPort: 9000}, {containerPort: 9001}',
);

/** A Service of that Deployment. */
export function service(name: string, ports: string, selector = 'app: qwen'): string {
  return `---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: llm, labels: {app: qwen}}
spec: {selector: {${selector}}, ports: [${ports}]}
`;
}

/** A ServiceMonitor of that Service. */
export function serviceMonitor(spec: string, name = 'qwen'): string {
  return monitor('ServiceMonitor', spec, name);
}

/** A PodMonitor of that Deployment. */
export function podMonitor(spec: string): string {
  return monitor('PodMonitor', spec, 'qwen');
}

function monitor(kind: string, spec: string, name: string): string {
  return `---
apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: {name: ${name}, namespace: llm}
spec: {selector: {matchLabels: {app: qwen}}, ${spec}}
`;
}

/** A rule that records the series `llm:x`. */
export function recording(expr: string): string {
  return `---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: rules, namespace: llm}
spec: {groups: [{name: llm, rules: [{record: "llm:x", expr: ${JSON.stringify(expr)}}]}]}
`;
}

/** Tests what a rule finds in each case. */
export function testRows(rule: string, rows: readonly Row[]): void {
  test.each(rows.map((row) => [row[0], row] as const))('%s', (_, [, found, text, profile]) => {
    expect(told(rule, text, profile)).toEqual(found);
  });
}
