import { graphOf, VLLM_STACK } from './support';

const TO_MONITOR = VLLM_STACK.slice(0, VLLM_STACK.indexOf('---\napiVersion: monitoring'));

/** What a monitor with one endpoint makes of the stack. */
function scrapeOf(endpoint: string, kind = 'ServiceMonitor', metadata = 'name: qwen, namespace: llm') {
  const field = kind === 'ServiceMonitor' ? 'endpoints' : 'podMetricsEndpoints';
  const { scrapes } = graphOf(`${TO_MONITOR}---
apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: {${metadata}}
spec: {namespaceSelector: {matchNames: [llm]}, selector: {matchLabels: {app: qwen}}, ${field}: [${endpoint}]}
`);
  return scrapes[0];
}

describe('a PodMonitor scrapes', () => {
  test.each([
    ['a port by its name', '{port: http}', 8000, 'http'],
    ['a port by its number', '{portNumber: 8000}', 8000, '8000'],
    ['a port by its target', '{targetPort: http}', 8000, 'http'],
    ['a port that it does not name', '{path: /metrics}', undefined, ''],
  ])('%s', (_, endpoint, port, label) => {
    const scrape = scrapeOf(endpoint, 'PodMonitor');
    expect(scrape.port).toBe(port);
    expect(scrape.labels.values.get('endpoint')).toEqual([label]);
    expect(scrape.labels.values.get('job')).toEqual(['llm/qwen']);
    expect(scrape.labels.values.get('service')).toEqual([]);
  });

  test('under a job of no namespace, where none is written', () => {
    expect(scrapeOf('{port: http}', 'PodMonitor', 'name: qwen').labels.values.get('job')).toEqual(['/qwen']);
  });
});

describe('relabelings give a label', () => {
  test.each([
    ['a fixed text', '{targetLabel: team, replacement: search}', ['search']],
    ['a fixed text, whatever there is', '{targetLabel: team, replacement: search, sourceLabels: [pod]}', ['search']],
    [
      'a fixed text under a condition',
      '{targetLabel: team, replacement: x, sourceLabels: [pod], regex: q.*}',
      'anything',
    ],
    ['a copy', '{targetLabel: team, sourceLabels: [service]}', ['qwen']],
    ['a copy in braces', '{targetLabel: team, sourceLabels: [service], regex: "(.+)", replacement: "${1}"}', ['qwen']],
    ['a copy of what is not known', '{targetLabel: team, sourceLabels: [unknown]}', 'anything'],
    ['a copy of what is no label', '{targetLabel: team, sourceLabels: [7]}', 'anything'],
    ['of two others', '{targetLabel: team, sourceLabels: [service, pod]}', 'anything'],
    ['of a part of another', '{targetLabel: team, sourceLabels: [pod], regex: "(q).*"}', 'anything'],
    ['that they do not touch', '{action: hashmod, sourceLabels: [pod]}', undefined],
    ['that is worked out', '{action: Uppercase, targetLabel: team, sourceLabels: [service]}', 'anything'],
    ['that is only compared', '{action: keepequal, targetLabel: team, sourceLabels: [service]}', undefined],
  ])('%s', (_, relabeling, expected) => {
    const { labels } = scrapeOf(`{port: http, relabelings: [${relabeling}]}`);
    expect(labels.values.get('team')).toEqual(expected);
    expect(labels.isOpen).toBe(false);
  });

  test('that is not known, from the labels of Kubernetes', () => {
    expect(scrapeOf('{port: http, relabelings: [{action: labelmap, regex: x_(.+)}]}').labels.isOpen).toBe(true);
  });

  test('no longer, where it is dropped', () => {
    const { labels } = scrapeOf('{port: http, relabelings: [{action: labelDrop, regex: pod}]}');
    expect([labels.values.get('pod'), labels.values.get('service')]).toEqual([[], ['qwen']]);
  });

  test('no longer, where it is not among those that are kept', () => {
    const { labels } = scrapeOf('{port: http, metricRelabelings: [{action: LabelKeep, regex: pod|__name__}]}');
    expect([labels.values.get('pod'), labels.values.get('service')]).toEqual([[expect.stringMatching(/^qwen-/)], []]);
  });

  test('as it was, where there is nothing to copy', () => {
    const copied = (regex: string) => {
      const steps = `{action: labeldrop, regex: service}, {sourceLabels: [service], targetLabel: job, regex: "${regex}"}`;
      return scrapeOf(`{port: http, relabelings: [${steps}]}`).labels.values.get('job');
    };
    expect([copied('(.+)'), copied('(.*)')]).toEqual([['qwen'], []]);
  });

  test('and filters of names', () => {
    const filter = (action: string) => `{action: ${action}, sourceLabels: [__name__], regex: "vllm:.*"}`;
    const { filters } = scrapeOf(`{port: http, metricRelabelings: [${filter('keep')}, ${filter('drop')}]}`);
    expect(filters.map(({ action, pattern }) => [action, pattern])).toEqual([
      ['keep', 'vllm:.*'],
      ['drop', 'vllm:.*'],
    ]);
  });
});
