import type { RehearseOptions } from '../../../src/rehearsal/options/rehearse-options';
import { readRecorded } from '../../../src/rehearsal/recorded/read-recorded';
import { rehearse } from '../../../src/rehearsal/rehearse';
import { golden, readable, reasonsIn } from '../support';

const NIM = golden('nim-hpa');
const KEDA = golden('keda-llm');
const VLLM = golden('vllm-hpa');
const TRAFFIC: RehearseOptions = { traffic: 'constant:rate=1,tokens=20/20,duration=2m', replica: { gpu: 'A100' } };

function reasonsOf(manifests: string, options: RehearseOptions = TRAFFIC) {
  return reasonsIn(rehearse(manifests, options));
}

function play(manifests: string, options: RehearseOptions = TRAFFIC) {
  return readable(rehearse(manifests, options));
}

const withoutAdapter = (text: string) =>
  text
    .split('---\n')
    .filter((part) => !part.includes('kind: ConfigMap'))
    .join('---\n');
const POD_LABEL = '            pod:\n              resource: pod\n';
const NAMESPACE_LABEL = '            namespace:\n              resource: namespace\n';
const CPU = '    - type: Resource\n      resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}\n';
const EXTERNAL =
  '    - type: External\n      external: {metric: {name: queue}, target: {type: AverageValue, averageValue: "5"}}\n';
const HPA = 'HorizontalPodAutoscaler nim/meta-llama3-8b-hpa cannot be rehearsed';
const pods = `${HPA}: pods metric gpu_cache_usage_perc:`;

test.each<[string, string, string]>([
  [
    'a rule that names no label of pods',
    NIM.replace(POD_LABEL, ''),
    `${pods} the rule of ConfigMap prometheus/prometheus-adapter-config says of no label that it is the pod`,
  ],
  [
    'a rule that names no label of namespaces',
    NIM.replace(NAMESPACE_LABEL, ''),
    `${pods} the rule of ConfigMap prometheus/prometheus-adapter-config says of no label that it is the namespace`,
  ],
  [
    'a rule whose series cannot be looked for',
    NIM.replace(/seriesQuery: .*/, "seriesQuery: gpu_cache_usage_perc{pod=~'('}"),
    `${pods} it has the regular expression "(" (gpu_cache_usage_perc{pod=~'('})`,
  ],
  [
    'a rule without a query',
    NIM.replace(/ *metricsQuery: .*\n/, ''),
    `${pods} the rule of ConfigMap prometheus/prometheus-adapter-config has no metricsQuery that can be filled in`,
  ],
  [
    'a monitor of a port that is not the engine’s',
    NIM.replace(/targetPort: \w+/, 'targetPort: 9999'),
    `${pods} what scrapes the pods of meta-llama3-8b reads another port than that of their engine, which exports gpu_cache_usage_perc`,
  ],
  [
    'a monitor that drops the series',
    NIM.replace(
      / {4}- interval: /,
      '    - metricRelabelings: [{ action: drop, sourceLabels: [__name__], regex: gpu_.* }]\n      interval: ',
    ),
    `${pods} what scrapes the pods of meta-llama3-8b drops gpu_cache_usage_perc`,
  ],
  [
    'no adapter and a metric that nobody has',
    withoutAdapter(NIM).replace('name: gpu_cache_usage_perc', 'name: nginx_requests'),
    `${HPA}: pods metric nginx_requests: no engine or exporter is known to have it`,
  ],
  [
    'CPU',
    NIM.replace('  metrics:\n', `  metrics:\n${CPU}`),
    `${HPA} from traffic: the service model knows nothing of cpu; give recorded metrics`,
  ],
  [
    'an external metric',
    NIM.replace('  metrics:\n', `  metrics:\n${EXTERNAL}`),
    `${HPA} from traffic: nothing here makes the External metric queue; give recorded metrics`,
  ],
  [
    'a query over a pattern of names',
    KEDA.replace(/query: .*/, 'query: sum({__name__=~"vllm:.*"})'),
    'ScaledObject default/huggingface-fbopt-keda cannot be rehearsed: spec.triggers[0]: it reads series by a pattern of names (sum({__name__=~"vllm:.*"}))',
  ],
  [
    'a series of GPUs that is not modelled',
    KEDA.replace(/query: .*/, 'query: sum(DCGM_FI_DEV_POWER_USAGE)'),
    'ScaledObject default/huggingface-fbopt-keda cannot be rehearsed: spec.triggers[0]: the service model knows nothing of GPU power, which is DCGM_FI_DEV_POWER_USAGE of the DCGM exporter (sum(DCGM_FI_DEV_POWER_USAGE))',
  ],
  [
    'a recording rule that cannot be evaluated',
    VLLM.replace(/expr: .*/, 'expr: sinh(vector(1))'),
    'HorizontalPodAutoscaler vllm-example/gemma-hpa cannot be rehearsed: pods metric DCGM_FI_DEV_GPU_UTIL: the rule of PrometheusRule monitoring/dcgm-exporter that records namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg: it has the function sinh (sinh(vector(1)))',
  ],
])('%s is refused', (_, manifests, reason) => {
  expect(reasonsOf(manifests)[0]).toContain(reason);
});

test('two metrics of one name are made once', () => {
  const metric = /(?<= {2}metrics:\n)[\s\S]*?type: Pods\n/.exec(NIM)?.[0] ?? '';
  const { scalers } = play(NIM.replace(metric, metric + metric)).services[0];
  expect(scalers[0].metrics[0].values).toEqual(scalers[0].metrics[1].values);
});

test('whether pods can be scraped can be asked', () => {
  const { scalers, steps } = play(KEDA.replace(/query: .*/, 'query: sum(up{namespace="default"})')).services[0];
  const total = Number(scalers[0].metrics[0].values.at(-1)) * Number(steps.replicas.at(-1));
  expect(total).toBe(Number(steps.ready.at(-1)));
});

test('a query that becomes ambiguous is said, and nothing is scaled by it', () => {
  const query =
    'sum(vllm:num_requests_running * on() group_left vllm:num_requests_running) or vector(100) * on() (vector(1) or vllm:num_requests_running * 0 + 1)';
  const { decisions } = play(KEDA.replace(/query: .*/, `query: '${query}'`), { ...TRAFFIC, initialReplicas: 2 });
  expect(decisions.map(({ message }) => message).join('\n')).toContain(
    'found duplicate series for the match group on the right hand-side of the operation',
  );
});

test('one series for each pod is too many for a trigger', () => {
  const { decisions } = play(KEDA.replace(/query: .*/, 'query: vllm:num_requests_running'), {
    ...TRAFFIC,
    initialReplicas: 2,
  });
  expect(decisions.filter(({ reason }) => reason === 'KEDAScalerFailed').map(({ message }) => message)).toContain(
    'prometheus query vllm:num_requests_running returned multiple elements',
  );
});

test('a rehearsal of no time has one step', () => {
  const { seconds, totals } = play(KEDA, { ...TRAFFIC, untilSeconds: 0 });
  expect(seconds).toBe(15);
  expect(totals.replicas).toEqual({ min: 1, mean: 1, max: 1 });
});

test('objectives that nobody could keep or break have no share', () => {
  const objectives = [{ name: 'ttft-p95=1s', measure: 'ttft' as const, quantile: 0.95, seconds: 1 }];
  const recorded = readable(readRecorded('{"series":{"#0":[1]}}'));
  const { totals } = play(KEDA, { recorded, objectives });
  expect(totals.attainment).toEqual([{ objective: objectives[0], share: null, isMet: false }]);
});

test('recorded series have to be those that are asked for', () => {
  const recorded = readable(
    readRecorded(JSON.stringify({ resultType: 'matrix', result: [{ metric: { __name__: 'b' }, values: [[0, '1']] }] })),
  );
  expect(reasonsOf(NIM, { recorded })[0]).toContain('gpu_cache_usage_perc was not recorded; there are b (');
});
