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

function scaledObject(query: string, trigger = ''): string {
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
        threshold: '2'
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
function keda(query: string, trigger?: string): string {
  return stack(DEPLOYMENT, SERVICE, monitor(), scaledObject(query, trigger));
}

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
    found(keda('sum(rate(x[1m])') /*!*/),
    found(prometheusRule(group('{ record: a, expr: "sum(rate(x[1m])" }')) /*!*/),
  ],
  'MET-02': [
    found(keda('sum(rate(x))') /*!*/),
    found(prometheusRule(group('{ record: a, expr: "sum(x[5m])" }')) /*!*/),
  ],
  'MET-03': [found(keda(`vllm:num_requests_running${OWN}`) /*!*/)],
  'MET-04': [found(keda(`sum by (pod) (vllm:num_requests_running${OWN})`) /*!*/)],
  'MET-06': [found(prometheusRule(group(`{ record: a, expr: 'sum(x{pod=~"("})' }`)) /*!*/)],
  'MET-07': [
    found(prometheusRule(group('{ record: a, expr: "sum({})" }')) /*!*/),
    found(prometheusRule(group(`{ record: a, expr: 'sum({a=~".*"})' }`)) /*!*/),
  ],
  'MET-08': [found(adapter({ seriesQuery: 'vllm.num_requests' }) /*!*/)],
  'MET-09': [
    found(keda(`avg(vllm:gpu_cache_usage_perc${OWN})`, 'metricType: Value\n      ') /*!*/),
    found(keda(`sum(sglang:num_running_reqs${OWN})`) /*!*/),
  ],
  'MET-10': [
    found(keda(`sum(vllm:generation_tokens_total${OWN})`) /*!*/),
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        monitor(),
        hpa('tokens'),
        adapter({ seriesQuery: 'vllm:generation_tokens_total', name: '{ as: tokens }' }),
      ) /*!*/,
    ),
  ],
  'MET-11': [
    found(keda(`sum(rate(vllm:generation_tokens_total${OWN}[15s]))`) /*!*/),
    found(keda(`sum(rate(vllm:generation_tokens_total${OWN}[45s]))`) /*!*/),
  ],
  'MET-12': [
    found(stack(DEPLOYMENT, SERVICE, monitor(), hpa('queue/depth')) /*!*/),
    found(stack(DEPLOYMENT, SERVICE, monitor(), hpa('100%')) /*!*/),
  ],
  'MET-13': [
    found(adapter({ metricsQuery: 'sum(<<.Series>>) by (<<.GroupBy>>)' }) /*!*/),
    found(adapter({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>})' }) /*!*/),
    found(adapter({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatcher>>}) by (<<.GroupBy>>)' }) /*!*/),
    found(adapter({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>)' }) /*!*/),
  ],
  'MET-14': [
    found(adapter({ name: `{ matches: '^(vllm):(.*)$' }` }) /*!*/),
    found(adapter({ name: `{ matches: '^vllm:(', as: requests }` }) /*!*/),
  ],
  'MET-15': [found(adapter({}, { seriesQuery: 'vllm:num_requests_waiting' }) /*!*/)],
  'MET-16': [found(stack(DEPLOYMENT, SERVICE, monitor(), hpa('vllm:num_requests_running'), adapter({})) /*!*/)],
  'MET-17': [
    found(
      keda(
        `histogram_quantile(0.95, sum by (pod) (rate(vllm:e2e_request_latency_seconds_bucket${OWN}[5m])))`,
        'metricType: Value\n      ',
      ) /*!*/,
    ),
  ],
  'MET-18': [
    found(
      keda(
        `histogram_quantile(95, sum by (le) (rate(vllm:e2e_request_latency_seconds_bucket${OWN}[5m])))`,
        'metricType: Value\n      ',
      ) /*!*/,
    ),
  ],
  'MET-19': [
    found(prometheusRule(group('{ record: requests per pod, expr: sum(x) }')) /*!*/),
    found(prometheusRule(group('{ record: a, expr: sum(x) }'), group('{ record: b, expr: sum(y) }')) /*!*/),
    found(prometheusRule(group('{ record: a, expr: sum(x) }, { record: a, expr: sum(x) }')) /*!*/),
  ],
  'MET-20': [
    found(prometheusRule(group('{ alert: A, expr: sum(x) > 1, for: 5 minutes }')) /*!*/),
    found(prometheusRule('{ name: a, interval: 15sec, rules: [{ record: a, expr: sum(x) }] }') /*!*/),
  ],
  'MET-21': [
    found(prometheusRule(group("{ alert: A, expr: sum(x) > 1, annotations: { summary: '{{ $labels.pod ' } }")) /*!*/),
  ],
  'MET-22': [
    foundInFile(
      'chart/templates/rules.yaml',
      prometheusRule(group("{ alert: A, expr: sum(x) > 1, annotations: { summary: 'pod {{ $labels.pod }}' } }")) /*!*/,
    ),
  ],
};

/** Monitoring objects, in manifests. */
export const MON_IN_MANIFESTS: Rows = {
  'MON-01': [
    found(stack(DEPLOYMENT, SERVICE, monitor('{ port: http, interval: 15s, scrapeTimeout: 30s }')) /*!*/),
    foundIn({ scrapeInterval: 10 }, stack(DEPLOYMENT, SERVICE, monitor('{ port: http, scrapeTimeout: 15s }')) /*!*/),
  ],
  'MON-02': [found(stack(DEPLOYMENT, SERVICE, monitor('{ port: http1, interval: 15s }')) /*!*/)],
  'MON-03': [
    found(
      stack(DEPLOYMENT, SERVICE.replace(', labels: { app: qwen }', ', labels: { app: qwen-svc }'), monitor()) /*!*/,
    ),
    found(stack(DEPLOYMENT, SERVICE.replace(', labels: { app: qwen }', ''), monitor()) /*!*/),
  ],
  'MON-04': [foundIn({ monitorLabels: { release: 'prometheus' } }, stack(DEPLOYMENT, SERVICE, monitor()) /*!*/)],
  'MON-05': [found(stack(DEPLOYMENT, SERVICE, monitor(ENDPOINT, 'namespaceSelector: { matchNames: [lm] }, ')) /*!*/)],
  'MON-06': [found(stack(DEPLOYMENT, SERVICE, monitor('{ port: http, path: metrics }')) /*!*/)],
  'MON-07': [
    found(stack(DEPLOYMENT, SERVICE, monitor("{ port: http, relabelings: [{ regex: '(', targetLabel: a }] }")) /*!*/),
    found(stack(DEPLOYMENT, SERVICE, monitor('{ port: http, relabelings: [{ action: LABELDROP, regex: a }] }')) /*!*/),
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        monitor("{ port: http, relabelings: [{ targetLabel: a, replacement: 'costs $ 5' }] }"),
      ) /*!*/,
    ),
    found(stack(DEPLOYMENT, SERVICE, monitor('{ port: http, relabelings: [{ sourceLabels: [pod] }] }')) /*!*/),
  ],
  'MON-08': [
    found(stack(DEPLOYMENT, SERVICE, monitor('{ port: http, bearerTokenFile: /var/run/token }')) /*!*/),
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        monitor('{ port: http, scheme: https, tlsConfig: { caFile: /ca.pem, keyFile: /key.pem } }'),
      ) /*!*/,
    ),
  ],
  'MON-09': [
    found(stack(DEPLOYMENT, SERVICE, monitor(), monitor(ENDPOINT, '', 'qwen-too')) /*!*/),
    found(stack(DEPLOYMENT, SERVICE, SERVICE.replace('name: qwen,', 'name: qwen-headless,'), monitor()) /*!*/),
  ],
  'MON-10': [
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        DCGM,
        scaledObject('avg(DCGM_FI_DEV_GPU_UTIL{namespace="llm",pod=~"qwen-.+"})', 'metricType: Value\n      '),
      ) /*!*/,
    ),
  ],
  'MON-11': [found(INFERENCE_SERVICE /*!*/)],
};
