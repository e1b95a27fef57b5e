import { Unreadable } from '../../../src/rehearsal/reader';
import { readObjects } from '../../../src/rehearsal/stack/objects';
import { readAdapter, readRecordingRules } from '../../../src/rehearsal/stack/rules';

function objectsOf(...manifests: readonly object[]) {
  const objects = readObjects(manifests);
  if (objects instanceof Unreadable) throw new Error(objects.reasons.join('\n'));
  return objects;
}

const configMap = (config: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'adapter', namespace: 'monitoring' },
  data: { 'config.yaml': config },
});

/** The adapter of a ConfigMap whose file is this. */
function adapterOf(yaml: string) {
  const adapter = readAdapter(objectsOf(configMap(yaml)));
  if (adapter instanceof Unreadable) throw new Error(adapter.reasons.join('\n'));
  return adapter;
}

const metricsOf = (rule: string) => adapterOf(`rules:\n- ${rule}\n`)?.rules.map(({ metric }) => metric);

describe('recording rules', () => {
  const rule = (group: object) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'gpu', namespace: 'monitoring' },
    spec: { groups: [group] },
  });
  const rules = [
    { record: 'a:b', expr: 'sum(b)', labels: { team: 'x' } },
    { alert: 'Down', expr: 'up == 0' },
  ];

  test.each([
    [{ name: 'g', interval: '15s', rules }, 15_000],
    [{ name: 'g', rules }, 30_000],
  ])('of %j are evaluated every so often; alerts are none', (group, intervalMs) => {
    expect(readRecordingRules(objectsOf(rule(group)))).toEqual([
      {
        record: 'a:b',
        expr: 'sum(b)',
        labels: { team: 'x' },
        intervalMs,
        group: 'monitoring/gpu/g',
        from: 'PrometheusRule monitoring/gpu',
      },
    ]);
  });
});

describe('the configuration of an adapter', () => {
  test.each([
    ['no configuration of an adapter', 'server: {port: 8080}'],
    ['rules of something else', 'rules: {groups: []}'],
    ['rules of something else, with a list', 'rules: none'],
  ])('is not in a ConfigMap with %s', (_, text) => {
    expect(adapterOf(text)).toBeUndefined();
  });

  test('has external rules of its own', () => {
    expect(adapterOf('externalRules:\n- {seriesQuery: queue_length}\n')).toEqual({
      relistMs: 60_000,
      rules: [
        {
          metric: 'queue_length',
          seriesQuery: 'queue_length',
          metricsQuery: 'sum(queue_length{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
          labelOf: {},
          isExternal: true,
          from: 'ConfigMap monitoring/adapter',
        },
      ],
    });
  });

  test('may be the values of the chart with external rules only', () => {
    expect(
      adapterOf('metricsRelistInterval: 45s\nrules:\n  external:\n  - {seriesQuery: queue_length}\n'),
    ).toMatchObject({
      relistMs: 45_000,
      rules: [{ metric: 'queue_length', isExternal: true }],
    });
  });

  test('says of each resource which label it is, by a template and what overrides it', () => {
    const resources = 'resources: {template: "kube_<<.Resource>>", overrides: {instance: {resource: node}}}';
    expect(adapterOf(`rules:\n- {seriesQuery: a, ${resources}}\n`)?.rules[0].labelOf).toEqual({
      namespace: 'kube_namespace',
      pod: 'kube_pod',
      service: 'kube_service',
      node: 'instance',
      deployment: 'kube_deployment',
    });
  });

  test.each<[string, readonly string[]]>([
    ['{seriesQuery: http_requests_total}', ['http_requests_total']],
    [`{seriesQuery: '{__name__="http_requests_total",pod!=""}'}`, ['http_requests_total']],
    ['{seriesQuery: http_requests_total, name: {as: requests}}', ['requests']],
    [`{seriesQuery: http_requests_total, name: {matches: '^(.*)_total$'}}`, ['http_requests']],
    [`{seriesQuery: http_requests_total, name: {matches: '^.*$'}}`, ['http_requests_total']],
    [`{seriesQuery: http_requests_total, name: {matches: '^(.*)_(.*)$'}}`, ['http_requests_total']],
    [
      `{seriesQuery: http_requests_total, name: {matches: '^(.*)_total$', as: '\${1}_per_second'}}`,
      ['http_requests_per_second'],
    ],
    [`{seriesQuery: http_requests_total, name: {matches: '^nginx'}}`, []],
    [`{seriesQuery: http_requests_total, name: {matches: '('}}`, []],
    [`{seriesQuery: '{pod!="",__name__="http_requests_total"}'}`, ['http_requests_total']],
    [`{seriesQuery: '{pod!=""}'}`, []],
  ])('%s makes %j', (rule, metrics) => {
    expect(metricsOf(rule)).toEqual(metrics);
  });
});
