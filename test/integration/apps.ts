import { ApiObject, type App, Chart, type ChartProps } from 'cdk8s';

/** A Deployment of vLLM, its Service, a monitor and an HPA, as plain ApiObjects of a chart. */
export class HandWritten extends Chart {
  readonly monitor: ApiObject;

  constructor(app: App, id: string, options: { readonly port?: string; readonly props?: ChartProps } = {}) {
    super(app, id, { namespace: 'llm', ...options.props });
    const labels = { app: 'qwen' };
    const gpu = { 'nvidia.com/gpu': '1', memory: '16Gi' };
    new ApiObject(this, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'qwen' },
      spec: {
        selector: { matchLabels: labels },
        strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'vllm',
                image: 'vllm/vllm-openai:v0.11.0',
                args: ['--model=Qwen/Qwen2.5-7B-Instruct', '--port=8000'],
                ports: [{ name: 'http', containerPort: 8000 }],
                resources: { requests: { cpu: '4', memory: '16Gi' }, limits: gpu },
              },
            ],
          },
        },
      },
    });
    new ApiObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'qwen', labels },
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    });
    this.monitor = new ApiObject(this, 'Monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'qwen' },
      spec: { selector: { matchLabels: labels }, endpoints: [{ port: options.port ?? 'http', interval: '15s' }] },
    });
    new ApiObject(this, 'Scaler', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'qwen' },
      spec: {
        scaleTargetRef: { name: 'qwen' },
        minReplicaCount: 1,
        maxReplicaCount: 4,
        fallback: { failureThreshold: 3, replicas: 2, behavior: 'currentReplicasIfHigher' },
        triggers: [
          {
            type: 'prometheus',
            metricType: 'AverageValue',
            metadata: {
              serverAddress: 'http://prometheus-operated.monitoring.svc:9090',
              query: 'sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-[a-z0-9]+-[a-z0-9]+"})',
              threshold: '8',
              ignoreNullValues: 'false',
            },
          },
        ],
      },
    });
  }
}

/** What the checks say of a monitor of another port. */
export const WRONG_PORT = `'spec.endpoints[0].port' ("metrics") must be the name of a port of Service llm/qwen, whose ports are [http]; write port: http (wire/monitor-port)`;
