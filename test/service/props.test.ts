import { Duration, Size } from 'cdk8s';
import {
  Accelerator,
  Backend,
  DisruptionBudget,
  Engine,
  EnvValue,
  Exposure,
  KServeScaling,
  type LlmInferenceServiceProps,
  Model,
  Monitoring,
  NetworkPeer,
  Percent,
  PodSecurity,
  Rollout,
  TopologySpread,
  Volume,
} from '../../src';
import { completeCluster, type Manifest, newChart, newService, synth } from '../support/chart';
import { BACKENDS, podMetadataOf, podOf } from './support';

interface Case {
  /** What the prop is set to. */
  readonly props: Partial<LlmInferenceServiceProps>;
  /** Where it is looked for: in the main object, in the PodSpec or among all objects. */
  readonly look: (main: Manifest, pod: Manifest, all: Manifest[]) => unknown;
  readonly expected: unknown;
  /** The one backend that heeds it. */
  readonly only?: 'InferenceService' | 'Deployment';
}

const engineOf = (pod: Manifest) => pod.containers[0];

/** One entry per prop; a prop without one does not compile. */
const CASES: Record<keyof LlmInferenceServiceProps, Case> = {
  metadata: {
    props: { metadata: { name: 'other', namespace: 'apart', labels: { team: 'nlp' }, annotations: { note: 'mine' } } },
    look: ({ metadata }) => [metadata.name, metadata.namespace, metadata.labels?.team, metadata.annotations?.note],
    expected: ['other', 'apart', 'nlp', 'mine'],
  },
  backend: {
    props: { backend: Backend.deployment() },
    look: ({ kind }) => kind,
    expected: 'Deployment',
    only: 'Deployment',
  },
  engine: {
    props: { engine: Engine.vllm({ version: '0.10.2' }) },
    look: (_, pod) => engineOf(pod).image,
    expected: 'vllm/vllm-openai:v0.10.2',
  },
  model: {
    props: { model: Model.huggingFace('google/gemma-3-1b-it') },
    look: (_, pod) => engineOf(pod).args[0],
    expected: '--model=google/gemma-3-1b-it',
  },
  cpu: {
    props: { cpu: 1.5 },
    look: (_, pod) => [engineOf(pod).resources.requests.cpu, engineOf(pod).resources.limits.cpu],
    expected: ['1500m', '1500m'],
  },
  memory: {
    props: { memory: Size.mebibytes(1536) },
    look: (_, pod) => [engineOf(pod).resources.requests.memory, engineOf(pod).resources.limits.memory],
    expected: ['1536Mi', '1536Mi'],
  },
  cpuLimit: {
    props: { cpuLimit: 7 },
    look: (_, pod) => [engineOf(pod).resources.requests.cpu, engineOf(pod).resources.limits.cpu],
    expected: ['4', '7'],
  },
  memoryLimit: {
    props: { memoryLimit: Size.gibibytes(30) },
    look: (_, pod) => [engineOf(pod).resources.requests.memory, engineOf(pod).resources.limits.memory],
    expected: ['24Gi', '30Gi'],
  },
  accelerator: {
    props: { accelerator: Accelerator.resource('amd.com/gpu', 1) },
    look: (_, pod) => [engineOf(pod).resources.requests['amd.com/gpu'], engineOf(pod).resources.limits['amd.com/gpu']],
    expected: ['1', '1'],
  },
  replicas: {
    props: { replicas: 3 },
    look: ({ kind, spec }) =>
      kind === 'Deployment' ? [spec.replicas, spec.replicas] : [spec.predictor.minReplicas, spec.predictor.maxReplicas],
    expected: [3, 3],
  },
  scaling: {
    props: { scaling: KServeScaling.cpu(Percent.of(60), { minReplicas: 2, maxReplicas: 5 }) },
    look: ({ spec: { predictor } }) => [
      predictor.minReplicas,
      predictor.maxReplicas,
      predictor.scaleMetric,
      predictor.scaleTarget,
    ],
    expected: [2, 5, 'cpu', 60],
    only: 'InferenceService',
  },
  monitoring: {
    props: { monitoring: Monitoring.podMonitor() },
    look: (_, __, all) => all.filter(({ kind }) => kind.endsWith('Monitor')).map(({ kind }) => kind),
    expected: ['PodMonitor'],
  },
  startupTimeout: {
    props: { startupTimeout: Duration.minutes(9) },
    look: (_, pod) => engineOf(pod).startupProbe.failureThreshold,
    expected: 54,
  },
  terminationGracePeriod: {
    props: { terminationGracePeriod: Duration.minutes(3) },
    look: (_, pod) => pod.terminationGracePeriodSeconds,
    expected: 180,
  },
  rollout: {
    props: { rollout: Rollout.RECREATE },
    look: ({ kind, spec }) => (kind === 'Deployment' ? spec.strategy : spec.predictor.deploymentStrategy),
    expected: { type: 'Recreate' },
  },
  env: {
    props: { env: { LOG_LEVEL: EnvValue.of('debug') } },
    look: (_, pod) => engineOf(pod).env,
    expected: [{ name: 'LOG_LEVEL', value: 'debug' }],
  },
  volumes: {
    props: { volumes: [Volume.claim('adapters', { mountPath: '/adapters' })] },
    look: (_, pod) => [pod.volumes, engineOf(pod).volumeMounts],
    expected: [
      [{ name: 'claim-adapters', persistentVolumeClaim: { claimName: 'adapters' } }],
      [{ name: 'claim-adapters', mountPath: '/adapters' }],
    ],
  },
  sharedMemory: {
    props: { sharedMemory: Size.gibibytes(8) },
    look: (_, pod) => [pod.volumes, engineOf(pod).volumeMounts],
    expected: [
      [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } }],
      [{ name: 'shm', mountPath: '/dev/shm' }],
    ],
  },
  nodeSelector: {
    props: { nodeSelector: { 'node.kubernetes.io/pool': 'a100' } },
    look: (_, pod) => pod.nodeSelector,
    expected: { 'node.kubernetes.io/pool': 'a100' },
  },
  tolerations: {
    props: {
      tolerations: [
        { key: 'nvidia.com/gpu', operator: 'Exists' },
        { key: 'pool', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' },
      ],
    },
    look: (_, pod) => pod.tolerations,
    expected: [
      { key: 'nvidia.com/gpu', operator: 'Exists' },
      { key: 'pool', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' },
    ],
  },
  affinity: {
    props: { affinity: { podAntiAffinity: { fieldOfTomorrow: [{ weight: 1 }] } } },
    look: (_, pod) => pod.affinity,
    expected: { podAntiAffinity: { fieldOfTomorrow: [{ weight: 1 }] } },
  },
  topologySpread: {
    props: { topologySpread: [TopologySpread.zones({ maxSkew: 2, required: true })] },
    look: (_, pod) => pod.topologySpreadConstraints?.map(({ labelSelector: _, ...rest }: Manifest) => rest),
    expected: [
      {
        topologyKey: 'topology.kubernetes.io/zone',
        maxSkew: 2,
        whenUnsatisfiable: 'DoNotSchedule',
        matchLabelKeys: ['pod-template-hash'],
      },
    ],
  },
  disruptionBudget: {
    props: { disruptionBudget: DisruptionBudget.maxUnavailable(2) },
    look: (_, __, all) => all.find(({ kind }) => kind === 'PodDisruptionBudget')?.spec.maxUnavailable,
    expected: 2,
  },
  networkAccess: {
    props: { networkAccess: { callers: [NetworkPeer.range('10.0.0.0/8')] } },
    look: (_, __, all) => all.find(({ kind }) => kind === 'NetworkPolicy')?.spec.ingress[0].from,
    expected: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
  },
  exposure: {
    props: { exposure: Exposure.nodePort(30080), backend: Backend.deployment() },
    look: (_, __, all) => {
      const service = all.find(({ kind }) => kind === 'Service')?.spec;
      return [service?.type, service?.ports[0].nodePort];
    },
    expected: ['NodePort', 30080],
    only: 'Deployment',
  },
  serviceAccountName: {
    props: { serviceAccountName: 'loader' },
    // The token is mounted, as the account alone decides.
    look: (_, pod) => [pod.serviceAccountName, 'automountServiceAccountToken' in pod],
    expected: ['loader', false],
  },
  imagePullSecrets: {
    props: { imagePullSecrets: ['registry.example.com', '2nd'] },
    look: (_, pod) => pod.imagePullSecrets,
    expected: [{ name: 'registry.example.com' }, { name: '2nd' }],
  },
  priorityClassName: {
    props: { priorityClassName: 'inference' },
    look: (_, pod) => pod.priorityClassName,
    expected: 'inference',
  },
  podLabels: {
    props: { podLabels: { tier: 'serving' } },
    look: (main) => podMetadataOf(main).labels?.tier,
    expected: 'serving',
  },
  podAnnotations: {
    props: { podAnnotations: { 'example.com/note': 'any text, at all' } },
    look: (main) => podMetadataOf(main).annotations,
    expected: { 'example.com/note': 'any text, at all' },
  },
  podSecurity: {
    props: { podSecurity: PodSecurity.asUser(2000) },
    look: (_, pod) => pod.securityContext,
    expected: {
      runAsNonRoot: true,
      runAsUser: 2000,
      fsGroup: 2000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  },
  podSpec: {
    props: { podSpec: { runtimeClassName: 'nvidia' } },
    look: (_, pod) => pod.runtimeClassName,
    expected: 'nvidia',
  },
};

function emitted(props: Partial<LlmInferenceServiceProps>, { look }: Case): unknown {
  const chart = newChart(completeCluster());
  const service = newService(chart, 'Qwen', props);
  const all = synth(chart);
  const [main] = all.filter(({ kind }) => kind === service.kind);
  return look(main, podOf(main), all);
}

describe.each(BACKENDS)('in the %s', (kind, backend) => {
  const cases = Object.entries(CASES).filter(([, each]) => each.only === undefined || each.only === kind);

  test.each(cases)('the prop %s reaches its place', (_, each) => {
    expect(emitted({ backend, ...each.props }, each)).toEqual(each.expected);
  });
});

test.each(Object.entries(CASES))('without the prop %s its place holds something else', (_, each) => {
  expect(emitted({}, each)).not.toEqual(each.expected);
});
