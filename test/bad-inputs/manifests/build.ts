import { stringify } from 'yaml';

/** Fields as they stand in YAML; those that are undefined are left out. */
type Untyped = Readonly<Record<string, unknown>>;

/** One document of YAML. */
export type Text = string;

const NAMED = { name: 'qwen', namespace: 'llm' };

function written(object: Untyped): Text {
  return stringify(object, { aliasDuplicateObjects: false });
}

/** Several documents. */
export function all(...texts: readonly Text[]): Text {
  return texts.join('---\n');
}

/** An HPA that is right but for these fields of its spec and metadata. */
export function hpa(spec: Untyped = {}, metadata: Untyped = {}): Text {
  const memory = { name: 'memory', target: { type: 'AverageValue', averageValue: '20Gi' } };
  return written({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { ...NAMED, ...metadata },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' },
      minReplicas: 1,
      maxReplicas: 4,
      metrics: [{ type: 'Resource', resource: memory }],
      ...spec,
    },
  });
}

/** A trigger on Prometheus with these settings, and with these fields beside them. */
export function query(metadata: Untyped = {}, trigger: Untyped = {}): Untyped {
  return {
    type: 'prometheus',
    ...trigger,
    metadata: {
      serverAddress: 'http://prometheus.monitoring.svc:9090',
      query: 'sum(gateway_queue)',
      threshold: '8',
      ignoreNullValues: 'false',
      ...metadata,
    },
  };
}

/** A trigger on the time with these settings. */
export function clock(metadata: Untyped = {}, trigger: Untyped = {}): Untyped {
  const times = { timezone: 'Asia/Shanghai', start: '0 8 * * *', end: '0 20 * * *', desiredReplicas: '3' };
  return { type: 'cron', ...trigger, metadata: { ...times, ...metadata } };
}

/** A trigger on CPU. */
export function cpu(trigger: Untyped = {}): Untyped {
  return { type: 'cpu', metricType: 'Utilization', ...trigger, metadata: { value: '80' } };
}

/** A ScaledObject that is right but for these fields of its spec. */
export function scaled(spec: Untyped = {}): Text {
  return written({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: NAMED,
    spec: { scaleTargetRef: { name: 'qwen' }, minReplicaCount: 1, maxReplicaCount: 4, triggers: [query()], ...spec },
  });
}

/** A ScaledObject with one query, of which these settings and fields are wrong. */
export function asking(metadata: Untyped, trigger: Untyped = {}): Text {
  return scaled({ triggers: [query(metadata, trigger)] });
}

/** A job of CronHPA. */
export function job(schedule: unknown, targetSize: unknown = 2, name: unknown = 'up', more: Untyped = {}): Untyped {
  return { name, schedule, targetSize, ...more };
}

/** A CronHorizontalPodAutoscaler with these jobs, of a Deployment unless its spec says otherwise. */
export function cron(jobs: readonly Untyped[], spec: Untyped = {}): Text {
  return written({
    apiVersion: 'autoscaling.alibabacloud.com/v1beta1',
    kind: 'CronHorizontalPodAutoscaler',
    metadata: { ...NAMED, name: 'qwen-hours' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' }, jobs, ...spec },
  });
}

/** The HPA as target of a schedule. */
export const OF_HPA = {
  scaleTargetRef: { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', name: 'qwen' },
};

const SIZES = { cpu: '4', memory: '24Gi' };

/** A container with these fields. */
function serving(name: string, fields: Untyped): Untyped {
  return {
    name,
    image: 'example.com/engine:1.0',
    ports: [{ name: 'http', containerPort: 8000 }],
    resources: { requests: SIZES, limits: SIZES },
    ...fields,
  };
}

/** Arguments of vLLM, which it runs on one GPU. */
export function vllm(...args: readonly string[]): Untyped {
  const sizes = { ...SIZES, 'nvidia.com/gpu': '1' };
  return {
    image: 'vllm/vllm-openai:v0.11.0',
    args: ['--model=Qwen/Qwen2.5-7B-Instruct', ...args],
    resources: { requests: sizes, limits: sizes },
  };
}

/** The annotations of a service that KServe makes a Deployment of, and that others scale. */
export const EXTERNAL = {
  'serving.kserve.io/deploymentMode': 'Standard',
  'serving.kserve.io/autoscalerClass': 'external',
};

/** An InferenceService, of whose predictor, annotations and metadata these fields are wrong. */
export function service(predictor: Untyped = {}, annotations: Untyped = {}, metadata: Untyped = {}): Text {
  return written({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { ...NAMED, annotations: { ...EXTERNAL, ...annotations }, ...metadata },
    spec: { predictor: { containers: [serving('kserve-container', {})], ...predictor } },
  });
}

/** An InferenceService, of whose container these fields are wrong. */
export function container(fields: Untyped): Text {
  return service({ containers: [serving('kserve-container', fields)] });
}

/** An InferenceService that is scaled by KServe. */
export function scaledBy(autoscalerClass: string, predictor: Untyped): Text {
  return service({ maxReplicas: 4, ...predictor }, { 'serving.kserve.io/autoscalerClass': autoscalerClass });
}

/** A metric of KServe's class keda. */
export function external(target: Untyped): Untyped {
  const metric = { backend: 'prometheus', serverAddress: 'http://prometheus:9090', query: 'sum(gateway_queue)' };
  return { type: 'External', external: { metric, target } };
}

/** An InferenceService with a model, of which these fields are wrong. */
export function model(fields: Untyped, predictor: Untyped = {}): Text {
  const resources = { requests: SIZES, limits: SIZES };
  const known = { modelFormat: { name: 'sklearn' }, storageUri: 's3://models/iris', resources };
  return service({ containers: undefined, model: { ...known, ...fields }, ...predictor });
}

/** A Deployment, of whose pod, container, metadata and spec these fields are wrong. */
export function deployment(pod: Untyped = {}, fields: Untyped = {}, metadata: Untyped = {}, spec: Untyped = {}): Text {
  return written({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...NAMED, ...metadata },
    spec: {
      selector: { matchLabels: { app: 'qwen' } },
      strategy: { type: 'Recreate' },
      ...spec,
      template: { metadata: { labels: { app: 'qwen' } }, spec: { containers: [serving('server', fields)], ...pod } },
    },
  });
}

/** A Service before that Deployment, of whose spec these fields are wrong. */
export function network(spec: Untyped = {}): Text {
  return written({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: NAMED,
    spec: { selector: { app: 'qwen' }, ports: [{ name: 'http', port: 8000, targetPort: 'http' }], ...spec },
  });
}

/** A ResourcePolicy of that Deployment, of whose spec and metadata these fields are wrong. */
export function policy(spec: Untyped = {}, metadata: Untyped = {}): Text {
  return written({
    apiVersion: 'scheduling.alibabacloud.com/v1alpha1',
    kind: 'ResourcePolicy',
    metadata: { ...NAMED, ...metadata },
    spec: { selector: { app: 'qwen' }, strategy: 'prefer', units: [{ resource: 'ecs' }, { resource: 'eci' }], ...spec },
  });
}

/** Any other object. */
export function object(apiVersion: string, kind: string, spec: Untyped, metadata: Untyped = {}): Text {
  return written({ apiVersion, kind, metadata: { ...NAMED, ...metadata }, ...spec });
}
