import { Duration, JsonPatch } from 'cdk8s';
import {
  Backend,
  DisruptionBudget,
  EngineMetric,
  Exposure,
  GpuHpa,
  type LlmInferenceServiceProps,
  NetworkPeer,
  Percent,
  TopologySpread,
} from '../../src';
import { newChart, newService, only, synth, warningsOf } from '../support/chart';
import { invalid, secondOpinion } from '../support/schemas';
import { BACKENDS, errorsWith, mainObject, pod } from './support';

const KSERVE_PODS = { app: 'isvc.qwen-predictor' };
const callers = [NetworkPeer.namespace('gateway'), NetworkPeer.pods({ app: 'chat' })];

test.each(BACKENDS)('what protects the pods of the %s is valid and takes its name', (_, backend) => {
  const chart = newChart();
  const all = {
    backend,
    disruptionBudget: DisruptionBudget.minAvailable(Percent.of(50)),
    networkAccess: { callers, destinations: [NetworkPeer.range('10.0.0.0/8')] },
    topologySpread: [TopologySpread.zones(), TopologySpread.nodes({ required: true })],
  };
  newService(chart, 'Qwen', all);
  const objects = synth(chart).filter(({ kind }) => /Budget|Policy/.test(kind));
  expect(objects.map(({ kind, metadata }) => [kind, metadata.name, metadata.namespace])).toEqual([
    ['PodDisruptionBudget', 'qwen', 'llm'],
    ['NetworkPolicy', 'qwen', 'llm'],
  ]);
  expect(objects.flatMap(invalid)).toEqual([]);
  expect(secondOpinion(synth(chart))).toEqual([]);
});

test('nothing protects the pods unless it is asked for', () => {
  const chart = newChart();
  newService(chart);
  expect(synth(chart).map(({ kind }) => kind)).toEqual(['InferenceService', 'ServiceMonitor']);
  expect(pod()).not.toHaveProperty('topologySpreadConstraints');
});

test('a disruption budget selects the pods and spares none that is not ready', () => {
  const chart = newChart();
  newService(chart, 'Qwen', { disruptionBudget: DisruptionBudget.maxUnavailable(1) });
  expect(only(chart, 'PodDisruptionBudget').spec).toEqual({
    maxUnavailable: 1,
    selector: { matchLabels: KSERVE_PODS },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
});

test('a network policy lets the callers and Prometheus in, and everything out', () => {
  const chart = newChart();
  newService(chart, 'Qwen', { networkAccess: { callers } });
  expect(only(chart, 'NetworkPolicy').spec).toEqual({
    podSelector: { matchLabels: KSERVE_PODS },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } } },
          { podSelector: { matchLabels: { app: 'chat' } } },
        ],
        ports: [{ port: 8000, protocol: 'TCP' }],
      },
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: [{ port: 8000, protocol: 'TCP' }],
      },
    ],
  });
});

test('with destinations it lets out to these and to DNS only', () => {
  const chart = newChart(null);
  const destinations = [NetworkPeer.range('10.0.0.0/8')];
  newService(chart, 'Qwen', { networkAccess: { callers: [NetworkPeer.anyone()], destinations } });
  const { policyTypes, ingress, egress } = only(chart, 'NetworkPolicy').spec;
  expect(policyTypes).toEqual(['Ingress', 'Egress']);
  expect(ingress).toEqual([{ ports: [{ port: 8000, protocol: 'TCP' }] }]);
  expect(egress).toEqual([
    { ports: ['UDP', 'TCP'].map((protocol) => ({ port: 53, protocol })) },
    { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] },
  ]);
});

test('pods are spread by the labels that select them, each rollout by itself', () => {
  expect(pod({ topologySpread: [TopologySpread.nodes()] }).topologySpreadConstraints).toEqual([
    {
      topologyKey: 'kubernetes.io/hostname',
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: KSERVE_PODS },
      matchLabelKeys: ['pod-template-hash'],
    },
  ]);
});

test('both objects can be patched', () => {
  const chart = newChart();
  const guarded = { disruptionBudget: DisruptionBudget.maxUnavailable(1), networkAccess: { callers } };
  const service = newService(chart, 'Qwen', guarded);
  service.disruptionBudget?.addJsonPatch(JsonPatch.remove('/spec/unhealthyPodEvictionPolicy'));
  service.networkPolicy?.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 1));
  expect(only(chart, 'PodDisruptionBudget').spec).not.toHaveProperty('unhealthyPodEvictionPolicy');
  expect(only(chart, 'NetworkPolicy').spec.fieldOfTomorrow).toBe(1);
});

describe('a Service of a plain Deployment', () => {
  const backend = Backend.deployment();
  const service = (exposure?: Exposure) => {
    const chart = newChart();
    newService(chart, 'Qwen', { backend, exposure });
    return only(chart, 'Service');
  };

  test('stays as it is without an exposure and with that of the default', () => {
    expect(service(Exposure.clusterIp())).toEqual(service());
    expect(service().spec).not.toHaveProperty('type');
  });

  test.each([
    ['headless', Exposure.headless(), { clusterIP: 'None' }],
    ['a port of each node', Exposure.nodePort(), { type: 'NodePort' }],
    [
      'a load balancer',
      Exposure.loadBalancer({ sourceRanges: ['10.0.0.0/8'], annotations: { 'cloud/internal': 'true' } }),
      { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] },
    ],
  ])('can be %s', (_, exposure, fields) => {
    expect(service(exposure).spec).toEqual({ ...service().spec, ...fields });
    expect(invalid(service(exposure))).toEqual([]);
  });
});

test('KServe makes no ingress for what is local to the cluster', () => {
  const label = 'networking.kserve.io/visibility';
  expect(mainObject({ exposure: Exposure.clusterLocal() }).metadata.labels).toEqual({ [label]: 'cluster-local' });
  expect(mainObject({ exposure: Exposure.ingress() }).metadata).toEqual(mainObject().metadata);
});

const spread = (...topologySpread: TopologySpread[]) => ({ topologySpread });
const budget = (disruptionBudget: DisruptionBudget) => ({ disruptionBudget });
const wholeOf = (prop: string, shown: string, range: string) =>
  `'${prop}' (${shown}) must be a whole number ${range}; give such a number (value/number)`;

test.each<[string, Partial<LlmInferenceServiceProps>, string]>([
  [
    'nobody as a caller',
    { networkAccess: { callers: [] } },
    "'networkAccess.callers' is empty, so that nobody could call the engine; name who calls it, or NetworkPeer.anyone() (service/network)",
  ],
  [
    'a range that is none',
    { networkAccess: { callers: [NetworkPeer.range('10.0.0.0')] } },
    "'networkAccess.callers[0]' (\"10.0.0.0\") must be a range of addresses; write it like '10.0.0.0/8' (service/network)",
  ],
  [
    'a peer that is a text',
    { networkAccess: { callers, destinations: ['hub' as unknown as NetworkPeer] } },
    '\'networkAccess.destinations[0]\' ("hub") must be a NetworkPeer; write NetworkPeer.namespace(…) (value/type)',
  ],
  [
    'a skew of nothing',
    spread(TopologySpread.nodes({ maxSkew: 0 })),
    wholeOf('topologySpread[0].maxSkew', '0', 'of at least 1'),
  ],
  [
    'the same spread twice',
    spread(TopologySpread.nodes(), TopologySpread.nodes()),
    '\'topologySpread[1]\' ("kubernetes.io/hostname") must be spread over once; leave one of them out (service/spread)',
  ],
  [
    'half a pod',
    budget(DisruptionBudget.minAvailable(0.5)),
    wholeOf('disruptionBudget.minAvailable', '0.5', 'of at least 0'),
  ],
  [
    'more than all pods',
    budget(DisruptionBudget.maxUnavailable(Percent.of(101))),
    "'disruptionBudget.maxUnavailable' (101) must be a whole percentage of at most 100; give one (value/number)",
  ],
  [
    'a node port on KServe',
    { exposure: Exposure.nodePort() },
    'KServe makes the Service, so it cannot be NodePort; use Exposure.ingress() or Exposure.clusterLocal(), or Backend.deployment() (service/exposure)',
  ],
  [
    'an ingress of a plain Deployment',
    { exposure: Exposure.ingress(), backend: Backend.deployment() },
    'a plain Deployment has no ingress; use Exposure.clusterIp() and an Ingress of your own, or Backend.kserve() (service/exposure)',
  ],
  [
    'a node port out of range',
    { exposure: Exposure.nodePort(80), backend: Backend.deployment() },
    wholeOf('exposure.nodePort', '80', 'between 30000 and 32767'),
  ],
])('refuses %s', (_, props, message) => {
  expect(errorsWith(props)).toEqual([message]);
});

const FIX = 'use DisruptionBudget.maxUnavailable(1), or have more pods (service/disruption-budget)';

test.each<[string, Partial<LlmInferenceServiceProps>, string]>([
  [
    'a budget that keeps the only pod',
    budget(DisruptionBudget.minAvailable(1)),
    `'disruptionBudget.minAvailable' (1) lets no pod go while there are 1, so that no node can be drained; ${FIX}`,
  ],
  [
    'a budget that keeps all pods',
    { ...budget(DisruptionBudget.minAvailable(3)), replicas: 3 },
    `'disruptionBudget.minAvailable' (3) lets no pod go while there are 3, so that no node can be drained; ${FIX}`,
  ],
  [
    'a budget of all in percent',
    { ...budget(DisruptionBudget.minAvailable(Percent.of(100))), replicas: 3 },
    `'disruptionBudget.minAvailable' (100 %) lets no pod go while there are 3, so that no node can be drained; ${FIX}`,
  ],
  [
    'a load balancer for everybody',
    { exposure: Exposure.loadBalancer(), backend: Backend.deployment() },
    'the load balancer is open to everybody who can reach it, and engines do not ask callers who they are; give sourceRanges, or put a gateway before it (service/exposure)',
  ],
  [
    'a load that outlasts what KServe waits for',
    { startupTimeout: Duration.minutes(30) },
    "'startupTimeout' (1800 s) is more than the 600 s after which KServe reports a rollout as failed; keep the model on a claim or in an image, use Backend.deployment(), or silence this rule (service/rollout)",
  ],
])('warns of %s', (_, props, message) => {
  const chart = newChart();
  newService(chart, 'Qwen', props);
  expect(warningsOf(chart)).toEqual([`[test/Qwen] ${message}`]);
});

test('a budget below what the scaler keeps is fine', () => {
  const chart = newChart();
  const target = newService(chart, 'Qwen', budget(DisruptionBudget.minAvailable(1)));
  const metrics = [EngineMetric.RUNNING_REQUESTS.target(8)];
  new GpuHpa(chart, 'Hpa', { target, minReplicas: 2, maxReplicas: 4, metrics });
  expect(warningsOf(chart)).toEqual([]);
});
