import { App, Chart, Size } from 'cdk8s';
import { ClusterProfile, Engine, LlmInferenceService, Model } from 'cdk8s-llm-inference';
import { HUGGING_FACE_SERVER } from '../../src/metrics/catalogue/huggingface-server';
import { addNode } from '../control-plane/components/kwok';
import { until } from '../control-plane/wait';
import { enginePage, type Load } from '../world/load';
import { replicasOf, Timeline } from '../world/timeline';
import { World } from '../world/world';
import { exampleCalled } from './support/examples';
import { hpaCalled, reasonOf } from './support/hpa';
import { ask } from './support/prometheus';
import { expectSteadyReadiness, readinessOf, scaledObjectCalled } from './support/scaled-object';
import { onControlPlane } from './support/scenario';
import { descend, untilReplicas } from './support/steps';

const NAMESPACE = 'default';
const SERVICE = 'huggingface-fbopt';
const PREDICTOR = `${SERVICE}-predictor`;
const SCALED_OBJECT = `${SERVICE}-keda`;
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };
/** What the ScaledObject says itself. It cannot be hurried, so this scenario takes its time. */
const WINDOW_SECONDS = 300;

/** Services of the same engine whose requests are none of the first one's business: alike but for one part of the name. */
const NEIGHBOURS = [
  { namespace: 'elsewhere', name: SERVICE },
  { namespace: NAMESPACE, name: PREDICTOR },
];

function neighbours(): string {
  const app = new App();
  for (const { namespace, name } of NEIGHBOURS) {
    const chart = new Chart(app, `in-${namespace}`, { namespace });
    ClusterProfile.kubePrometheusStack({ release: 'prometheus' }).applyTo(chart);
    new LlmInferenceService(chart, 'Neighbour', {
      metadata: { name },
      engine: Engine.huggingFaceServer({}),
      model: Model.huggingFace('facebook/opt-125m'),
      cpu: 1,
      memory: Size.gibibytes(4),
    });
  }
  return app.synthYaml() as string;
}

onControlPlane(
  'keda-llm: a ScaledObject on the running requests of one service',
  { components: ['kwok', 'kserve', 'keda', 'prometheusOperator', 'prometheus'] },
  (plane) => {
    const example = exampleCalled('keda-llm');
    // The query is a sum: on one pod it goes from load to load, and to nothing between.
    const load: Load = { inFlight: 1, waiting: 0, cachePerRequest: 0.01, gpuPercent: 0, isOnOnePod: true };
    const hpa = hpaCalled(plane, `keda-hpa-${SCALED_OBJECT}`, NAMESPACE);
    const replicas = replicasOf(plane, PREDICTOR, NAMESPACE);
    const scaledObject = scaledObjectCalled(plane, SCALED_OBJECT, NAMESPACE);
    const ready = readinessOf(scaledObject);
    const isReady = async () => (await ready()) === 'True';
    let timeline: Timeline | undefined;

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'node');
      await kubectl.makeNamespaces('elsewhere');
      const world = new World(plane(), [8080]);
      const shown = { port: 8080, path: '/metrics' };
      const page = (each: Load) => enginePage(HUGGING_FACE_SERVER, undefined, each);
      world.show({ ...shown, namespace: NAMESPACE, selector: `app=isvc.${PREDICTOR}`, page: page(load) });
      for (const { namespace, name } of NEIGHBOURS) {
        const busy = page({ ...load, inFlight: 100 });
        world.show({ ...shown, namespace, selector: `app=isvc.${name}-predictor`, page: busy });
      }
      await kubectl.apply(neighbours());
      await kubectl.apply(example.yaml);
      timeline = new Timeline({ replicas, ready });
    });

    /** The one element that the query of the ScaledObject gives is the load. */
    const queryGives = (inFlight: number) =>
      until(
        `the query gives ${inFlight}`,
        async () => {
          const query = (await scaledObject())?.spec.triggers[0].metadata.query ?? '';
          const elements = await ask(plane(), query);
          if (elements.length !== 1) throw new Error(`${elements.length} elements`);
          return elements[0].value === inFlight;
        },
        PATIENCE,
      );

    test('the query answers for the pods of the service, so that it is ready', async () => {
      await until('the ScaledObject is ready', isReady, PATIENCE);
      await queryGives(1);
      expect(await replicas()).toBe(1);
    });

    test('Prometheus reads the busy neighbours too', async () => {
      const allOf = async () => (await ask(plane(), 'sum(vllm:num_requests_running)'))[0].value;
      await until('there are 201 requests in flight', async () => (await allOf()) === 201, PATIENCE);
    });

    test.each([
      { inFlight: 3, wanted: 2 },
      { inFlight: 5, wanted: 3 },
      { inFlight: 9, wanted: 5 },
    ])('$inFlight requests in flight on a target of two are $wanted replicas', async ({ inFlight, wanted }) => {
      load.inFlight = inFlight;
      await untilReplicas(timeline, wanted);
      await queryGives(inFlight);
    });

    test('one request leaves five for as long as the window lasts', async () => {
      load.inFlight = 1;
      await queryGives(1);
      await until('it waits', async () => reasonOf(await hpa(), 'AbleToScale') === 'ScaleDownStabilized', PATIENCE);
      expect(await replicas()).toBe(5);
    });

    test(
      'and one after it',
      async () => {
        await untilReplicas(timeline, 1, { seconds: WINDOW_SECONDS + 90 });
        await queryGives(1);
      },
      (WINDOW_SECONDS + 180) * 1000,
    );

    test('the replicas were what the load wanted and nothing else, and once ready it stayed so', () => {
      const steps = timeline?.of('replicas') ?? [];
      expect(steps.slice(0, 4)).toEqual([1, 2, 3, 5]);
      expect(descend(steps.slice(3))).toBe(true);
      expectSteadyReadiness(timeline);
    });
  },
);
