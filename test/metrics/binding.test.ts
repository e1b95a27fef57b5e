import { Duration } from 'cdk8s';
import { DcgmExporter, EngineMetric, GpuMetric, Metric, type MetricTarget, Percent, Ratio } from '../../src';
import { TRITON } from '../../src/metrics/catalogue/triton';
import { bindTarget, QWEN } from '../support/binding';
import { isPromQl, shapeOf } from '../support/promql';

const second = Duration.seconds(1);
const from = (exporter: DcgmExporter) => ({ dcgm: DcgmExporter._facts(exporter) });
const HONOURING = DcgmExporter.custom({ serviceLabels: { app: 'dcgm' }, portName: 'metrics', honorLabels: true });

const PODS = '{namespace="llm",pod=~"qwen-[a-z0-9]+-[a-z0-9]{5}"}';
const EXPORTED_PODS = '{exported_namespace="llm",exported_pod=~"qwen-[a-z0-9]+-[a-z0-9]{5}"}';
const ARMS_PODS = '{NamespaceName="llm",PodName=~"qwen-[a-z0-9]+-[a-z0-9]{5}"}';
const SELECTED = '<<.Series>>{<<.LabelMatchers>>}';

interface Expected {
  readonly name: string;
  readonly query: string;
  readonly isTotal: boolean;
  readonly seriesQuery: string;
  readonly matches: string;
  readonly metricsQuery: string;
  /** Labels that name the namespace and the pod. */
  readonly labels?: readonly [string, string];
  readonly record?: string;
  readonly expr?: string;
  readonly fromGpuExporter?: boolean;
}

const ON_TRITON = { pods: { ...QWEN, engine: TRITON.title, table: TRITON, version: undefined } };

/** Every kind of series from every origin. */
const CASES: readonly [string, MetricTarget, Parameters<typeof bindTarget>[1], Expected][] = [
  [
    'a gauge of the engine that counts',
    EngineMetric.RUNNING_REQUESTS.target(8),
    {},
    {
      name: 'vllm_num_requests_running',
      query: `sum(vllm:num_requests_running${PODS})`,
      isTotal: true,
      seriesQuery: 'vllm:num_requests_running{namespace!="",pod!=""}',
      matches: '^vllm:num_requests_running$',
      metricsQuery: `sum(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    'a ratio of the engine',
    EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.8)),
    {},
    {
      name: 'vllm_kv_cache_usage_perc',
      query: `avg(vllm:kv_cache_usage_perc${PODS})`,
      isTotal: false,
      seriesQuery: 'vllm:kv_cache_usage_perc{namespace!="",pod!=""}',
      matches: '^vllm:kv_cache_usage_perc$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    'a gauge that a label tells from others',
    EngineMetric.RUNNING_REQUESTS.target(8),
    ON_TRITON,
    {
      name: 'nv_trt_llm_request_metrics_active',
      query: `sum(nv_trt_llm_request_metrics${PODS.replace('}"}', '}",request_type="active"}')})`,
      isTotal: true,
      seriesQuery: 'nv_trt_llm_request_metrics{namespace!="",pod!="",request_type="active"}',
      matches: '^nv_trt_llm_request_metrics$',
      metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>,request_type="active"}) by (<<.GroupBy>>)',
    },
  ],
  [
    'a counter of microseconds',
    EngineMetric.REQUESTS_IN_QUEUE.target(2),
    ON_TRITON,
    {
      name: 'nv_inference_queue_duration_seconds_per_second',
      query: `sum(rate(nv_inference_queue_duration_us${PODS}[2m])) / 1000000`,
      isTotal: true,
      seriesQuery: 'nv_inference_queue_duration_us{namespace!="",pod!=""}',
      matches: '^nv_inference_queue_duration_us$',
      metricsQuery: `sum(rate(${SELECTED}[2m])) by (<<.GroupBy>>) / 1000000`,
    },
  ],
  [
    'a histogram of milliseconds',
    EngineMetric.timeToFirstToken().target(second),
    ON_TRITON,
    {
      name: 'nv_inference_first_response_histogram_seconds_p95',
      query: `(histogram_quantile(0.95, sum by (le) (rate(nv_inference_first_response_histogram_ms_bucket${PODS}[2m]))) / 1000 >= 0) or 0 * sum(nv_inference_first_response_histogram_ms_count${PODS})`,
      isTotal: false,
      seriesQuery: 'nv_inference_first_response_histogram_ms_bucket{namespace!="",pod!=""}',
      matches: '^nv_inference_first_response_histogram_ms_bucket$',
      metricsQuery: `histogram_quantile(0.95, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>)) / 1000`,
    },
  ],
  [
    'a counter of the engine',
    EngineMetric.GENERATED_TOKEN_RATE.target(100),
    {},
    {
      name: 'vllm_generation_tokens_per_second',
      query: `sum(rate(vllm:generation_tokens_total${PODS}[2m]))`,
      isTotal: true,
      seriesQuery: 'vllm:generation_tokens_total{namespace!="",pod!=""}',
      matches: '^vllm:generation_tokens_total$',
      metricsQuery: `sum(rate(${SELECTED}[2m])) by (<<.GroupBy>>)`,
    },
  ],
  [
    'a histogram of the engine',
    EngineMetric.timeToFirstToken(0.99).target(second),
    {},
    {
      name: 'vllm_time_to_first_token_seconds_p99',
      query: `(histogram_quantile(0.99, sum by (le) (rate(vllm:time_to_first_token_seconds_bucket${PODS}[2m]))) >= 0) or 0 * sum(vllm:time_to_first_token_seconds_count${PODS})`,
      isTotal: false,
      seriesQuery: 'vllm:time_to_first_token_seconds_bucket{namespace!="",pod!=""}',
      matches: '^vllm:time_to_first_token_seconds_bucket$',
      metricsQuery: `histogram_quantile(0.99, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>))`,
    },
  ],
  [
    'a histogram of the engine that counts',
    EngineMetric.promptTokensPerRequest(0.9).target(2000),
    {},
    {
      name: 'vllm_request_prompt_tokens_p90',
      query: `(histogram_quantile(0.9, sum by (le) (rate(vllm:request_prompt_tokens_bucket${PODS}[2m]))) >= 0) or 0 * sum(vllm:request_prompt_tokens_count${PODS})`,
      isTotal: false,
      seriesQuery: 'vllm:request_prompt_tokens_bucket{namespace!="",pod!=""}',
      matches: '^vllm:request_prompt_tokens_bucket$',
      metricsQuery: `histogram_quantile(0.9, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>))`,
    },
  ],
  [
    'a histogram that its engine calls a total',
    EngineMetric.tokensPerStep().target(4096),
    {},
    {
      name: 'vllm_iteration_tokens_total_p95',
      query: `(histogram_quantile(0.95, sum by (le) (rate(vllm:iteration_tokens_total_bucket${PODS}[2m]))) >= 0) or 0 * sum(vllm:iteration_tokens_total_count${PODS})`,
      isTotal: false,
      seriesQuery: 'vllm:iteration_tokens_total_bucket{namespace!="",pod!=""}',
      matches: '^vllm:iteration_tokens_total_bucket$',
      metricsQuery: `histogram_quantile(0.95, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>))`,
    },
  ],
  [
    "a gauge of one's own that counts",
    Metric.count('my_queue_depth').target(5),
    {},
    {
      name: 'my_queue_depth',
      query: `sum(my_queue_depth${PODS})`,
      isTotal: true,
      seriesQuery: 'my_queue_depth{namespace!="",pod!=""}',
      matches: '^my_queue_depth$',
      metricsQuery: `sum(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a ratio of one's own",
    Metric.ratio('my:ratio').target(Ratio.of(0.5)),
    {},
    {
      name: 'my_ratio',
      query: `avg(my:ratio${PODS})`,
      isTotal: false,
      seriesQuery: 'my:ratio{namespace!="",pod!=""}',
      matches: '^my:ratio$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a percentage of one's own",
    Metric.percent('my_percent').target(Percent.of(50)),
    {},
    {
      name: 'my_percent',
      query: `avg(my_percent${PODS})`,
      isTotal: false,
      seriesQuery: 'my_percent{namespace!="",pod!=""}',
      matches: '^my_percent$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a counter of one's own",
    Metric.rate('my_requests_total').target(5),
    {},
    {
      name: 'my_requests_per_second',
      query: `sum(rate(my_requests_total${PODS}[2m]))`,
      isTotal: true,
      seriesQuery: 'my_requests_total{namespace!="",pod!=""}',
      matches: '^my_requests_total$',
      metricsQuery: `sum(rate(${SELECTED}[2m])) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a counter of one's own without suffix",
    Metric.rate('my_requests').target(5),
    {},
    {
      name: 'my_requests_per_second',
      query: `sum(rate(my_requests${PODS}[2m]))`,
      isTotal: true,
      seriesQuery: 'my_requests{namespace!="",pod!=""}',
      matches: '^my_requests$',
      metricsQuery: `sum(rate(${SELECTED}[2m])) by (<<.GroupBy>>)`,
    },
  ],
  [
    "a histogram of one's own",
    Metric.latency('my_seconds', 0.999).target(second),
    {},
    {
      name: 'my_seconds_p99_9',
      query: `(histogram_quantile(0.999, sum by (le) (rate(my_seconds_bucket${PODS}[2m]))) >= 0) or 0 * sum(my_seconds_count${PODS})`,
      isTotal: false,
      seriesQuery: 'my_seconds_bucket{namespace!="",pod!=""}',
      matches: '^my_seconds_bucket$',
      metricsQuery: `histogram_quantile(0.999, sum(rate(${SELECTED}[2m])) by (le, <<.GroupBy>>))`,
    },
  ],
  [
    'a percentage of GPUs, with the dcgm-exporter chart',
    GpuMetric.UTILIZATION.target(Percent.of(80)),
    {},
    {
      name: 'DCGM_FI_DEV_GPU_UTIL',
      query: `avg(DCGM_FI_DEV_GPU_UTIL${EXPORTED_PODS})`,
      isTotal: false,
      seriesQuery: 'namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg{namespace!="",pod!=""}',
      matches: '^namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      record: 'namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg',
      expr: 'avg by (namespace, pod) (label_replace(label_replace(DCGM_FI_DEV_GPU_UTIL{exported_pod!=""}, "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"))',
      fromGpuExporter: true,
    },
  ],
  [
    'a count of GPUs, with the dcgm-exporter chart',
    GpuMetric.MEMORY_USED.target(1000),
    {},
    {
      name: 'DCGM_FI_DEV_FB_USED',
      query: `sum(DCGM_FI_DEV_FB_USED${EXPORTED_PODS})`,
      isTotal: true,
      seriesQuery: 'namespace_pod:DCGM_FI_DEV_FB_USED:sum{namespace!="",pod!=""}',
      matches: '^namespace_pod:DCGM_FI_DEV_FB_USED:sum$',
      metricsQuery: `sum(${SELECTED}) by (<<.GroupBy>>)`,
      record: 'namespace_pod:DCGM_FI_DEV_FB_USED:sum',
      expr: 'sum by (namespace, pod) (label_replace(label_replace(DCGM_FI_DEV_FB_USED{exported_pod!=""}, "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"))',
      fromGpuExporter: true,
    },
  ],
  [
    'a ratio of GPUs, with the GPU Operator',
    GpuMetric.ENGINE_ACTIVITY.target(Ratio.of(0.5)),
    from(DcgmExporter.gpuOperator()),
    {
      name: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      query: `avg(DCGM_FI_PROF_GR_ENGINE_ACTIVE${EXPORTED_PODS})`,
      isTotal: false,
      seriesQuery: 'namespace_pod:DCGM_FI_PROF_GR_ENGINE_ACTIVE:avg{namespace!="",pod!=""}',
      matches: '^namespace_pod:DCGM_FI_PROF_GR_ENGINE_ACTIVE:avg$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      record: 'namespace_pod:DCGM_FI_PROF_GR_ENGINE_ACTIVE:avg',
      expr: 'avg by (namespace, pod) (label_replace(label_replace(DCGM_FI_PROF_GR_ENGINE_ACTIVE{exported_pod!=""}, "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"))',
      fromGpuExporter: true,
    },
  ],
  [
    'a percentage of GPUs, with ARMS',
    GpuMetric.UTILIZATION.target(Percent.of(50)),
    from(DcgmExporter.arms()),
    {
      name: 'DCGM_CUSTOM_PROCESS_SM_UTIL',
      query: `avg(DCGM_CUSTOM_PROCESS_SM_UTIL${ARMS_PODS})`,
      isTotal: false,
      seriesQuery: 'DCGM_CUSTOM_PROCESS_SM_UTIL{NamespaceName!="",PodName!=""}',
      matches: '^DCGM_CUSTOM_PROCESS_SM_UTIL$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      labels: ['NamespaceName', 'PodName'],
      fromGpuExporter: true,
    },
  ],
  [
    'a count of GPUs, with ARMS',
    GpuMetric.MEMORY_USED.target(1000),
    from(DcgmExporter.arms()),
    {
      name: 'DCGM_CUSTOM_PROCESS_MEM_USED',
      query: `sum(DCGM_CUSTOM_PROCESS_MEM_USED${ARMS_PODS})`,
      isTotal: true,
      seriesQuery: 'DCGM_CUSTOM_PROCESS_MEM_USED{NamespaceName!="",PodName!=""}',
      matches: '^DCGM_CUSTOM_PROCESS_MEM_USED$',
      metricsQuery: `sum(${SELECTED}) by (<<.GroupBy>>)`,
      labels: ['NamespaceName', 'PodName'],
      fromGpuExporter: true,
    },
  ],
  [
    "a ratio of NVIDIA's exporter, with ARMS",
    GpuMetric.ENGINE_ACTIVITY.target(Ratio.of(0.5)),
    from(DcgmExporter.arms()),
    {
      name: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      query: `avg(DCGM_FI_PROF_GR_ENGINE_ACTIVE${ARMS_PODS})`,
      isTotal: false,
      seriesQuery: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE{NamespaceName!="",PodName!=""}',
      matches: '^DCGM_FI_PROF_GR_ENGINE_ACTIVE$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      labels: ['NamespaceName', 'PodName'],
      fromGpuExporter: true,
    },
  ],
  [
    'a series by its own name, with honoured labels',
    GpuMetric.DCGM_FI_DEV_GPU_UTIL.target(Percent.of(80)),
    from(HONOURING),
    {
      name: 'DCGM_FI_DEV_GPU_UTIL',
      query: `avg(DCGM_FI_DEV_GPU_UTIL${PODS})`,
      isTotal: false,
      seriesQuery: 'DCGM_FI_DEV_GPU_UTIL{namespace!="",pod!=""}',
      matches: '^DCGM_FI_DEV_GPU_UTIL$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      labels: ['namespace', 'pod'],
      fromGpuExporter: true,
    },
  ],
];

describe.each(CASES)('%s', (_what, target, scope, expected) => {
  const { bound, mistakes } = bindTarget(target, scope);
  const exposure = bound?.exposure;

  test('has its query, its rules and its name from one series', () => {
    const [namespace, pod] = expected.labels ?? ['namespace', 'pod'];
    expect(mistakes).toEqual([]);
    expect(bound).toEqual({
      query: expected.query,
      isTotal: expected.isTotal,
      exposure: {
        name: expected.name,
        fromGpuExporter: expected.fromGpuExporter ?? false,
        recordingRule: expected.record && { record: expected.record, expr: expected.expr },
        adapterRule: {
          seriesQuery: expected.seriesQuery,
          resources: { overrides: { [namespace]: { resource: 'namespace' }, [pod]: { resource: 'pod' } } },
          name: { matches: expected.matches, as: expected.name },
          metricsQuery: expected.metricsQuery,
        },
      },
    });
  });

  test('is queried as one element: an aggregate without labels, or that or zero', () => {
    expect(isPromQl(expected.query)).toBe(true);
    const top = shapeOf(bound?.query ?? '');
    if (!expected.query.startsWith('('))
      expect(top).toMatch(/^PromQL\((BinaryExpr\()?AggregateExpr\(AggregateOp\(\w+\(\)\)FunctionCallBody\(/);
    else
      expect(top).toMatch(
        /^PromQL\(BinaryExpr\(ParenExpr\(BinaryExpr\((BinaryExpr\()?FunctionCall.*Or\(\)BinaryExpr\(NumberDurationLiteral\(\)Mul\(\)AggregateExpr\(AggregateOp\(Sum\(\)\)FunctionCallBody/,
      );
  });

  test('is exposed by rules that are PromQL once the adapter has filled them in', () => {
    const rule = exposure?.adapterRule;
    const filled = rule?.metricsQuery
      .replaceAll('<<.Series>>', rule.seriesQuery.split('{')[0])
      .replaceAll('<<.LabelMatchers>>', 'namespace="llm",pod=~"a|b"')
      .replaceAll('<<.GroupBy>>', 'pod');
    expect(filled).not.toMatch(/<<|>>/);
    expect(isPromQl(filled ?? '')).toBe(true);
    expect(isPromQl(rule?.seriesQuery ?? '')).toBe(true);
    expect(new RegExp(rule?.name.matches ?? '').test(rule?.seriesQuery.split('{')[0] ?? '')).toBe(true);
    if (exposure?.recordingRule) expect(isPromQl(exposure.recordingRule.expr)).toBe(true);
  });

  test('has a name that fits into a path of the metrics API', () => {
    expect(exposure?.name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
  });
});
