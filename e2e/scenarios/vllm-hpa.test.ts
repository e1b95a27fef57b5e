import { DCGM } from '../../src/metrics/catalogue/dcgm';
import { VLLM } from '../../src/metrics/catalogue/vllm';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import { hasCondition, type KubeObject } from '../control-plane/kubectl';
import { until } from '../control-plane/wait';
import { dcgmPage, enginePage, type Load } from '../world/load';
import { replicasOf, Timeline } from '../world/timeline';
import { World, type WorldPod } from '../world/world';
import { allExamples } from './support/examples';
import { onControlPlane } from './support/scenario';

const NAMESPACE = 'vllm-example';
const HPA = 'gemma-hpa';
/** A scrape every 15 s, the rule, the adapter's look and the window of 30 s before scaling in. */
const PATIENCE = { seconds: 150, everyMilliseconds: 500 };

/** The GPU exporter as its chart installs it, as far as it can be seen from outside. */
const EXPORTER = { 'app.kubernetes.io/name': 'dcgm-exporter' };
const EXPORTER_OBJECTS = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'dcgm-exporter', namespace: 'monitoring' },
    spec: {
      selector: { matchLabels: EXPORTER },
      template: {
        metadata: { labels: EXPORTER },
        spec: {
          containers: [{ name: 'exporter', image: 'exporter', ports: [{ name: 'metrics', containerPort: 9400 }] }],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'dcgm-exporter', namespace: 'monitoring', labels: EXPORTER },
    spec: { selector: EXPORTER, ports: [{ name: 'metrics', port: 9400, targetPort: 'metrics' }] },
  },
];

interface Hpa extends KubeObject {
  readonly status?: {
    readonly conditions?: { readonly type: string; readonly status: string; readonly reason: string }[];
  };
}

onControlPlane(
  'vllm-hpa: one HPA on the requests of the engine and on the GPUs',
  { components: ['kwok', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = allExamples().find(({ name }) => name === 'vllm-hpa');
    const load: Load = { inFlight: 1, waiting: 0, cachePerRequest: 0.01, gpuPercent: 5 };
    let timeline: Timeline | undefined;
    let pods: readonly WorldPod[] = [];

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'gpu-node', { gpus: 8 });
      await kubectl.makeNamespaces(NAMESPACE);
      await kubectl.apply(EXPORTER_OBJECTS);
      const world = new World(plane(), [8080, 9400]);
      const page = enginePage(VLLM, '0.11.0', load);
      world.show({
        namespace: NAMESPACE,
        selector: 'app.kubernetes.io/name=gemma',
        port: 8080,
        path: '/metrics',
        page: (pod, all) => {
          pods = all;
          return page(pod, all);
        },
      });
      world.show({
        namespace: 'monitoring',
        selector: 'app.kubernetes.io/name=dcgm-exporter',
        port: 9400,
        path: '/metrics',
        page: dcgmPage(DCGM.rows[0].names[0].name, () => pods, load),
      });
      await kubectl.apply(example?.yaml ?? '');
      const configuration = example?.objects.find(({ kind }) => kind === 'ConfigMap')?.data as Record<string, string>;
      await configureAdapter(plane(), configuration['config.yaml']);
      timeline = new Timeline({ replicas: replicas });
    }, 240_000);

    const hpa = () => plane().kubectl.find<Hpa>('horizontalpodautoscalers.autoscaling', HPA, NAMESPACE);
    const replicas = replicasOf(plane, 'gemma', NAMESPACE);

    test('both metrics reach the HPA under the names that it asks for', async () => {
      await until('the HPA is active', async () => hasCondition((await hpa())?.status, 'ScalingActive'), PATIENCE);
    }, 170_000);

    test('many requests and idle GPUs scale out, to just what the requests need', async () => {
      load.inFlight = 12;
      await until(
        '12 requests in flight on a target of 4 are 3 replicas',
        async () => (await replicas()) === 3,
        PATIENCE,
      );
    }, 170_000);

    test('few requests and busy GPUs scale out as well', async () => {
      load.inFlight = 1;
      load.gpuPercent = 60;
      await until('the GPUs want the maximum', async () => (await replicas()) === 5, PATIENCE);
    }, 170_000);

    test('few requests and idle GPUs scale in, though a GPU without a pod is busy', async () => {
      load.gpuPercent = 5;
      await until('one replica is left', async () => (await replicas()) === 1, PATIENCE);
    }, 170_000);

    test('the replicas went the way of the load and no other, and one HPA decided', async () => {
      const [start, onRequests, onGpus, ...down] = (timeline?.of('replicas') ?? []) as number[];
      expect([start, onRequests, onGpus]).toEqual([1, 3, 5]);
      expect(down).toEqual([...down].sort((a, b) => b - a));
      const conditions = (await hpa())?.status?.conditions ?? [];
      expect(conditions.map(({ reason }) => reason)).not.toContain('AmbiguousSelector');
    });
  },
);
