import { readStack, type StackService } from '../../../src/rehearsal/stack/read-stack';
import { factsOf } from '../../../src/rehearsal/stack/replica-facts';
import { readable, reasonsIn } from '../support';

type Manifest = Readonly<Record<string, unknown>>;

const deployment = (pod: object, spec: object = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'gemma' },
  spec: { ...spec, template: { metadata: { labels: { app: 'gemma' } }, spec: pod } },
});
const vllm = (args: readonly string[], container: object = {}) => ({
  name: 'engine',
  image: 'vllm/vllm-openai:v0.11.0',
  args,
  ...container,
});
const hpa = (kind: string, name: string): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'gemma-hpa' },
  spec: { maxReplicas: 3, scaleTargetRef: { kind, name } },
});
const inferenceService = (predictor: object, annotations: Readonly<Record<string, string>> = {}): Manifest => ({
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: { name: 'gemma', annotations: { 'serving.kserve.io/autoscalerClass': 'external', ...annotations } },
  spec: { predictor },
});

function servicesOf(...manifests: readonly Manifest[]): readonly StackService[] {
  const stack = readable(readStack(manifests));
  return stack.services;
}

/** What is read of a Deployment whose pods are these. */
const facts = (pod: object) => factsOf(servicesOf(deployment(pod), hpa('Deployment', 'gemma'))[0]);
const reasonsOf = (...manifests: readonly Manifest[]) => reasonsIn(readStack(manifests));

describe('what a replica consists of', () => {
  const gpus = (count: number) => ({ resources: { limits: { 'nvidia.com/gpu': String(count) } } });

  test.each<[string, object, object]>([
    ['an engine that is not known', { containers: [{ image: 'nginx' }] }, {}],
    ['no container', {}, {}],
    ['no option', { containers: [vllm([])] }, { model: 'gemma', gpu: 'CPU' }],
    [
      'several GPUs, over which the model is split where nothing else is said',
      { containers: [vllm(['--model', 'a/b'], gpus(4))] },
      { model: 'a/b', tensorParallelism: 4 },
    ],
    [
      'options with and without =, of which the last counts',
      { containers: [vllm(['--model=a/b', '--model', 'c/d', '-tp=2', '--max-model-len', '8192'], gpus(4))] },
      { model: 'c/d', tensorParallelism: 2, maxModelTokens: 8192 },
    ],
    [
      'precisions',
      { containers: [vllm(['--dtype=bfloat16', '--kv-cache-dtype=fp8_e4m3'], gpus(1))] },
      { model: 'gemma', precision: 'fp16', kvPrecision: 'fp8' },
    ],
    [
      'precisions by quantization',
      { containers: [vllm(['--quantization', 'awq', '--kv-cache-dtype', 'auto'], gpus(1))] },
      { model: 'gemma', precision: 'int4' },
    ],
    [
      'variables of the environment, of which one is not known',
      { containers: [vllm(['--model=$(ORG)/$(NAME)'], { ...gpus(1), env: [{ name: 'ORG', value: 'qwen' }] })] },
      { model: 'qwen/$(NAME)' },
    ],
    [
      'a shell with the whole command',
      { containers: [vllm([' vllm serve  --model a/b --max-num-seqs 8'], gpus(1))] },
      { model: 'a/b', maxRequests: 8 },
    ],
    [
      'a GPU by the label of its nodes',
      { containers: [vllm([], gpus(1))], nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-l4' } },
      { model: 'gemma', gpu: 'nvidia-l4' },
    ],
    [
      'a GPU that is not known',
      { containers: [vllm([], gpus(1))], nodeSelector: { 'nvidia.com/gpu.product': 'Voodoo2' } },
      { model: 'gemma' },
    ],
  ])('%s', (_, pod, expected) => {
    expect(facts(pod)).toEqual(expected);
  });
});

describe('a pod', () => {
  test('has a grace period, probes and replicas by default', () => {
    const [{ workload }] = servicesOf(deployment({ containers: [vllm([])] }), hpa('Deployment', 'gemma'));
    expect(workload.replicas).toBeUndefined();
    expect(workload.pod.gracePeriodSeconds).toBe(30);
    expect(workload.pod.containers[0].readiness).toEqual({ periodSeconds: 10, initialDelaySeconds: 0 });
  });

  test('has them as they are written', () => {
    const readinessProbe = { periodSeconds: 5, initialDelaySeconds: 60 };
    const pod = { terminationGracePeriodSeconds: 90, containers: [vllm([], { readinessProbe })] };
    const [{ workload }] = servicesOf(deployment(pod, { replicas: 2 }), hpa('Deployment', 'gemma'));
    expect(workload.replicas).toBe(2);
    expect(workload.pod.gracePeriodSeconds).toBe(90);
    expect(workload.pod.containers[0].readiness).toEqual(readinessProbe);
  });
});

describe('an InferenceService', () => {
  const target = hpa('Deployment', 'gemma-predictor');

  test.each([
    ['vLLM', 'vLLM'],
    ['huggingface', "KServe's huggingface server"],
    ['sklearn', undefined],
  ])('of the model format %s runs %s', (name, title) => {
    const [{ engine }] = servicesOf(inferenceService({ model: { modelFormat: { name } } }), target);
    expect(engine?.table.title).toBe(title);
  });

  test('without an autoscaler of its own has as many replicas as its fewest', () => {
    const fixed = { 'serving.kserve.io/autoscalerClass': 'none' };
    const model = { modelFormat: { name: 'vLLM' } };
    const [{ workload }] = servicesOf(inferenceService({ minReplicas: 2, model }, fixed), target);
    expect(workload.replicas).toBe(2);
  });

  test.each([
    ['without a port has one with the name of the Service', {}, 'gemma-predictor'],
    ['has the ports of its container', { ports: [{ name: 'h2c', containerPort: 9000 }] }, 'h2c'],
  ])('%s', (_, ports, port) => {
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'gemma' },
      spec: { selector: {}, endpoints: [{ port }] },
    };
    const model = { modelFormat: { name: 'vLLM' }, ...ports };
    const [{ scrapes }] = servicesOf(inferenceService({ model }), target, monitor);
    expect(scrapes.map(({ labels }) => labels.endpoint)).toEqual([port]);
  });

  test('that Knative runs is scaled by no HPA', () => {
    const knative = { 'serving.kserve.io/deploymentMode': 'Serverless' };
    expect(reasonsOf(inferenceService({ model: { modelFormat: { name: 'vLLM' } } }, knative))).toEqual([
      'InferenceService default/gemma cannot be rehearsed: no HPA scales it in its mode',
    ]);
  });

  test('may have no container at all', () => {
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'gemma' },
      spec: { selector: {}, endpoints: [{ port: 'gemma-predictor' }] },
    };
    const [{ engine, gpusPerPod, scrapes }] = servicesOf(inferenceService({}), target, monitor);
    expect([engine, gpusPerPod, scrapes[0].labels.container]).toEqual([undefined, 0, '']);
  });
});

describe('what scales it', () => {
  const cron = (name: string): Manifest => ({
    apiVersion: 'autoscaling.alibabacloud.com/v1beta1',
    kind: 'CronHorizontalPodAutoscaler',
    metadata: { name: 'nights' },
    spec: {
      scaleTargetRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name },
      jobs: [{ name: 'up', schedule: '0 0 8 * * *', targetSize: 2 }],
    },
  });
  const scaledObject = (config?: object): Manifest => ({
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'gemma' },
    spec: {
      scaleTargetRef: { name: 'gemma' },
      triggers: [
        { type: 'prometheus', metadata: { serverAddress: 'http://prometheus', query: 'sum(a)', threshold: '2' } },
      ],
      ...(config && { advanced: { horizontalPodAutoscalerConfig: config } }),
    },
  });
  const pods = deployment({ containers: [vllm([])] });

  test.each([
    ['an HPA', hpa('Deployment', 'gemma'), 'gemma-hpa'],
    ['the HPA of a ScaledObject', scaledObject(), 'keda-hpa-gemma'],
    ['the HPA of a ScaledObject that names it', scaledObject({ name: 'own' }), 'own'],
  ])('a schedule of %s is about its target', (_, scaler, name) => {
    const [{ scalers }] = servicesOf(pods, scaler, cron(name));
    expect(scalers.map(({ kind }) => kind)).toEqual([String(scaler.kind), 'CronHorizontalPodAutoscaler']);
  });

  test('a schedule of an HPA that is not there', () => {
    expect(reasonsOf(pods, hpa('Deployment', 'gemma'), cron('other'))).toEqual([
      'CronHorizontalPodAutoscaler default/nights cannot be rehearsed: it scales HorizontalPodAutoscaler other, which is not among the manifests of namespace default',
    ]);
  });

  test('a schedule that cannot be read', () => {
    const wrong = cron('gemma-hpa');
    const spec = { ...(wrong.spec as object), jobs: [{ name: 'up', schedule: '0 0 8 * * *', targetSize: 'two' }] };
    expect(reasonsOf(pods, { ...wrong, spec })).toEqual([
      'CronHorizontalPodAutoscaler default/nights: \'spec.jobs[0].targetSize\' ("two") must be a whole number',
    ]);
  });

  test('a ScaledObject that cannot be read', () => {
    const wrong = scaledObject();
    const spec = { ...(wrong.spec as object), maxReplicaCount: 'many' };
    expect(reasonsOf(pods, { ...wrong, spec })).toEqual([
      'ScaledObject default/gemma: \'spec.maxReplicaCount\' ("many") must be a whole number',
    ]);
  });

  test('a Rollout is scaled like a Deployment', () => {
    const rollout = { ...pods, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };
    const [{ workload, engine }] = servicesOf(rollout, hpa('Rollout', 'gemma'));
    expect([workload.kind, engine?.version]).toEqual(['Rollout', '0.11.0']);
  });

  test('what consists of groups of pods is not rehearsed', () => {
    const group = {
      apiVersion: 'leaderworkerset.x-k8s.io/v1',
      kind: 'LeaderWorkerSet',
      metadata: { name: 'gemma' },
      spec: { leaderWorkerTemplate: { workerTemplate: { spec: { containers: [vllm([])] } } } },
    };
    expect(reasonsOf(group, hpa('LeaderWorkerSet', 'gemma'))).toEqual([
      'LeaderWorkerSet default/gemma cannot be rehearsed: the replicas of a LeaderWorkerSet are not single pods, as those of Deployment, StatefulSet, ReplicaSet, ReplicationController, Rollout, CloneSet',
    ]);
  });

  test('services come in the order of their names', () => {
    const named = (manifest: Manifest, name: string, spec: object = {}) => ({
      ...manifest,
      metadata: { name },
      spec: { ...(manifest.spec as object), ...spec },
    });
    const services = servicesOf(
      named(pods, 'a'),
      named(pods, 'c'),
      named(pods, 'b'),
      ...['c', 'a', 'b'].map((name) => named(hpa('Deployment', name), `${name}-hpa`)),
    );
    expect(services.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  test('a ResourcePolicy that cannot be read', () => {
    const policy = {
      apiVersion: 'scheduling.alibabacloud.com/v1alpha1',
      kind: 'ResourcePolicy',
      metadata: { name: 'first' },
      spec: { selector: { app: 'gemma' }, units: 'all' },
    };
    expect(reasonsOf(pods, hpa('Deployment', 'gemma'), policy)).toEqual([
      'Deployment default/gemma cannot be rehearsed: ResourcePolicy default/first: \'spec.units\' ("all") must be a list',
    ]);
  });
});
