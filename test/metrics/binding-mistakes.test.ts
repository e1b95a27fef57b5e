import { Duration } from 'cdk8s';
import { DcgmExporter, EngineMetric, GpuMetric, Metric, type MetricTarget, Percent, Ratio } from '../../src';
import { NIM } from '../../src/metrics/catalogue/nim';
import { SGLANG } from '../../src/metrics/catalogue/sglang';
import { bindTarget, QWEN } from '../support/binding';

const second = Duration.seconds(1);
const kvCache = EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.8));
const withVersion = (version: string | undefined) => ({ pods: { ...QWEN, version } });

describe('a metric that cannot be bound', () => {
  test.each<[string, MetricTarget, Parameters<typeof bindTarget>[1], string]>([
    [
      'pods that are not known',
      kvCache,
      { pods: undefined },
      "'metrics[0]' is measured on pods, and of this target no pods are known; give an LlmInferenceService (fromDeployment, fromInferenceService or fromName for one that exists), or a RawMetric (metric/needs-pods)",
    ],
    [
      'an engine that lacks the concept',
      EngineMetric.prefillTime().target(second),
      { pods: { ...QWEN, engine: 'SGLang', table: SGLANG, version: '0.5.1' } },
      "'metrics[0]': SGLang 0.5.1 does not export prefill time; choose another metric, or an engine that has it (vLLM, KServe's huggingface server, trtllm-serve) (metric/unknown-to-engine)",
    ],
    [
      'an engine whose series are not known',
      EngineMetric.RUNNING_REQUESTS.target(1),
      { pods: { ...QWEN, engine: 'my server', table: undefined, version: undefined } },
      "'metrics[0]': my server does not export running requests; choose another metric, or an engine that has it (vLLM, KServe's huggingface server, NVIDIA NIM, SGLang, Hugging Face TGI, NVIDIA Triton, trtllm-serve) (metric/unknown-to-engine)",
    ],
    [
      'a version before the series',
      EngineMetric.queueTime().target(second),
      withVersion('0.5.0'),
      "'metrics[0]': vLLM 0.5.0 does not export queue time; choose another metric, or an engine that has it (vLLM, KServe's huggingface server, SGLang, Hugging Face TGI, trtllm-serve) (metric/unknown-to-engine)",
    ],
    [
      'a series that is gone, of an engine whose version is not known',
      EngineMetric.SWAPPED_REQUESTS.target(1),
      withVersion(undefined),
      "'metrics[0]': vLLM does not export swapped requests; choose another metric, or an engine that has it (vLLM, KServe's huggingface server) (metric/unknown-to-engine)",
    ],
    [
      "ACK's series with another exporter",
      GpuMetric.DCGM_CUSTOM_PROCESS_SM_UTIL.target(Percent.of(50)),
      {},
      "'metrics[0]': the dcgm-exporter chart of this cluster does not export DCGM_CUSTOM_PROCESS_SM_UTIL; use GpuMetric.UTILIZATION, which takes the cluster's own series, or correct the profile's dcgm (metric/unknown-to-engine)",
    ],
    [
      'a name with a dot',
      Metric.count('vllm.num_requests').target(1),
      {},
      `'metrics[0]' ("vllm.num_requests") must be a Prometheus metric name: letters, digits, '_' and ':', not beginning with a digit; write it as the exporter does (metric/name)`,
    ],
    [
      'a name that breaks out of a query',
      Metric.percent('up} or vector(1').target(Percent.of(50)),
      {},
      `'metrics[0]' ("up} or vector(1") must be a Prometheus metric name: letters, digits, '_' and ':', not beginning with a digit; write it as the exporter does (metric/name)`,
    ],
    [
      'no name',
      Metric.rate(undefined as any).target(1),
      {},
      "'metrics[0]' (undefined) must be a Prometheus metric name: letters, digits, '_' and ':', not beginning with a digit; write it as the exporter does (metric/name)",
    ],
    ...[95, 1, 0, -0.5, Number.NaN].map((percentile): [string, MetricTarget, object, string] => [
      `the percentile ${percentile}`,
      EngineMetric.requestLatency(percentile).target(second),
      {},
      `'metrics[0]' (${percentile}) must have a percentile between 0 and 1; write 0.95 for the 95th (metric/target)`,
    ]),
    [
      "a percentile of one's own histogram",
      Metric.latency('my_seconds', 99).target(second),
      {},
      "'metrics[0]' (99) must have a percentile between 0 and 1; write 0.95 for the 95th (metric/target)",
    ],
  ])('says so: %s', (_what, target, scope, text) => {
    expect(bindTarget(target, scope)).toMatchObject({ bound: undefined, texts: [text] });
  });
});

describe('the version of the engine', () => {
  const newest = 'whose names are taken; check that the engine still exports it (metric/engine-version)';
  const depends = "'metrics[0]': the name of this metric depends on the version of vLLM, which is";

  test.each<[string | undefined, string, string[]]>([
    ['0.8.5', 'vllm_gpu_cache_usage_perc', []],
    ['0.9.0', 'vllm_kv_cache_usage_perc', []],
    ['v0.11.0', 'vllm_kv_cache_usage_perc', []],
    ['0.31.9', 'vllm_kv_cache_usage_perc', []],
    [
      '0.32.0',
      'vllm_kv_cache_usage_perc',
      [`'metrics[0]': vLLM 0.32.0 is newer than the newest known version (0.31), ${newest}`],
    ],
    [
      'v1.0',
      'vllm_kv_cache_usage_perc',
      [`'metrics[0]': vLLM v1.0 is newer than the newest known version (0.31), ${newest}`],
    ],
    [
      undefined,
      'vllm_kv_cache_usage_perc',
      [`${depends} not given; the newest is taken; give the version of the engine (metric/engine-version)`],
    ],
    [
      'nightly',
      'vllm_kv_cache_usage_perc',
      [`${depends} none ("nightly"); the newest is taken; give the version of the engine (metric/engine-version)`],
    ],
  ])('%s decides on the name, with a warning where it is a guess', (version, name, texts) => {
    const found = bindTarget(kvCache, withVersion(version));
    expect(found.bound?.exposure.name).toBe(name);
    expect(found.texts).toEqual(texts);
    for (const { severity } of found.mistakes) expect(severity).toBe('warning');
  });

  test.each([undefined, 'nightly'])('%s is no guess where the name never changed', (version) => {
    expect(bindTarget(EngineMetric.RUNNING_REQUESTS.target(1), withVersion(version)).texts).toEqual([]);
  });
});

describe('a query', () => {
  test('names no namespace where none is known', () => {
    const { bound } = bindTarget(kvCache, { pods: { ...QWEN, namespace: undefined } });
    expect(bound?.query).toBe('avg(vllm:kv_cache_usage_perc{pod=~"qwen-[a-z0-9]+-[a-z0-9]{5}"})');
  });

  test('takes the window of the cluster', () => {
    const { bound } = bindTarget(EngineMetric.PROMPT_TOKEN_RATE.target(1), { rateWindow: '4m' });
    expect(bound?.query).toContain('[4m]');
    expect(bound?.exposure.adapterRule.metricsQuery).toContain('[4m]');
  });

  test('is that of the engine, so that a metric means the same for each', () => {
    const target = EngineMetric.WAITING_REQUESTS.target(1);
    const names = [QWEN.table, NIM, SGLANG].map(
      (table) => bindTarget(target, { pods: { ...QWEN, table, version: undefined } }).bound?.exposure.name,
    );
    expect(names).toEqual(['vllm_num_requests_waiting', 'num_requests_waiting', 'sglang_num_queue_reqs']);
  });

  test.each([
    [EngineMetric.timeToFirstToken(), 'vllm_time_to_first_token_seconds_p95'],
    [EngineMetric.interTokenLatency(0.5), 'vllm_inter_token_latency_seconds_p50'],
    [EngineMetric.requestLatency(0.9), 'vllm_e2e_request_latency_seconds_p90'],
    [EngineMetric.queueTime(0.07), 'vllm_request_queue_time_seconds_p7'],
    [Metric.latency('my_seconds'), 'my_seconds_p95'],
  ])('of a percentile bears it in the name (%#)', (metric, name) => {
    expect(bindTarget(metric.target(second)).bound?.exposure.name).toBe(name);
  });

  test('prefers the exporter of ACK, and falls back to the series of NVIDIA', () => {
    const { tables } = DcgmExporter._facts(DcgmExporter.arms());
    expect(tables.map(({ title }) => title)).toEqual(["ACK's GPU exporter", 'the DCGM exporter']);
  });
});
