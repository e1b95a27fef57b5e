import { found, foundIn, foundInFile, type Rows } from '../cases';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: qwen, namespace: llm }
spec:
  selector: { matchLabels: { app: qwen } }
  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }
  template:
    metadata: { labels: { app: qwen } }
    spec:
      containers:
        - name: vllm
          image: vllm/vllm-openai:v0.11.0
          args: [--model=Qwen/Qwen2.5-7B-Instruct]
          ports: [{ name: http, containerPort: 8000 }]
          resources:
            requests: { cpu: '4', memory: 16Gi }
            limits: { memory: 16Gi, nvidia.com/gpu: '1' }
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: qwen, namespace: llm, labels: { app: qwen } }
spec:
  selector: { app: qwen }
  ports: [{ name: http, port: 80, targetPort: http }]
`;
const ENDPOINT = '{ port: http, interval: 15s }';

function monitor(endpoint = ENDPOINT, more = '', name = 'qwen'): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: ${name}, namespace: llm }
spec: { ${more}selector: { matchLabels: { app: qwen } }, endpoints: [${endpoint}] }
`;
}

function scaledObject(query: string, trigger = '', threshold = '2'): string {
  return `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: qwen, namespace: llm }
spec:
  scaleTargetRef: { name: qwen }
  minReplicaCount: 1
  maxReplicaCount: 4
  triggers:
    - type: prometheus
      ${trigger}metadata:
        serverAddress: http://prometheus:9090
        query: '${query}'
        threshold: '${threshold}'
        ignoreNullValues: 'false'
`;
}

function hpa(metric: string): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: qwen, namespace: llm }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: qwen }
  maxReplicas: 4
  metrics: [{ type: Pods, pods: { metric: { name: '${metric}' }, target: { type: AverageValue, averageValue: '10' } } }]
`;
}

const RULE = {
  seriesQuery: 'vllm:num_requests_running',
  name: '{ as: vllm_num_requests_running }',
  metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)',
};

function adapter(...rules: readonly Partial<typeof RULE>[]): string {
  const texts = rules.map((rule) => {
    const { seriesQuery, name, metricsQuery } = { ...RULE, ...rule };
    return `      - seriesQuery: '${seriesQuery}'
        resources: { overrides: { namespace: { resource: namespace }, pod: { resource: pod } } }
        name: ${name}
        metricsQuery: '${metricsQuery}'
`;
  });
  return `apiVersion: v1
kind: ConfigMap
metadata: { name: adapter, namespace: monitoring }
data:
  config.yaml: |
    rules:
${texts.join('')}`;
}

function prometheusRule(...groups: readonly string[]): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: qwen, namespace: llm }
spec: { groups: [${groups.join(', ')}] }
`;
}

function group(rule: string): string {
  return `{ name: a, rules: [${rule}] }`;
}

function stack(...manifests: readonly string[]): string {
  return manifests.join('---\n');
}

/** A complete stack that KEDA scales by a query. */
function keda(query: string, trigger?: string, threshold?: string): string {
  return stack(DEPLOYMENT, SERVICE, monitor(), scaledObject(query, trigger, threshold));
}

/** For a query that gives an average. */
const AS_IT_IS = 'metricType: Value\n      ';
const OWN = '{namespace="llm",pod=~"qwen-.+"}';

const DCGM = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: dcgm-exporter, namespace: monitoring }
spec: { selector: { matchLabels: { app: dcgm-exporter } }, endpoints: [{ port: metrics, interval: 15s }] }
`;

const INFERENCE_SERVICE = `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: qwen
  namespace: llm
  annotations:
    serving.kserve.io/deploymentMode: Standard
    serving.kserve.io/autoscalerClass: none
    serving.kserve.io/enable-prometheus-scraping: 'true'
    prometheus.io/port: '8080'
spec:
  predictor:
    minReplicas: 1
    deploymentStrategy: { type: Recreate }
    model:
      modelFormat: { name: huggingface }
      args: [--model_id=Qwen/Qwen2.5-7B-Instruct]
      resources:
        requests: { cpu: '4', memory: 16Gi }
        limits: { cpu: '4', memory: 16Gi, nvidia.com/gpu: '1' }
`;

/** Metrics and PromQL, in manifests. */
export const MET_IN_MANIFESTS: Rows = {
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

/** Monitoring objects, in manifests. */
export const MON_IN_MANIFESTS: Rows = {
  'MON-01': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, interval: 15s, scrapeTimeout: 30s }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].scrapeTimeout' ("30s") must be at most 'interval' (15s); write scrapeTimeout: 10s (monitor/timeout)`,
    ),
    foundIn(
      { scrapeInterval: 10 },
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, scrapeTimeout: 15s }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].scrapeTimeout' ("15s") must be at most the interval of Prometheus (10s), as the monitor gives none; write scrapeTimeout: 10s (monitor/timeout)`,
    ),
  ],
  'MON-02': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http1, interval: 15s }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].port' ("http1") must be the name of a port of Service llm/qwen, whose ports are [http]; write port: http (wire/monitor-port)`,
    ),
  ],
  'MON-03': [
    found(
      stack(DEPLOYMENT, SERVICE.replace(', labels: { app: qwen }', ', labels: { app: qwen-svc }'), monitor()),
      `error [ServiceMonitor/llm/qwen] 'spec.selector.matchLabels.app' ("qwen") must be "qwen-svc" to select Service llm/qwen; write app: qwen-svc (wire/monitor-selects-no-service)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE.replace(', labels: { app: qwen }', ''), monitor()),
      `error [ServiceMonitor/llm/qwen] 'spec.selector.matchLabels' (app=qwen) must be labels of Service llm/qwen itself, which has no labels: a ServiceMonitor does not look at those of its pods; add 'app: qwen' to 'metadata.labels' of Service llm/qwen (wire/monitor-selects-no-service)`,
    ),
  ],
  'MON-04': [
    foundIn(
      { monitorLabels: { release: 'prometheus' } },
      stack(DEPLOYMENT, SERVICE, monitor()),
      `error [ServiceMonitor/llm/qwen] 'metadata.labels' (no labels) must have release=prometheus: Prometheus, as the profile says, selects by that; add 'release: prometheus' (monitor/not-selected)`,
    ),
  ],
  'MON-05': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor(ENDPOINT, 'namespaceSelector: { matchNames: [lm] }, ')),
      `error [ServiceMonitor/llm/qwen] ServiceMonitor llm/qwen selects Service llm/qwen by its labels, and looks in lm, not in llm; write namespaceSelector: { matchNames: [llm] } (wire/monitor-selects-no-service)`,
    ),
  ],
  'MON-06': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, path: metrics }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].path' ("metrics") must begin with '/'; write path: /metrics (wire/monitor-path)`,
    ),
  ],
  'MON-07': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor("{ port: http, relabelings: [{ regex: '(', targetLabel: a }] }")),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].relabelings[0].regex' ("(") must be a regular expression of RE2; correct it (monitor/relabeling)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, relabelings: [{ action: LABELDROP, regex: a }] }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].relabelings[0].action' ("LABELDROP") must be one of replace, keep, drop, hashmod, labelmap, labeldrop, labelkeep, lowercase, uppercase, keepequal, dropequal; write labeldrop (monitor/relabeling)`,
    ),
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        monitor("{ port: http, relabelings: [{ targetLabel: a, replacement: 'costs $ 5' }] }"),
      ),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].relabelings[0].replacement' ("costs $ 5") must have a number or a name behind each '$'; write $1, or $$ for a dollar sign (monitor/relabeling)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, relabelings: [{ sourceLabels: [pod] }] }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].relabelings[0].targetLabel' (not given) must name a label, which 'replace' writes to; add targetLabel (monitor/relabeling)`,
    ),
  ],
  'MON-08': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, bearerTokenFile: /var/run/token }')),
      `warning [ServiceMonitor/llm/qwen] 'spec.endpoints[0].bearerTokenFile' ("/var/run/token") must not be a file of Prometheus; use authorization.credentials, which takes a Secret (monitor/file-access)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, tlsConfig: { caFile: /ca.pem, keyFile: /key.pem } }')),
      `warning [ServiceMonitor/llm/qwen] 'spec.endpoints[0].tlsConfig.caFile' ("/ca.pem") must not be a file of Prometheus; use tlsConfig.ca, which takes a Secret (monitor/file-access)`,
      `warning [ServiceMonitor/llm/qwen] 'spec.endpoints[0].tlsConfig.keyFile' ("/key.pem") must not be a file of Prometheus; use tlsConfig.keySecret, which takes a Secret (monitor/file-access)`,
    ),
  ],
  'MON-09': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor(), monitor(ENDPOINT, '', 'qwen-too')),
      `error [ServiceMonitor/llm/qwen-too] the metrics of port 8000 of Deployment llm/qwen are stored twice: it is scraped by ServiceMonitor llm/qwen and ServiceMonitor llm/qwen-too; take one of them out (monitor/double-scrape)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, SERVICE.replace('name: qwen,', 'name: qwen-headless,'), monitor()),
      `error [ServiceMonitor/llm/qwen] the metrics of port 8000 of Deployment llm/qwen are stored twice: ServiceMonitor llm/qwen finds it by Service llm/qwen and Service llm/qwen-headless; let the monitor select one of the Services, by a label that only that one has (monitor/double-scrape)`,
    ),
  ],
  'MON-10': [
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        DCGM,
        scaledObject('avg(DCGM_FI_DEV_GPU_UTIL{namespace="llm",pod=~"qwen-.+"})', AS_IT_IS, '70'),
      ),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("avg(DCGM_FI_DEV_GPU_UTIL{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for DCGM_FI_DEV_GPU_UTIL by 'namespace', which names the exporter and not the workload; write exported_namespace="llm" and exported_pod=~"qwen-.+" (metric/gpu-labels)`,
    ),
  ],
  'MON-11': [
    found(
      INFERENCE_SERVICE,
      `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/enable-prometheus-scraping']' ("true") must not be set where KServe makes a Deployment; leave it out, and scrape by a ServiceMonitor or PodMonitor (kserve/scraping-annotation)`,
    ),
  ],
};
