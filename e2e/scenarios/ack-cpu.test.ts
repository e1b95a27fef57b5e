import { stringify } from 'yaml';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import { FAST_HPA } from '../control-plane/plane';
import { until } from '../control-plane/wait';
import { containersPage, KUBELETS, RESOURCE_RULES } from '../world/cpu';
import { addExporter, placeOf } from '../world/exporter';
import { replicasOf, Timeline } from '../world/timeline';
import { World } from '../world/world';
import { exampleCalled } from './support/examples';
import { hpaCalled } from './support/hpa';
import { onControlPlane } from './support/scenario';
import { descend, untilReplicas } from './support/steps';

const NAMESPACE = 'default';
const PREDICTOR = 'sklearn-iris-predictor';
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };
/** By default an HPA adds at most four pods, or as many as there are, in so many seconds. */
const RATE_LIMIT_SECONDS = 15;

onControlPlane(
  'ack-cpu: the HPA that KServe makes for 10 % of CPU',
  {
    components: ['kwok', 'kserve', 'prometheusOperator', 'prometheus', 'prometheusAdapter'],
    // As in every cluster: what a pod uses does not count before there is a whole window of it.
    hpa: { ...FAST_HPA, initialReadinessDelaySeconds: 30, cpuInitializationSeconds: 300 },
  },
  (plane) => {
    const example = exampleCalled('ack-cpu');
    const load = { cores: 0.05 };
    const hpa = hpaCalled(plane, PREDICTOR, NAMESPACE);
    const replicas = replicasOf(plane, PREDICTOR, NAMESPACE);
    let timeline: Timeline | undefined;

    beforeAll(async () => {
      await addNode(plane(), 'node');
      await addExporter(plane(), KUBELETS);
      const world = new World(plane(), [KUBELETS.port]);
      const pods = world.follow({ namespace: NAMESPACE, selector: `app=isvc.${PREDICTOR}` });
      world.show({ ...placeOf(KUBELETS), page: containersPage(pods, 'kserve-container', load) });
      await plane().kubectl.apply(example.yaml);
      await configureAdapter(plane(), stringify(RESOURCE_RULES));
      timeline = new Timeline({ replicas });
    });

    test('0.05 core are one replica: the CPU of the pods reaches the HPA by metrics.k8s.io', async () => {
      await until(
        'the HPA sees it',
        async () => {
          const percent = (await hpa())?.status?.currentMetrics?.[0]?.resource?.current.averageUtilization;
          // Rounded down, from 50m of a request of one core.
          return percent === 4 || percent === 5;
        },
        PATIENCE,
      );
      expect(await replicas()).toBe(1);
    });

    test('0.8 core are 8 replicas', async () => {
      load.cores = 0.8;
      await untilReplicas(timeline, 8);
    });

    test('0.7 core are 7, after the window', async () => {
      load.cores = 0.7;
      const since = Date.now();
      await untilReplicas(timeline, 7);
      expect(Date.now() - since).toBeGreaterThan(FAST_HPA.downscaleStabilizationSeconds * 1000);
    });

    test('an idle service is left with 1', async () => {
      load.cores = 0;
      await untilReplicas(timeline, 1);
    });

    test('there was nothing between but the step that the rate limit allows', () => {
      const changes = timeline?.changes ?? [];
      const steps = changes.map(({ value }) => value);
      expect(steps.slice(0, 4)).toEqual([1, 5, 8, 7]);
      expect(descend(steps.slice(3))).toBe(true);
      // Each was seen up to half a second late.
      expect(changes[2].at - changes[1].at).toBeGreaterThan(RATE_LIMIT_SECONDS - 0.5);
    });
  },
);
