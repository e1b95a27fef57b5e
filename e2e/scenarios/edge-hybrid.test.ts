import { addNode } from '../control-plane/components/kwok';
import type { KubeObject } from '../control-plane/kubectl';
import { pause, until } from '../control-plane/wait';
import { addExporter, placeOf } from '../world/exporter';
import { replicasOf, Timeline } from '../world/timeline';
import { World } from '../world/world';
import { configureAckAdapter, GPU_EXPORTER, modelClaim, smUtilPage } from './support/ack-gpu';
import { exampleCalled } from './support/examples';
import { averagesOf, hpaCalled } from './support/hpa';
import { onControlPlane } from './support/scenario';
import { untilReplicas } from './support/steps';

const NAMESPACE = 'default';
const PREDICTOR = 'qwen-chat-predictor';
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };
const POOL = 'alibabacloud.com/nodepool-id';
const GPU = 'nvidia.com/gpu';

interface Pod extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly creationTimestamp: string };
  readonly spec: { readonly nodeName?: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly reason?: string }[] };
}

interface ResourcePolicy extends KubeObject {
  readonly spec: {
    readonly selector: Readonly<Record<string, string>>;
    readonly units: readonly { readonly nodeSelector: Readonly<Record<string, string>> }[];
  };
}

onControlPlane(
  'edge-hybrid: one GPU on premises, and elastic nodes for what does not fit',
  { components: ['kwok', 'kserve', 'ack', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = exampleCalled('edge-hybrid');
    const load = { gpuPercent: 30 };
    const hpa = hpaCalled(plane, 'qwen-chat-hpa', NAMESPACE);
    const replicas = replicasOf(plane, PREDICTOR, NAMESPACE);
    let timeline: Timeline | undefined;
    let policy: ResourcePolicy | undefined;
    /** How many nodes the scripted autoscaler may have. */
    let mostCloudNodes = 0;

    const podsInOrder = async () => {
      const pods = (await plane().kubectl.list('pods', NAMESPACE)) as Pod[];
      const served = pods.filter(({ metadata }) => metadata.labels?.app === `isvc.${PREDICTOR}`);
      const born = ({ metadata }: Pod) => metadata.creationTimestamp;
      return served.sort((a, b) => born(a).localeCompare(born(b)));
    };
    const nodesInOrder = async () => (await podsInOrder()).map(({ spec }) => spec.nodeName ?? null);

    /** What ACK's node pool does: a node for each pod that no node has a GPU for. */
    async function scaleNodes(): Promise<void> {
      let nodes = 0;
      while (!plane().hasStopped) {
        const pods = await podsInOrder().catch(() => []);
        const waiting = pods.filter(({ status }) =>
          status?.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable'),
        );
        if (waiting.length > 0 && nodes < mostCloudNodes) {
          nodes += 1;
          await addNode(plane(), `cloud-${nodes}`, { gpus: 1, labels: { [POOL]: 'np-cloud' } });
        }
        await pause(1000);
      }
    }

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'on-premises', { gpus: 1, labels: { [POOL]: 'np-on-premises' } });
      await kubectl.apply(modelClaim(NAMESPACE));
      await addExporter(plane(), GPU_EXPORTER);
      const world = new World(plane(), [GPU_EXPORTER.port]);
      const pods = world.follow({ namespace: NAMESPACE, selector: `app=isvc.${PREDICTOR}` });
      world.show({ ...placeOf(GPU_EXPORTER), page: smUtilPage(pods, load) });
      await kubectl.apply(example.yaml);
      await configureAckAdapter(plane(), example);
      policy = await kubectl.find<ResourcePolicy>('resourcepolicies', 'qwen-chat-policy', NAMESPACE);
      timeline = new Timeline({ replicas, nodes: nodesInOrder });
      void scaleNodes();
    });

    const hpaSees = (percent: number) =>
      until(
        `the HPA sees ${percent} %`,
        async () => averagesOf(await hpa()).DCGM_CUSTOM_PROCESS_SM_UTIL === `${percent}`,
        PATIENCE,
      );

    test('the first pod has the GPU on premises', async () => {
      await hpaSees(30);
      expect(await replicas()).toBe(1);
      expect(await nodesInOrder()).toEqual(['on-premises']);
    });

    test('a second one is asked for, and waits: there is no GPU left', async () => {
      load.gpuPercent = 90;
      await untilReplicas(timeline, 2);
      // Its 90 % count for two pods, of which one does nothing yet: no reason for a third, however often the HPA looks.
      await pause(10_000);
      await hpaSees(90);
      expect(await nodesInOrder()).toEqual(['on-premises', null]);
      expect(await replicas()).toBe(2);
    });

    test('with elastic nodes it gets one, and so does a third', async () => {
      mostCloudNodes = 2;
      await untilReplicas(timeline, 3);
      // The third pod is made a moment after it is asked for.
      const run = async () => (await nodesInOrder()).filter((node) => node !== null).length === 3;
      await until('all three run', run, PATIENCE);
      expect(await nodesInOrder()).toEqual(['on-premises', 'cloud-1', 'cloud-2']);
      expect(timeline?.of('replicas')).toEqual([1, 2, 3]);
    });

    test('the policy selects these pods and no others', async () => {
      const [wanted] = Object.entries(policy?.spec.selector ?? {});
      const pods = await plane().kubectl.list('pods', NAMESPACE);
      const selected = pods.filter(({ metadata }) => metadata.labels?.[wanted[0]] === wanted[1]);
      expect(selected.map(({ metadata }) => metadata.name).sort()).toEqual(
        (await podsInOrder()).map(({ metadata }) => metadata.name).sort(),
      );
    });

    test('its units are the pools, in the order in which they were filled', async () => {
      const nodes = await plane().kubectl.list('nodes');
      const poolOf = (name: string | null) =>
        nodes.find(({ metadata }) => metadata.name === name)?.metadata.labels?.[POOL];
      const pools = [...new Set((await nodesInOrder()).map(poolOf))];
      expect(policy?.spec.units.map(({ nodeSelector }) => nodeSelector[POOL])).toEqual(pools);
    });

    test('without a GPU that is free nobody would have been let in', async () => {
      const nodes = (await plane().kubectl.list('nodes')) as (KubeObject & {
        readonly status: { readonly allocatable: Readonly<Record<string, string>> };
      })[];
      expect(nodes.map(({ status }) => status.allocatable[GPU])).toEqual(['1', '1', '1']);
    });
  },
);
