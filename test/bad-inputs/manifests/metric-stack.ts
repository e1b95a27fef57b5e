/** A stack whose metrics are right, in whole and in parts, as text: rows of the catalogue spoil one of them. */

export const DEPLOYMENT = `apiVersion: apps/v1
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
export const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: qwen, namespace: llm, labels: { app: qwen } }
spec:
  selector: { app: qwen }
  ports: [{ name: http, port: 80, targetPort: http }]
`;
export const ENDPOINT = '{ port: http, interval: 15s }';

export function monitor(endpoint = ENDPOINT, more = '', name = 'qwen'): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: ${name}, namespace: llm }
spec: { ${more}selector: { matchLabels: { app: qwen } }, endpoints: [${endpoint}] }
`;
}

export function scaledObject(query: string, trigger = '', threshold = '2'): string {
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

export function hpa(metric: string): string {
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

export function adapter(...rules: readonly Partial<typeof RULE>[]): string {
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

export function prometheusRule(...groups: readonly string[]): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: qwen, namespace: llm }
spec: { groups: [${groups.join(', ')}] }
`;
}

export function group(rule: string): string {
  return `{ name: a, rules: [${rule}] }`;
}

export function stack(...manifests: readonly string[]): string {
  return manifests.join('---\n');
}

/** A complete stack that KEDA scales by a query. */
export function keda(query: string, trigger?: string, threshold?: string): string {
  return stack(DEPLOYMENT, SERVICE, monitor(), scaledObject(query, trigger, threshold));
}

/** For a query that gives an average. */
export const AS_IT_IS = 'metricType: Value\n      ';
export const OWN = '{namespace="llm",pod=~"qwen-.+"}';

export const DCGM = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: dcgm-exporter, namespace: monitoring }
spec: { selector: { matchLabels: { app: dcgm-exporter } }, endpoints: [{ port: metrics, interval: 15s }] }
`;

export const INFERENCE_SERVICE = `apiVersion: serving.kserve.io/v1beta1
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
