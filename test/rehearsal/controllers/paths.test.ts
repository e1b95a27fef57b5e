import { readCronHpa } from '../../../src/rehearsal/controllers/cron-hpa/policy';
import { readHpaSpec } from '../../../src/rehearsal/controllers/hpa/read-policy';
import { readScaledObject } from '../../../src/rehearsal/controllers/keda/read-scaled-object';
import { kserveAutoscaler } from '../../../src/rehearsal/controllers/kserve/autoscaler';
import { readResourcePolicy } from '../../../src/rehearsal/controllers/node-pools/read-resource-policy';
import { Unreadable } from '../../../src/rehearsal/reader';

type Part = string | number;

/** `spec.jobs[0].name` as its parts, without the first. */
function partsOf(path: string): Part[] {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '');
  return parts.slice(1).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** A copy with another value at a place. */
function withValue(value: unknown, [part, ...rest]: readonly Part[], put: unknown): unknown {
  if (part === undefined) return put;
  const inner = withValue((value as Record<Part, unknown>)[part], rest, put);
  return Array.isArray(value)
    ? value.map((each, index) => (index === part ? inner : each))
    : { ...(value as object), [part]: inner };
}

const rules = {
  stabilizationWindowSeconds: 5,
  selectPolicy: 'Max',
  tolerance: '0.1',
  policies: [{ type: 'Pods', value: 1, periodSeconds: 15 }],
};
const average = { type: 'AverageValue', averageValue: '1' };
const object = {
  metric: { name: 'm', selector: { matchLabels: {} } },
  describedObject: { kind: 'Service', name: 's' },
  target: { type: 'Value', value: '1' },
};

const HPA = {
  minReplicas: 1,
  maxReplicas: 2,
  metrics: [
    { type: 'Pods', pods: { metric: { name: 'm' }, target: average } },
    { type: 'Object', object },
    { type: 'External', external: { metric: { name: 'm' }, target: { type: 'Value', value: '1' } } },
    {
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'c', target: { averageUtilization: 50 } },
    },
    { type: 'Object', object: { ...object, target: average } },
  ],
  behavior: { scaleUp: rules, scaleDown: rules },
};

const KEDA = {
  pollingInterval: 30,
  cooldownPeriod: 300,
  initialCooldownPeriod: 0,
  idleReplicaCount: 0,
  minReplicaCount: 1,
  maxReplicaCount: 2,
  fallback: { failureThreshold: 3, replicas: 2, behavior: 'static' },
  triggers: [
    {
      type: 'prometheus',
      name: 'a',
      metricType: 'AverageValue',
      metadata: { threshold: '2', activationThreshold: '1', ignoreNullValues: 'true' },
    },
    { type: 'cron', metadata: { timezone: 'UTC', start: '0 8 * * *', end: '0 18 * * *', desiredReplicas: '3' } },
    { type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } },
  ],
  advanced: {
    scalingModifiers: { formula: 'a', target: '2', activationTarget: '1', metricType: 'AverageValue' },
    horizontalPodAutoscalerConfig: { behavior: { scaleUp: rules, scaleDown: rules } },
  },
};

const CRON = {
  scaleTargetRef: { kind: 'Deployment', name: 'd' },
  jobs: [{ name: 'j', schedule: '0 0 8 * * *', targetSize: 1 }],
  excludeDates: ['* * * 1 1 *'],
};

const external = {
  metric: { backend: 'prometheus', serverAddress: 'http://p', query: 'q' },
  target: { type: 'Value', value: '1' },
};

const KSERVE = {
  predictor: {
    minReplicas: 1,
    maxReplicas: 2,
    autoScaling: {
      metrics: [
        { type: 'External', external },
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
      ],
      behavior: { scaleUp: {}, scaleDown: {} },
    },
  },
};

const POLICY = { units: [{ nodeSelector: {}, max: 1 }], whenTryNextUnits: { policy: 'ExceedMax', timeout: '1m' } };

const bounds = (path: string) =>
  [
    ...['', '.stabilizationWindowSeconds', '.selectPolicy', '.tolerance', '.policies', '.policies[0]'],
    ...['.policies[0].type', '.policies[0].value', '.policies[0].periodSeconds'],
  ].map((field) => `${path}${field}`);

/** Each reader with what it can read, and the places where it has to say that `true` is nothing for them. */
const READERS: Record<string, { read: (spec: unknown) => unknown; spec: unknown; paths: readonly string[] }> = {
  HorizontalPodAutoscaler: {
    read: readHpaSpec,
    spec: HPA,
    paths: [
      ...['spec', 'spec.minReplicas', 'spec.maxReplicas', 'spec.metrics', 'spec.metrics[0]', 'spec.behavior'],
      ...['spec.metrics[0].type', 'spec.metrics[0].pods', 'spec.metrics[0].pods.metric'],
      ...[
        'spec.metrics[0].pods.metric.name',
        'spec.metrics[0].pods.target',
        'spec.metrics[0].pods.target.averageValue',
      ],
      ...['spec.metrics[1].object.metric.selector', 'spec.metrics[1].object.describedObject'],
      ...['spec.metrics[1].object.describedObject.kind', 'spec.metrics[1].object.describedObject.name'],
      ...['spec.metrics[1].object.target.type', 'spec.metrics[1].object.target.value'],
      ...['spec.metrics[2].external.metric.name', 'spec.metrics[2].external.target.value'],
      ...['spec.metrics[3].containerResource.name', 'spec.metrics[3].containerResource.container'],
      ...['spec.metrics[3].containerResource.target.averageUtilization', 'spec.metrics[4].object.target.averageValue'],
      ...bounds('spec.behavior.scaleUp'),
      ...bounds('spec.behavior.scaleDown'),
    ],
  },
  ScaledObject: {
    read: (spec) => readScaledObject(spec),
    spec: KEDA,
    paths: [
      ...['spec', 'spec.pollingInterval', 'spec.cooldownPeriod', 'spec.initialCooldownPeriod', 'spec.idleReplicaCount'],
      ...['spec.minReplicaCount', 'spec.maxReplicaCount', 'spec.triggers', 'spec.triggers[0]', 'spec.triggers[0].type'],
      ...['spec.triggers[0].metricType', 'spec.triggers[0].metadata', 'spec.triggers[0].metadata.threshold'],
      ...['spec.triggers[0].metadata.activationThreshold', 'spec.triggers[1].metadata.timezone'],
      ...['spec.triggers[1].metadata.start', 'spec.triggers[1].metadata.end'],
      ...[
        'spec.triggers[1].metadata.desiredReplicas',
        'spec.triggers[2].metricType',
        'spec.triggers[2].metadata.value',
      ],
      ...['spec.fallback', 'spec.fallback.failureThreshold', 'spec.fallback.replicas', 'spec.fallback.behavior'],
      ...['spec.advanced', 'spec.advanced.scalingModifiers', 'spec.advanced.scalingModifiers.formula'],
      ...['spec.advanced.scalingModifiers.target', 'spec.advanced.scalingModifiers.activationTarget'],
      ...['spec.advanced.scalingModifiers.metricType', 'spec.advanced.horizontalPodAutoscalerConfig'],
      ...bounds('spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleUp'),
    ],
  },
  CronHorizontalPodAutoscaler: {
    read: readCronHpa,
    spec: CRON,
    paths: [
      ...['spec', 'spec.scaleTargetRef', 'spec.scaleTargetRef.kind', 'spec.scaleTargetRef.name', 'spec.jobs'],
      ...['spec.jobs[0]', 'spec.jobs[0].name', 'spec.jobs[0].schedule', 'spec.jobs[0].targetSize'],
      ...['spec.excludeDates', 'spec.excludeDates[0]'],
    ],
  },
  'InferenceService of class hpa': {
    read: (spec) => kserveAutoscaler('hpa', { spec }),
    spec: KSERVE,
    paths: ['spec', 'spec.predictor', 'spec.predictor.minReplicas', 'spec.predictor.maxReplicas'],
  },
  'InferenceService of class keda': {
    read: (spec) => kserveAutoscaler('keda', { spec }),
    spec: KSERVE,
    paths: [
      ...['', '.metrics', '.metrics[0]', '.metrics[0].external', '.metrics[0].external.metric'],
      ...['.metrics[0].external.target', '.metrics[1].resource', '.metrics[1].resource.target', '.behavior'],
      ...['.behavior.scaleUp', '.behavior.scaleDown'],
    ].map((path) => `spec.predictor.autoScaling${path}`),
  },
  ResourcePolicy: {
    read: readResourcePolicy,
    spec: POLICY,
    paths: [
      ...['spec', 'spec.units', 'spec.units[0]', 'spec.units[0].max', 'spec.units[0].nodeSelector'],
      ...['spec.whenTryNextUnits', 'spec.whenTryNextUnits.policy', 'spec.whenTryNextUnits.timeout'],
    ],
  },
};

const places = Object.entries(READERS).flatMap(([kind, { paths }]) => paths.map((path) => [kind, path] as const));

test.each(Object.keys(READERS))('%s: what it reads here is right', (kind) => {
  const { read, spec } = READERS[kind];
  expect(read(spec)).not.toBeInstanceOf(Unreadable);
});

test.each(places)('%s: what is wrong at %s is said with its path', (kind, path) => {
  const { read, spec } = READERS[kind];
  const { reasons } = read(withValue(spec, partsOf(path), true)) as Unreadable;
  expect(reasons[0].startsWith(`'${path}' (true) must be `)).toBe(true);
});
