import { HUGGING_FACE_SERVER } from '../../src/metrics/catalogue/huggingface-server';
import { addNode } from '../control-plane/components/kwok';
import { hasCondition, type KubeObject } from '../control-plane/kubectl';
import { until } from '../control-plane/wait';
import { enginePage, type Load } from '../world/load';
import { replicasOf, Timeline } from '../world/timeline';
import { World } from '../world/world';
import { allExamples } from './support/examples';
import { onControlPlane } from './support/scenario';

const NAMESPACE = 'default';
const DEPLOYMENT = 'huggingface-fbopt-predictor';
const SCALED_OBJECT = 'huggingface-fbopt-keda';
const PATIENCE = { seconds: 150, everyMilliseconds: 500 };

/** Another service of the same engine, whose requests are none of the first one's business. */
const NEIGHBOUR = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: `${DEPLOYMENT}-canary`, namespace: NAMESPACE },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'neighbour' } },
    template: {
      metadata: {
        labels: {
          app: 'neighbour',
          'serving.kserve.io/inferenceservice': 'huggingface-fbopt',
          component: 'predictor',
        },
      },
      spec: { containers: [{ name: 'server', image: 'server', ports: [{ name: 'http', containerPort: 8080 }] }] },
    },
  },
};

interface ScaledObject extends KubeObject {
  readonly status?: { readonly conditions?: { readonly type: string; readonly status: string }[] };
}

onControlPlane(
  'keda-llm: a ScaledObject on the running requests of one service',
  { components: ['kwok', 'kserve', 'keda', 'prometheusOperator', 'prometheus'] },
  (plane) => {
    const example = allExamples().find(({ name }) => name === 'keda-llm');
    const load: Load = { inFlight: 1, waiting: 0, cachePerRequest: 0.01, gpuPercent: 0 };
    const busy: Load = { ...load, inFlight: 100 };
    const replicas = replicasOf(plane, DEPLOYMENT, NAMESPACE);
    const scaledObject = () => plane().kubectl.find<ScaledObject>('scaledobjects', SCALED_OBJECT, NAMESPACE);
    const isReady = async () => hasCondition((await scaledObject())?.status, 'Ready');
    let timeline: Timeline | undefined;

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'node');
      const world = new World(plane(), [8080]);
      const shown = { namespace: NAMESPACE, port: 8080, path: '/metrics' };
      const page = (each: Load) => enginePage(HUGGING_FACE_SERVER, undefined, each);
      world.show({ ...shown, selector: `app=isvc.${DEPLOYMENT}`, page: page(load) });
      world.show({ ...shown, selector: 'app=neighbour', page: page(busy) });
      await kubectl.apply(example?.yaml ?? '');
      await kubectl.apply([NEIGHBOUR]);
      timeline = new Timeline({ replicas, isReady });
    }, 120_000);

    test('the query answers for the pods of the service, so that it is ready', async () => {
      await until('the ScaledObject is ready', isReady, PATIENCE);
      expect(await replicas()).toBe(1);
    }, 170_000);

    test('five requests in flight on a target of two are three replicas', async () => {
      load.inFlight = 5;
      await until('there are three replicas', async () => (await replicas()) === 3, PATIENCE);
    }, 170_000);

    test('nine are five replicas: the query still gives one element, with several pods and a busy neighbour', async () => {
      load.inFlight = 9;
      await until('there are five replicas', async () => (await replicas()) === 5, PATIENCE);
    }, 170_000);

    test('it was never more than the load wanted, and once ready it stayed so', () => {
      const sizes = (timeline?.of('replicas') ?? []) as number[];
      expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
      const readiness = timeline?.of('isReady') ?? [];
      expect(readiness.slice(readiness.indexOf(true))).toEqual([true]);
    });
  },
);
