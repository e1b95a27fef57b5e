import { ApiObject, type Chart } from 'cdk8s';

/** One stack as somebody writes it by hand: a KServe service on vLLM, its monitor and its HPA. */
export function addBareStack(chart: Chart, name: string): void {
  new ApiObject(chart, `${name}-service`, {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: {
      annotations: { 'serving.kserve.io/autoscalerClass': 'external', 'serving.kserve.io/deploymentMode': 'Standard' },
      name: name,
    },
    spec: {
      predictor: {
        automountServiceAccountToken: false,
        containers: [
          {
            args: ['--model=Qwen/Qwen2.5-7B-Instruct', '--served-model-name=Qwen/Qwen2.5-7B-Instruct', '--port=8000'],
            command: ['python3', '-m', 'vllm.entrypoints.openai.api_server'],
            image: 'vllm/vllm-openai:v0.11.0',
            livenessProbe: {
              failureThreshold: 3,
              httpGet: { path: '/health', port: 'http' },
              periodSeconds: 10,
              timeoutSeconds: 5,
            },
            name: 'kserve-container',
            ports: [{ containerPort: 8000, name: 'http', protocol: 'TCP' }],
            readinessProbe: {
              failureThreshold: 3,
              httpGet: { path: '/health', port: 'http' },
              periodSeconds: 10,
              timeoutSeconds: 5,
            },
            resources: {
              limits: { cpu: '4', memory: '24Gi', 'nvidia.com/gpu': '1' },
              requests: { cpu: '4', memory: '24Gi', 'nvidia.com/gpu': '1' },
            },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            startupProbe: {
              failureThreshold: 60,
              httpGet: { path: '/health', port: 'http' },
              periodSeconds: 10,
              timeoutSeconds: 5,
            },
          },
        ],
        deploymentStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 }, type: 'RollingUpdate' },
        enableServiceLinks: false,
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        terminationGracePeriodSeconds: 60,
      },
    },
  });
  new ApiObject(chart, `${name}-monitor`, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { labels: { release: 'prometheus' }, name: name },
    spec: {
      endpoints: [{ interval: '15s', path: '/metrics', port: 'http' }],
      selector: { matchLabels: { component: 'predictor', 'serving.kserve.io/inferenceservice': name } },
    },
  });
  new ApiObject(chart, `${name}-autoscaler`, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: `${name}-hpa` },
    spec: {
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      maxReplicas: 4,
      metrics: [
        {
          pods: { metric: { name: 'vllm_num_requests_running' }, target: { averageValue: '8', type: 'AverageValue' } },
          type: 'Pods',
        },
      ],
      minReplicas: 1,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `${name}-predictor` },
    },
  });
}
