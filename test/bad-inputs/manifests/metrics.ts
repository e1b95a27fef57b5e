import { found, foundInFile, type Rows } from '../cases';
import {
  AS_IT_IS,
  adapter,
  DEPLOYMENT,
  group,
  hpa,
  keda,
  monitor,
  OWN,
  prometheusRule,
  SERVICE,
  stack,
} from './metric-stack';

/** Metrics and PromQL, in manifests. */
export const METRICS: Rows = {
  'MET-01': [
    found(
      keda('sum(rate(x[1m])'),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(rate(x[1m])") must be PromQL, and is wrong at character 16; correct it (metric/query)`,
    ),
    found(
      prometheusRule(group('{ record: a, expr: "sum(rate(x[1m])" }')),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].expr' ("sum(rate(x[1m])") must be PromQL, and is wrong at character 16; correct it (prometheus-rule/expression)`,
    ),
  ],
  'MET-02': [
    found(
      keda('sum(rate(x))'),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(rate(x))") must give 'rate' a range; write it like rate(series[5m]) (metric/query)`,
    ),
    found(
      prometheusRule(group('{ record: a, expr: "sum(x[5m])" }')),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].expr' ("sum(x[5m])") must not use a range as a value; take its rate(…) or avg_over_time(…) (prometheus-rule/expression)`,
    ),
  ],
  'MET-03': [
    found(
      keda(`vllm:num_requests_running${OWN}`),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("vllm:num_requests_running{namespace=\\"llm\\",pod=~\\"qwen-.+\\"}") must give one element, and gives one per series; write sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-.+"}) (metric/query)`,
    ),
  ],
  'MET-04': [
    found(
      keda(`sum by (pod) (vllm:num_requests_running${OWN})`),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum by (pod) (vllm:num_requests_running{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") must give one element, and gives one per group of by (pod); leave by (pod) out (metric/query)`,
    ),
  ],
  'MET-06': [
    found(
      prometheusRule(group(`{ record: a, expr: 'sum(x{pod=~"("})' }`)),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].expr' ("sum(x{pod=~\\"(\\"})") must not have the regular expression "("; correct it (prometheus-rule/expression)`,
    ),
  ],
  'MET-07': [
    found(
      prometheusRule(group('{ record: a, expr: "sum({})" }')),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].expr' ("sum({})") must not select every series there is; name the series or give a label (prometheus-rule/expression)`,
    ),
    found(
      prometheusRule(group(`{ record: a, expr: 'sum({a=~".*"})' }`)),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].expr' ("sum({a=~\\".*\\"})") must not select every series there is; name the series or give a label (prometheus-rule/expression)`,
    ),
  ],
  'MET-08': [
    found(
      adapter({ seriesQuery: 'vllm.num_requests' }),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[0].seriesQuery' ("vllm.num_requests") must be the name of a metric: letters, digits, '_' and ':'; write it as the exporter does (adapter/query)`,
    ),
  ],
  'MET-09': [
    found(
      keda(`avg(vllm:gpu_cache_usage_perc${OWN})`, AS_IT_IS, '0.8'),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("avg(vllm:gpu_cache_usage_perc{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for vllm:gpu_cache_usage_perc, which vLLM 0.11.0 of Deployment llm/qwen does not export; write vllm:kv_cache_usage_perc (metric/unknown-to-engine)`,
    ),
    found(
      keda(`sum(sglang:num_running_reqs${OWN})`),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(sglang:num_running_reqs{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for sglang:num_running_reqs, which SGLang exports, and vLLM 0.11.0 of Deployment llm/qwen does not; write vllm:num_requests_running (metric/unknown-to-engine)`,
    ),
  ],
  'MET-10': [
    found(
      keda(`sum(vllm:generation_tokens_total${OWN})`),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:generation_tokens_total{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") must not use vllm:generation_tokens_total as it is: it is a counter, which only grows; write rate(vllm:generation_tokens_total{namespace="llm",pod=~"qwen-.+"}[5m]) (metric/counter)`,
    ),
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        monitor(),
        hpa('tokens'),
        adapter({ seriesQuery: 'vllm:generation_tokens_total', name: '{ as: tokens }' }),
      ),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[0].metricsQuery' ("sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)") must not use vllm:generation_tokens_total as it is: it is a counter, which only grows; write rate(<<.Series>>{<<.LabelMatchers>>}[5m]) (metric/counter)`,
    ),
  ],
  'MET-11': [
    found(
      keda(`sum(rate(vllm:generation_tokens_total${OWN}[15s]))`),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(rate(vllm:generation_tokens_total{namespace=\\"llm\\",pod=~\\"qwen-.+\\"}[15s])…) must take the rate over at least 4 intervals of 15s, and takes it over 15s; write [1m] (metric/rate-window)`,
    ),
    found(
      keda(`sum(rate(vllm:generation_tokens_total${OWN}[45s]))`),
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(rate(vllm:generation_tokens_total{namespace=\\"llm\\",pod=~\\"qwen-.+\\"}[45s])…) must take the rate over at least 4 intervals of 15s, and takes it over 45s; write [1m] (metric/rate-window)`,
    ),
  ],
  'MET-12': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor(), hpa('queue/depth')),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].pods.metric.name' ("queue/depth") must be a name without '/' and '%'; write queue_depth (metric/name)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, monitor(), hpa('100%')),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].pods.metric.name' ("100%") must be a name without '/' and '%'; write 100_ (metric/name)`,
    ),
  ],
  'MET-13': [
    found(
      adapter({ metricsQuery: 'sum(<<.Series>>) by (<<.GroupBy>>)' }),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[0].metricsQuery' ("sum(<<.Series>>) by (<<.GroupBy>>)") must hold <<.LabelMatchers>>; write <<.Series>>{<<.LabelMatchers>>} (adapter/query)`,
    ),
    found(
      adapter({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>})' }),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[0].metricsQuery' ("sum(<<.Series>>{<<.LabelMatchers>>})") must hold <<.GroupBy>>; add by (<<.GroupBy>>) (adapter/query)`,
    ),
    found(
      adapter({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatcher>>}) by (<<.GroupBy>>)' }),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[0].metricsQuery' ("sum(<<.Series>>{<<.LabelMatcher>>}) by (<<.GroupBy>>)") must use placeholders that the adapter has (Series, LabelMatchers, LabelValuesByName, GroupBy, GroupBySlice), not 'LabelMatcher'; write <<.LabelMatchers>> (adapter/query)`,
    ),
    found(
      adapter({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>)' }),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[0].metricsQuery' ("sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>)") must have '>>' for each '<<'; close the placeholder (adapter/query)`,
    ),
  ],
  'MET-14': [
    found(
      adapter({ name: `{ matches: '^(vllm):(.*)$' }` }),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[0].name.matches' ("^(vllm):(.*)$") has 2 groups, so that the name of the metric must be said; add 'as' with the name (adapter/name)`,
    ),
    found(
      adapter({ name: `{ matches: '^vllm:(', as: requests }` }),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[0].name.matches' ("^vllm:(") must be a regular expression of RE2; correct it (adapter/name)`,
    ),
  ],
  'MET-15': [
    found(
      adapter({}, { seriesQuery: 'vllm:num_requests_waiting' }),
      `error [ConfigMap/monitoring/adapter] 'data['config.yaml'].rules[1].seriesQuery' ("vllm:num_requests_waiting") becomes the metric 'vllm_num_requests_running', as 'vllm:num_requests_running' of an earlier rule does; give one of them another name in 'as', or take one out (cluster/adapter-names)`,
    ),
  ],
  'MET-16': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor(), hpa('vllm:num_requests_running'), adapter({})),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].pods.metric.name' ("vllm:num_requests_running") must be a metric that an adapter exposes, and those are vllm_num_requests_running; write vllm_num_requests_running (metric/not-exposed)`,
    ),
  ],
  'MET-17': [
    found(
      keda(
        `histogram_quantile(0.95, sum by (pod) (rate(vllm:e2e_request_latency_seconds_bucket${OWN}[5m])))`,
        AS_IT_IS,
      ),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(0.95, sum by (pod) (rate(vllm:e2e_request_latency_seconds_bu…) must keep the label 'le' of the buckets, which the percentile is taken by; write by (le) (metric/quantile)`,
    ),
  ],
  'MET-18': [
    found(
      keda(`histogram_quantile(95, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket${OWN}[5m])))`, AS_IT_IS),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(95, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucke…) must have a percentile between 0 and 1, not 95; write 0.95 (metric/quantile)`,
    ),
  ],
  'MET-19': [
    found(
      prometheusRule(group('{ record: requests per pod, expr: sum(x) }')),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].record' ("requests per pod") must be the name of a metric: letters, digits, '_' and ':', not beginning with a digit; write requests_per_pod (prometheus-rule/names)`,
    ),
    found(
      prometheusRule(group('{ record: a, expr: sum(x) }'), group('{ record: b, expr: sum(y) }')),
      `error [PrometheusRule/llm/qwen] 'spec.groups[1].name' ("a") must be the name of one group of the object; give this group another name (prometheus-rule/names)`,
    ),
    found(
      prometheusRule(group('{ record: a, expr: sum(x) }, { record: a, expr: sum(x) }')),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[1].record' ("a") is recorded twice, by the same expression; take one of the rules out (prometheus-rule/names)`,
    ),
  ],
  'MET-20': [
    found(
      prometheusRule(group('{ alert: A, expr: sum(x) > 1, for: 5 minutes }')),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].for' ("5 minutes") must be a duration like '30s' or '5m'; write 5m (prometheus-rule/duration)`,
    ),
    found(
      prometheusRule('{ name: a, interval: 15sec, rules: [{ record: a, expr: sum(x) }] }'),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].interval' ("15sec") must be a duration like '30s' or '5m'; write 15s (prometheus-rule/duration)`,
    ),
  ],
  'MET-21': [
    found(
      prometheusRule(group("{ alert: A, expr: sum(x) > 1, annotations: { summary: '{{ $labels.pod ' } }")),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].annotations.summary' ("{{ $labels.pod ") must close each '{{' with '}}'; add '}}' (prometheus-rule/template)`,
    ),
  ],
  'MET-22': [
    foundInFile(
      'chart/templates/rules.yaml',
      prometheusRule(group("{ alert: A, expr: sum(x) > 1, annotations: { summary: 'pod {{ $labels.pod }}' } }")),
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].annotations.summary' ("pod {{ $labels.pod }}") must not have bare '{{' in a folder 'templates', which Helm renders; write {{ "{{" }} for '{{' (prometheus-rule/helm-template)`,
    ),
  ],
};
