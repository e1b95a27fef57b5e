import { Duration, Size } from 'cdk8s';
import * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import {
  Accelerator,
  Backend,
  DisruptionBudget,
  Engine,
  EnvValue,
  type LlmInferenceServiceProps,
  Model,
  Monitoring,
  NetworkPeer,
  PodSecurity,
  Ratio,
  Rollout,
  SecretKey,
  TopologySpread,
  Volume,
} from '../../src';
import { type Manifest, newChart, newService, only, synth } from '../support/chart';

const ENGINE_OPTIONS = {
  image: 'in-image:1',
  port: 8123,
  servedModelName: 'in-served',
  tensorParallelSize: 2,
  pipelineParallelSize: 13,
  gpuMemoryUtilization: Ratio.of(0.87),
  maxModelLen: 4097,
  maxRunningRequests: 61,
  quantization: 'in-quantization',
  prefixCaching: true,
  args: ['--in-arg=1', '--in-arg=2'],
};

/** The version is part of the image, which is given. */
const ENGINE = Engine.vllm({ ...ENGINE_OPTIONS, version: '0.11.0' });

/** Every prop but those that say what is emitted, each with values that stand nowhere else. */
const PROPS: Required<Omit<LlmInferenceServiceProps, 'backend' | 'engine' | 'scaling' | 'exposure'>> = {
  metadata: {
    name: 'in-name',
    namespace: 'in-ns',
    labels: { 'in-label': 'in-label-value' },
    annotations: { 'in-note': 'in-note-value' },
  },
  model: Model.huggingFace('in-org/in-model', { token: SecretKey.of('in-hub', 'in-hub-key'), revision: 'in-revision' }),
  cpu: 11,
  memory: Size.gibibytes(21),
  cpuLimit: 12,
  memoryLimit: Size.gibibytes(22),
  accelerator: Accelerator.resource('in.example.com/device', 26),
  replicas: 15,
  monitoring: Monitoring.serviceMonitor({
    interval: Duration.seconds(41),
    labels: { 'in-monitor': 'in-monitor-value' },
  }),
  startupTimeout: Duration.seconds(590),
  terminationGracePeriod: Duration.seconds(71),
  rollout: Rollout.RECREATE,
  env: {
    IN_TEXT: EnvValue.of('in-text'),
    IN_SECRET: EnvValue.fromSecret(SecretKey.of('in-secret', 'in-secret-key')),
    IN_CONFIG: EnvValue.fromConfigMap('in-config', 'in-config-key'),
  },
  volumes: [
    Volume.claim('in-claim', { mountPath: '/in/claim', subPath: 'in-sub', readOnly: false }),
    Volume.secret('in-files', { mountPath: '/in/files', subPath: 'in-file' }),
    Volume.configMap('in-map', { mountPath: '/in/map' }),
    Volume.empty('in-empty', { mountPath: '/in/empty', sizeLimit: Size.gibibytes(31) }),
  ],
  sharedMemory: Size.gibibytes(32),
  nodeSelector: { 'in-node': 'in-node-value' },
  tolerations: [{ key: 'in-taint', operator: 'Equal', value: 'in-taint-value', effect: 'NoExecute' }],
  affinity: {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 51,
          preference: { matchExpressions: [{ key: 'in-zone', operator: 'In', values: ['in-zone-a', 'in-zone-b'] }] },
        },
      ],
    },
  },
  topologySpread: [TopologySpread.by('in-rack', { maxSkew: 54, required: true })],
  disruptionBudget: DisruptionBudget.maxUnavailable(53),
  networkAccess: {
    callers: [NetworkPeer.namespace('in-caller'), NetworkPeer.pods({ 'in-role': 'in-role-value' })],
    destinations: [NetworkPeer.range('10.9.0.0/16')],
  },
  serviceAccountName: 'in-account',
  imagePullSecrets: ['in-pull'],
  priorityClassName: 'in-priority',
  podLabels: { 'in-pod-label': 'in-pod-label-value' },
  podAnnotations: { 'in-pod-note': 'in-pod-note-value' },
  podSecurity: PodSecurity.asUser(1234),
  podSpec: { schedulerName: 'in-scheduler', shareProcessNamespace: true, hostAliases: [{ ip: '10.0.0.1' }] },
};

/** What the library's own values call their forms; these are no input. */
const WORDS_OF_OURS = new Set(['from', 'kind', 'as', 'by', 'is']);
/** What comes out in another form than it went in. */
const CONVERTED = new Map<unknown, string>([
  [590, '59'], // seconds of loading, in probes of 10 s
  [41, '41s'],
  ['in-empty', 'empty-in-empty'], // an empty folder has no name but the volume's
]);

/** Every text and number inside a value, and the keys of plain maps. */
function leaves(value: unknown): unknown[] {
  if (value instanceof Size) return [`${value.toGibibytes()}Gi`];
  if (value instanceof Duration) return [value.toSeconds()];
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (value === null || typeof value !== 'object') return [value];
  const isMap = Object.getPrototypeOf(value) === Object.prototype;
  return Object.entries(value)
    .filter(([key, inside]) => inside !== undefined && !(typeof inside === 'string' && WORDS_OF_OURS.has(key)))
    .flatMap(([key, inside]) =>
      isMap && key.toLowerCase().startsWith('in') ? [key, ...leaves(inside)] : leaves(inside),
    );
}

function emitted(backend: Backend): Manifest[] {
  const chart = newChart();
  newService(chart, 'Full', { ...PROPS, backend, engine: ENGINE });
  return synth(chart);
}

describe.each([
  ['KServe', Backend.kserve()],
  ['a plain Deployment', Backend.deployment()],
])('of a service on %s with every prop set', (_, backend) => {
  const found = new Set(collect(emitted(backend)));
  const inputs = new Set([...leaves(PROPS), ...leaves(ENGINE_OPTIONS)]);

  test.each([...inputs].filter((leaf) => typeof leaf !== 'boolean'))('the input %p is in the output', (leaf) => {
    expect(found).toContain(CONVERTED.get(leaf) ?? String(leaf));
  });
});

/** Every leaf and key of what was emitted, as text, and the values of arguments. */
function collect(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(collect);
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inside]) => [key, ...collect(inside)]);
  const text = String(value);
  const argument = /^--[\w-]+=(.+)$/.exec(text);
  return argument ? [text, argument[1]] : [text];
}

/** Maps whose values are quantities, and fields that are a number or a text. */
const QUANTITIES = new Set(['limits', 'requests']);
const INT_OR_STRING = new Set(['port', 'targetPort', 'maxSurge', 'maxUnavailable']);

/** Builds from a manifest the props that the generated classes of cdk8s-plus take. */
function propsFrom(value: unknown, key = '', above = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => propsFrom(item, key, above));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, propsFrom(inside, name, key)]));
  if (QUANTITIES.has(above) || key === 'sizeLimit')
    return typeof value === 'number' ? k8s.Quantity.fromNumber(value) : k8s.Quantity.fromString(String(value));
  // The port of a Service is a number, that of a probe is either.
  if (INT_OR_STRING.has(key) && above !== 'ports')
    return typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(String(value));
  if (key === 'targetPort') return k8s.IntOrString.fromString(String(value));
  return value;
}

describe('what is emitted is known to the types of Kubernetes 1.29, field by field', () => {
  const rollouts = [Rollout.RECREATE, Rollout.IN_PLACE, Rollout.SURGE];

  test.each(rollouts)('a Deployment with the rollout %s', (rollout) => {
    const chart = newChart();
    newService(chart, 'Full', {
      ...PROPS,
      rollout,
      backend: Backend.deployment(),
      engine: ENGINE,
    });
    const deployment = only(chart, 'Deployment');
    const { spec } = propsFrom(deployment) as { spec: k8s.DeploymentSpec };
    expect(k8s.toJson_DeploymentSpec(spec)).toEqual(deployment.spec);
  });

  test('its Service', () => {
    const engine = Engine.custom({ image: 'in:1', port: 8123, metricsPath: '/in', metricsPort: 9123 });
    const chart = newChart();
    newService(chart, 'Full', { ...PROPS, backend: Backend.deployment(), engine, model: Model.inImage() });
    const service = only(chart, 'Service');
    const { spec } = propsFrom(service) as { spec: k8s.ServiceSpec };
    expect(k8s.toJson_ServiceSpec(spec)).toEqual(service.spec);
  });

  test('the PodSpec within an InferenceService', () => {
    const chart = newChart();
    newService(chart, 'Full', { ...PROPS, engine: ENGINE });
    const { predictor } = only(chart, 'InferenceService').spec;
    const { minReplicas, maxReplicas, deploymentStrategy, labels, annotations, ...podSpec } = predictor;
    expect([minReplicas, maxReplicas, deploymentStrategy]).toEqual([15, 15, { type: 'Recreate' }]);
    expect([labels, annotations]).toEqual([PROPS.podLabels, PROPS.podAnnotations]);
    expect(k8s.toJson_PodSpec(propsFrom(podSpec) as k8s.PodSpec)).toEqual(podSpec);
  });

  test('the check itself finds a field that the types do not know', () => {
    const known = { containers: [], nodeName: 'a' };
    expect(k8s.toJson_PodSpec(propsFrom({ ...known, fieldOfTomorrow: 1 }) as k8s.PodSpec)).toEqual(known);
  });
});
