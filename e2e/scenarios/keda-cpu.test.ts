import { stringify } from 'yaml';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import { hasCondition } from '../control-plane/kubectl';
import { FAST_HPA } from '../control-plane/plane';
import { until } from '../control-plane/wait';
import { containersPage, KUBELETS, RESOURCE_RULES } from '../world/cpu';
import { addExporter, placeOf } from '../world/exporter';
import { replicasOf, Timeline } from '../world/timeline';
import { World } from '../world/world';
import { exampleCalled } from './support/examples';
import { hpaCalled } from './support/hpa';
import { expectSteadyReadiness, readinessOf, scaledObjectCalled } from './support/scaled-object';
import { onControlPlane } from './support/scenario';
import { descend, untilReplicas } from './support/steps';

const NAMESPACE = 'default';
const PREDICTOR = 'sklearn-v2-iris-predictor';
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };

onControlPlane(
  'keda-cpu: the ScaledObject that KServe makes for 50 % of CPU',
  {
    components: ['kwok', 'kserve', 'keda', 'prometheusOperator', 'prometheus', 'prometheusAdapter'],
    hpa: { ...FAST_HPA, initialReadinessDelaySeconds: 30, cpuInitializationSeconds: 300 },
  },
  (plane) => {
    const example = exampleCalled('keda-cpu');
    const load = { cores: 0.1 };
    const hpa = hpaCalled(plane, `keda-hpa-${PREDICTOR}`, NAMESPACE);
    const scaledObject = scaledObjectCalled(plane, PREDICTOR, NAMESPACE);
    const replicas = replicasOf(plane, PREDICTOR, NAMESPACE);
    const ready = readinessOf(scaledObject);
    const isReady = async () => (await ready()) === 'True';
    let timeline: Timeline | undefined;

    beforeAll(async () => {
      await addNode(plane(), 'node');
      await addExporter(plane(), KUBELETS);
      const world = new World(plane(), [KUBELETS.port]);
      const pods = world.follow({ namespace: NAMESPACE, selector: `app=isvc.${PREDICTOR}` });
      world.show({ ...placeOf(KUBELETS), page: containersPage(pods, 'kserve-container', load) });
      await configureAdapter(plane(), stringify(RESOURCE_RULES));
      timeline = new Timeline({ replicas, ready });
    });

    test('one apply is enough: KServe makes the Deployment first, so that KEDA accepts a trigger on its CPU', async () => {
      await plane().kubectl.apply(example.yaml);
      await until('the ScaledObject is ready', isReady, PATIENCE);
    });

    test('KEDA makes an HPA on the CPU of it, between the bounds of the service', async () => {
      await until('the HPA works', async () => hasCondition((await hpa())?.status, 'ScalingActive'), PATIENCE);
      expect((await hpa())?.spec).toMatchObject({
        minReplicas: 1,
        maxReplicas: 5,
        scaleTargetRef: { kind: 'Deployment', name: PREDICTOR },
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
        ],
      });
      expect(await replicas()).toBe(1);
    });

    test('0.9 core are two replicas, and 1.4 are three', async () => {
      load.cores = 0.9;
      await untilReplicas(timeline, 2);
      load.cores = 1.4;
      await untilReplicas(timeline, 3);
    });

    test('an idle service is left with one, after the window that KServe gives', async () => {
      const scaleDown = { stabilizationWindowSeconds: FAST_HPA.downscaleStabilizationSeconds };
      expect((await hpa())?.spec).toMatchObject({ behavior: { scaleDown } });
      load.cores = 0;
      await untilReplicas(timeline, 1);
    });

    test('there was nothing between, and once ready the ScaledObject stayed so', () => {
      const steps = timeline?.of('replicas') ?? [];
      expect(steps.slice(0, 3)).toEqual([1, 2, 3]);
      expect(descend(steps.slice(2))).toBe(true);
      expectSteadyReadiness(timeline);
    });
  },
);
