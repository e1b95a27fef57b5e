import type { RehearsalResult } from '../../../src/rehearsal/result';
import { golden } from '../support';
import { L4, play, reasonsOf, VLLM } from './support';

const rescales = ({ decisions }: RehearsalResult) =>
  decisions
    .filter(({ from, controller }) => from !== null && controller !== 'NodePool')
    .map(({ from, to }) => [from, to]);

describe('the path of a signal', () => {
  test('without the recording rule the GPU metric does not exist', () => {
    const reasons = reasonsOf(VLLM.replace('record: namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg', 'record: something:else'));
    expect(reasons).toEqual([
      'HorizontalPodAutoscaler vllm-example/gemma-hpa cannot be rehearsed: pods metric DCGM_FI_DEV_GPU_UTIL: nothing that is rehearsed exports namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg (avg(namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg{namespace="vllm-example",pod=~"<pods>"}) by (pod))',
    ]);
  });

  test.each<[string, string, string]>([
    [
      'an adapter without the rule',
      VLLM.replace('as: vllm_num_requests_running', 'as: vllm_requests'),
      'pods metric vllm_num_requests_running: no rule of the adapter makes it',
    ],
    [
      'a monitor that selects no pods',
      VLLM.replace('path: /metrics\n      port: http', 'path: /metrics\n      port: other'),
      'pods metric vllm_num_requests_running: no ServiceMonitor or PodMonitor selects the pods of gemma, which export vllm:num_requests_running (sum(vllm:num_requests_running{namespace="vllm-example",pod=~"<pods>"}) by (pod))',
    ],
    [
      'a name of an older version',
      VLLM.replaceAll('vllm:num_requests_running', 'vllm:gpu_cache_usage_perc'),
      'pods metric vllm_num_requests_running: vLLM 0.11.0 does not export vllm:gpu_cache_usage_perc, but vllm:kv_cache_usage_perc (sum(vllm:gpu_cache_usage_perc{namespace="vllm-example",pod=~"<pods>"}) by (pod))',
    ],
    [
      'a function that is not known',
      VLLM.replace('metricsQuery: sum(', 'metricsQuery: sum(sinh(').replace(/(sinh\(.*?\})\)/, '$1))'),
      'pods metric vllm_num_requests_running: it has the function sinh (sum(sinh(vllm:num_requests_running{namespace="vllm-example",pod=~"<pods>"})) by (pod))',
    ],
  ])('%s cannot be rehearsed', (_, manifests, why) => {
    expect(reasonsOf(manifests)).toEqual([
      `HorizontalPodAutoscaler vllm-example/gemma-hpa cannot be rehearsed: ${why}`,
    ]);
  });

  test('a query of KEDA that cannot be evaluated is named with its trigger', () => {
    const manifests = golden('keda-llm').replace(/query: .*/, 'query: sum(nginx_requests)');
    expect(reasonsOf(manifests)).toEqual([
      'ScaledObject default/huggingface-fbopt-keda cannot be rehearsed: spec.triggers[0]: nothing that is rehearsed exports nginx_requests (sum(nginx_requests))',
    ]);
  });

  test('a server of which nothing is known needs the CPU time of a request', () => {
    expect(reasonsOf(golden('ack-cpu'))).toEqual([
      "Deployment default/sklearn-iris-predictor cannot be rehearsed with traffic: it runs none of the known engines (vLLM, KServe's huggingface server, NVIDIA NIM, SGLang, Hugging Face TGI, NVIDIA Triton, trtllm-serve); give recorded metrics, or the CPU time of a request as replica.cpuSecondsPerRequest of a profile",
    ]);
  });

  test('a rate is evaluated over what was scraped', () => {
    const manifests = golden('keda-llm').replace(
      /query: .*/,
      'query: sum(rate(vllm:generation_tokens_total{namespace="default"}[1m]))',
    );
    const result = play(manifests, { traffic: 'users:count=4,tokens=10/50,spread=0/0,duration=10m' });
    const tokens = result.totals.generatedTokens / 600;
    const values = result.services[0].scalers[0].metrics[0].values.map(
      (value, step) => Number(value) * Number(result.services[0].steps.replicas[step]),
    );
    expect(values[25] / tokens).toBeGreaterThan(0.7);
    expect(values[25] / tokens).toBeLessThan(1.5);
  });

  test('a percentile of a histogram is evaluated over its buckets', () => {
    const query = 'histogram_quantile(0.9, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket[2m])))';
    const manifests = golden('keda-llm').replace(/query: .*/, `query: ${query}`);
    const result = play(manifests, { traffic: 'users:count=2,tokens=10/50,spread=0/0,duration=10m' });
    const { scalers, steps } = result.services[0];
    // The HPA has it as an average of the pods.
    const value = Number(scalers[0].metrics[0].values[25]) * Number(steps.replicas[25]);
    const e2e = Number(result.totals.e2e.p90);
    expect(value / e2e).toBeGreaterThan(0.5);
    expect(value / e2e).toBeLessThan(2);
  });

  test("series of NVIDIA's exporter and of ACK's have the labels of each", () => {
    const [expr] = /avg by \(namespace, pod\) .*/.exec(VLLM) as RegExpExecArray;
    const ofAck = expr
      .replace('DCGM_FI_DEV_GPU_UTIL', 'DCGM_CUSTOM_PROCESS_SM_UTIL')
      .replaceAll('exported_pod', 'PodName')
      .replaceAll('exported_namespace', 'NamespaceName');
    const busyIn = (manifests: string) => {
      const traffic = 'constant:rate=0.5,tokens=100/100,duration=5m';
      const { metrics } = play(manifests, { ...L4, traffic, untilSeconds: 300 }).services[0].scalers[0];
      return metrics.find(({ name }) => name.includes('DCGM'))?.values.at(-1);
    };
    const busy = Number(busyIn(VLLM));
    expect(busy).toBeGreaterThan(0);
    expect(busyIn(VLLM.replace(expr, ofAck))).toBe(busy);
    expect(busyIn(VLLM.replace(expr, `(${expr} + ${ofAck}) / 2`))).toBe(busy);
  });

  test('without any monitor or adapter among the manifests usual ones are taken, and said', () => {
    const bare = VLLM.split('---\n').filter((text) =>
      /kind: (Deployment|Service|HorizontalPodAutoscaler)\n/.test(text),
    );
    const manifests = bare
      .join('---\n')
      .replace(/ {4}- pods:\n {8}metric:\n {10}name: DCGM_FI_DEV_GPU_UTIL[\s\S]*?type: Pods\n/, '');
    const { inputs, ...result } = play(manifests, { ...L4, traffic: 'constant:rate=4,tokens=1000/300,duration=10m' });
    expect(rescales({ inputs, ...result }).length).toBeGreaterThan(1);
    expect(inputs.assumptions).toEqual(
      expect.arrayContaining([
        'no adapter is configured by the manifests: it is taken to serve vllm_num_requests_running from vllm:num_requests_running',
        'no monitor is among the manifests: pods are taken to be scraped every 30 s',
      ]),
    );
  });
});
