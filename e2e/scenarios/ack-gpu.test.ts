import { addNode } from '../control-plane/components/kwok';
import { until } from '../control-plane/wait';
import { addExporter, placeOf } from '../world/exporter';
import { replicasOf, Timeline } from '../world/timeline';
import { World } from '../world/world';
import { configureAckAdapter, GPU_EXPORTER, modelClaim, smUtilPage } from './support/ack-gpu';
import { exampleCalled } from './support/examples';
import { averagesOf, hpaCalled, reasonOf } from './support/hpa';
import { onControlPlane } from './support/scenario';
import { untilReplicas } from './support/steps';

const NAMESPACE = 'default';
const PREDICTOR = 'qwen-predictor';
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };
/** What the HPA says itself. It cannot be hurried, so this scenario takes its time. */
const WINDOW_SECONDS = 300;
/** The window begins with the last tick of the HPA that saw the load, which was before its end; a full machine is late. */
const TICK_SECONDS = 5;

onControlPlane(
  'ack-gpu: an HPA on the GPU use of the pods, by the rules for the Alibaba adapter',
  { components: ['kwok', 'kserve', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = exampleCalled('ack-gpu');
    const load = { gpuPercent: 30 };
    const hpa = hpaCalled(plane, 'qwen-hpa', NAMESPACE);
    const replicas = replicasOf(plane, PREDICTOR, NAMESPACE);
    let timeline: Timeline | undefined;
    let idleSince = 0;

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'gpu-node');
      await kubectl.apply(modelClaim(NAMESPACE));
      await addExporter(plane(), GPU_EXPORTER);
      const world = new World(plane(), [GPU_EXPORTER.port]);
      const pods = world.follow({ namespace: NAMESPACE, selector: `app=isvc.${PREDICTOR}` });
      world.show({ ...placeOf(GPU_EXPORTER), page: smUtilPage(pods, load) });
      await kubectl.apply(example.yaml);
      await configureAckAdapter(plane(), example);
      timeline = new Timeline({ replicas });
    });

    const hpaSees = (percent: number) =>
      until(
        `the HPA sees ${percent} %`,
        async () => averagesOf(await hpa()).DCGM_CUSTOM_PROCESS_SM_UTIL === `${percent}`,
        PATIENCE,
      );

    test('30 % are one replica', async () => {
      await hpaSees(30);
      expect(await replicas()).toBe(1);
    });

    test('more than 50 % are two', async () => {
      load.gpuPercent = 60;
      await untilReplicas(timeline, 2);
      await hpaSees(60);
    });

    test('idle GPUs leave two for as long as the window lasts', async () => {
      load.gpuPercent = 0;
      idleSince = Date.now();
      await hpaSees(0);
      await until('it waits', async () => reasonOf(await hpa(), 'AbleToScale') === 'ScaleDownStabilized', PATIENCE);
      expect(await replicas()).toBe(2);
    });

    test(
      'and one after it',
      async () => {
        await untilReplicas(timeline, 1, { seconds: WINDOW_SECONDS + 90 });
        expect((Date.now() - idleSince) / 1000).toBeGreaterThan(WINDOW_SECONDS - TICK_SECONDS);
        expect(timeline?.of('replicas')).toEqual([1, 2, 1]);
      },
      (WINDOW_SECONDS + 120) * 1000,
    );
  },
);
