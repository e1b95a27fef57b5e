import type { Variant } from './variant';

/** The corners of the rules about metrics. */
export const METRICS: readonly Variant[] = [
  {
    title: `an old name beside the new one is enough`,
    of: 'metric/unknown-to-engine',
    changes: [
      [
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})`,
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"} or vllm:gpu_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})`,
      ],
    ],
    found: [],
  },
  {
    title: `a series that a neighbour would have`,
    of: 'metric/unknown-series',
    changes: [[`vllm:num_requests_running`, `nv_inference_pending_request_count`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(nv_inference_pending_request_count{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for nv_inference_pending_request_count, which NVIDIA Triton exports, and vLLM 0.11.0 of Deployment llm/qwen does not; write vllm:num_requests_waiting (metric/unknown-to-engine)`,
    ],
  },
  {
    title: `a series with the prefix of the engine that is not known`,
    of: 'metric/unknown-series',
    changes: [[`vllm:num_requests_running`, `vllm:lora_slots_free`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:lora_slots_free{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for vllm:lora_slots_free, which is not known of vLLM; make sure that this version exports it (metric/unknown-series)`,
    ],
  },
  {
    title: `a series of somebody else`,
    of: 'metric/unknown-series',
    changes: [[`vllm:num_requests_running`, `gateway_open_connections`]],
    found: [
      `info [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(gateway_open_connections{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for gateway_open_connections, which nothing in these files is known to export or record; make sure that it is scraped, or check what records it together with this (metric/unknown-series)`,
    ],
  },
  {
    title: `another pod`,
    of: 'metric/label-value',
    changes: [[`pod=~"qwen-.+"`, `pod=~"llama-.+"`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running{namespace=\\"llm\\",pod=~\\"llama-.+\\"})") asks for vllm:num_requests_running with pod=~"llama-.+", and on the pods of Deployment llm/qwen it is like "qwen-6d4c8f7b59-x7k2p"; write pod=~"qwen-.+" (metric/label-value)`,
    ],
  },
  {
    title: `a label that nobody has`,
    of: 'metric/no-label',
    changes: [[`model_name=`, `tenant=`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running{namespace=\\"llm\\",tenant=\\"Qwen/Qwen2.5-7B-Instru…) asks for the label 'tenant' of vllm:num_requests_running, which has container, engine, job, model_name, namespace, pod, service; take the condition out (metric/no-label)`,
    ],
  },
  {
    title: `one namespace without a second service`,
    of: 'metric/query',
    changes: [[`{namespace="llm",pod=~"qwen-.+"}`, `{namespace="llm"}`]],
    found: [
      `info [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running{namespace=\\"llm\\"})") counts vllm:num_requests_running of every pod that Prometheus knows in the namespace, and scales Deployment llm/qwen; add pod=~"qwen-.+" (metric/neighbours)`,
    ],
  },
  {
    title: `the whole cluster`,
    of: 'metric/query',
    changes: [[`{namespace="llm",pod=~"qwen-.+"}`, ``]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running)") counts vllm:num_requests_running of every pod that Prometheus knows, and scales Deployment llm/qwen; add namespace="llm" and pod=~"qwen-.+" (metric/neighbours)`,
    ],
  },
  {
    title: `grouped by what is held to one value`,
    of: 'metric/query',
    changes: [
      [
        `sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-.+"})`,
        `sum by (namespace) (vllm:num_requests_running{namespace="llm",pod=~"qwen-.+"})`,
      ],
    ],
    found: [],
  },
  {
    title: `a percentage of 100 times a ratio`,
    of: 'metric/unit',
    changes: [[`avg(vllm`, `100 * avg(vllm`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0.8") must be a percentage between 1 and 100, as the query gives it; write 80 (metric/unit)`,
    ],
  },
  {
    title: `a ratio that is 100 times too small`,
    of: 'metric/unit',
    changes: [
      [
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})`,
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"}) * 100`,
      ],
      [`threshold: "0.8"`, `threshold: "80"`],
    ],
    found: [],
  },
  {
    title: `a ratio in an unknown unit is left alone`,
    of: 'metric/unit',
    changes: [
      [
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})`,
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"}) * 7`,
      ],
      [`threshold: "0.8"`, `threshold: "5"`],
    ],
    found: [],
  },
  {
    title: `a ratio that hardly gets above its target`,
    of: 'metric/unit',
    changes: [[`threshold: "0.8"`, `threshold: "0.95"`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0.95") must be below 0.9: vllm:kv_cache_usage_perc is at most 1 as a ratio, and has to exceed the target by a tenth; write 0.8 (metric/never-reached)`,
    ],
  },
  {
    title: `a percentage in hundredths`,
    of: 'metric/gpu-labels',
    changes: [[`threshold: "70"`, `threshold: "0.7"`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0.7") must be a percentage between 1 and 100, as DCGM_FI_DEV_GPU_UTIL (the DCGM exporter) is; write 70 (metric/unit)`,
      `info [ScaledObject/llm/qwen] ScaledObject llm/qwen scales by GPU utilization alone; add the waiting or running requests of the engine, by which one step reaches the right size (metric/saturating)`,
      `info [ServiceMonitor/monitoring/dcgm-exporter] the Service that ServiceMonitor monitoring/dcgm-exporter selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `one percent`,
    of: 'metric/gpu-labels',
    changes: [[`threshold: "70"`, `threshold: "1"`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("1") must be a percentage between 1 and 100, as DCGM_FI_DEV_GPU_UTIL (the DCGM exporter) is; write 100 if all of it is meant (metric/unit)`,
      `info [ScaledObject/llm/qwen] ScaledObject llm/qwen scales by GPU utilization alone; add the waiting or running requests of the engine, by which one step reaches the right size (metric/saturating)`,
      `info [ServiceMonitor/monitoring/dcgm-exporter] the Service that ServiceMonitor monitoring/dcgm-exporter selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `more than all`,
    of: 'metric/gpu-labels',
    changes: [[`threshold: "70"`, `threshold: "120"`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("120") must be a percentage of at most 100, as DCGM_FI_DEV_GPU_UTIL (the DCGM exporter) is; write a number between 1 and 100, such as 80 (metric/unit)`,
      `info [ScaledObject/llm/qwen] ScaledObject llm/qwen scales by GPU utilization alone; add the waiting or running requests of the engine, by which one step reaches the right size (metric/saturating)`,
      `info [ServiceMonitor/monitoring/dcgm-exporter] the Service that ServiceMonitor monitoring/dcgm-exporter selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `milliseconds of a latency`,
    of: 'metric/quantile',
    changes: [[`threshold: "2"`, `threshold: "2000"`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("2000") must be in seconds, as vllm:time_to_first_token_seconds_bucket (vLLM) is; write 2 (metric/unit)`,
    ],
  },
  {
    title: `a percentile of a gauge`,
    of: 'metric/quantile',
    changes: [[`vllm:time_to_first_token_seconds_bucket`, `vllm:num_requests_running`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(0.95, sum by (le) (rate(vllm:num_requests_running{namespace=…) must take a percentile of a histogram's buckets, and vllm:num_requests_running is a gauge; take its value: avg(vllm:num_requests_running) (metric/quantile)`,
    ],
  },
  {
    title: `a percentile of the sum of a histogram`,
    of: 'metric/quantile',
    changes: [[`vllm:time_to_first_token_seconds_bucket`, `vllm:time_to_first_token_seconds_sum`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(0.95, sum by (le) (rate(vllm:time_to_first_token_seconds_sum…) must take a percentile of a histogram's buckets, not of vllm:time_to_first_token_seconds_sum; write vllm:time_to_first_token_seconds_bucket (metric/quantile)`,
    ],
  },
  {
    title: `a percentile without le`,
    of: 'metric/quantile',
    changes: [[`sum by (le)`, `sum without (le)`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(0.95, sum without (le) (rate(vllm:time_to_first_token_second…) must keep the label 'le' of the buckets, which the percentile is taken by; take 'le' out of without(…) (metric/quantile)`,
    ],
  },
  {
    title: `a percentile above 1`,
    of: 'metric/quantile',
    changes: [[`histogram_quantile(0.95`, `histogram_quantile(99`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(99, sum by (le) (rate(vllm:time_to_first_token_seconds_bucke…) must have a percentile between 0 and 1, not 99; write 0.99 (metric/quantile)`,
    ],
  },
  {
    title: `whether a counter is there`,
    of: 'metric/counter',
    changes: [
      [
        `sum(rate(vllm:generation_tokens_total{namespace="llm",pod=~"qwen-.+"}[2m]))`,
        `sum(rate(vllm:generation_tokens_total{namespace="llm",pod=~"qwen-.+"}[2m])) or 0 * sum(vllm:generation_tokens_total{namespace="llm",pod=~"qwen-.+"})`,
      ],
    ],
    found: [],
  },
  {
    title: `a window of two intervals`,
    of: 'metric/rate-window',
    changes: [[`[1m]`, `[30s]`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(rate(vllm:generation_tokens_total{namespace=\\"llm\\",pod=~\\"qwen-.+\\"}[30s])…) must take the rate over at least 4 intervals of 15s, and takes it over 30s; write [1m] (metric/rate-window)`,
    ],
  },
  {
    title: `a window that the profile makes too short`,
    of: 'metric/rate-window',
    changes: [
      [
        `      interval: 15s
`,
        ``,
      ],
    ],
    profile: { scrapeInterval: 60 },
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(rate(vllm:generation_tokens_total{namespace=\\"llm\\",pod=~\\"qwen-.+\\"}[1m]))…) must take the rate over at least 4 intervals of 1m, and takes it over 1m; write [4m] (metric/rate-window)`,
    ],
  },
  {
    title: `an interval that nobody knows`,
    of: 'metric/rate-window',
    changes: [
      [
        `      interval: 15s
`,
        ``,
      ],
    ],
    found: [],
  },
  {
    title: `the GPUs of an exporter that keeps the labels of the workload`,
    of: 'metric/gpu-labels',
    changes: [
      [
        `    - port: metrics
      interval: 15s`,
        `    - port: metrics
      interval: 15s
      honorLabels: true`,
      ],
    ],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("avg(DCGM_FI_DEV_GPU_UTIL{exported_namespace=\\"llm\\",exported_pod=~\\"qwen-.+\\"})…) asks for the label 'exported_namespace' of DCGM_FI_DEV_GPU_UTIL, which has namespace, pod; write namespace (metric/no-label)`,
      `info [ScaledObject/llm/qwen] ScaledObject llm/qwen scales by GPU utilization alone; add the waiting or running requests of the engine, by which one step reaches the right size (metric/saturating)`,
      `info [ServiceMonitor/monitoring/dcgm-exporter] the Service that ServiceMonitor monitoring/dcgm-exporter selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `an engine that does not count`,
    of: 'metric/query',
    changes: [[`--port=8000]`, `--port=8000, --disable-log-stats]`]],
    found: [
      `error [Deployment/llm/qwen] vLLM of Deployment llm/qwen counts nothing under --disable-log-stats, and ScaledObject llm/qwen scales by vllm:num_requests_running; take --disable-log-stats out (metric/not-enabled)`,
    ],
  },
  {
    title: `a name of the other API`,
    of: 'metric/not-exposed',
    changes: [
      [
        `    - type: Pods
      pods:`,
        `    - type: External
      external:`,
      ],
    ],
    found: [
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].external.metric.name' ("vllm_num_requests_running") is exposed as a metric of pods, and asked for as External; write type: Pods, with target.averageValue (metric/not-exposed)`,
    ],
  },
];
