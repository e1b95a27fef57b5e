import { VLLM } from '../../src/metrics/catalogue/vllm';
import { COLD_NODE, COLD_START_SECONDS } from '../control-plane/components/cold-stages';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import type { Conditioned, KubeObject } from '../control-plane/kubectl';
import { hasCondition } from '../control-plane/kubectl';
import { pause, until } from '../control-plane/wait';
import { enginePage, type Load } from '../world/load';
import { fieldOf, replicasOf, Timeline } from '../world/timeline';
import { type Page, World } from '../world/world';
import { adapterConfigOf, exampleCalled } from './support/examples';
import { averagesOf, hpaCalled } from './support/hpa';
import { onControlPlane } from './support/scenario';
import { untilReplicas } from './support/steps';

const NAMESPACE = 'vllm-example';
const PODS = { namespace: NAMESPACE, selector: 'app.kubernetes.io/name=gemma' };
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };
/** As many GPUs as the example may have pods. */
const GPUS = 4;

interface Deployment extends KubeObject, Conditioned {
  readonly spec: {
    readonly progressDeadlineSeconds: number;
    readonly template: {
      readonly spec: {
        readonly containers: readonly {
          readonly startupProbe: { readonly failureThreshold: number; readonly periodSeconds: number };
        }[];
      };
    };
  };
  readonly status?: Conditioned['status'] & { readonly updatedReplicas?: number; readonly readyReplicas?: number };
}

/** A server that loads its model does not answer yet. */
function silentUntilReady(page: Page<string>): Page<string> {
  return Object.assign((...args: Parameters<Page>) => (args[0].isReady ? page(...args) : ''), { load: page.load });
}

onControlPlane(
  `cold start: each pod loads its model for ${COLD_START_SECONDS} s`,
  { components: ['kwok', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = exampleCalled('vllm-hpa');
    const load: Load = { inFlight: 1, waiting: 0, cachePerRequest: 0.01, gpuPercent: 5 };
    const hpa = hpaCalled(plane, 'gemma-hpa', NAMESPACE);
    const replicas = replicasOf(plane, 'gemma', NAMESPACE);
    const gemma = { kind: 'Deployment', name: 'gemma', namespace: NAMESPACE };
    const ready = fieldOf<number>(plane, gemma, 'status.readyReplicas');
    const deployment = () => plane().kubectl.find<Deployment>('deployments.apps', 'gemma', NAMESPACE);
    let timeline: Timeline | undefined;

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), COLD_NODE, { gpus: GPUS });
      await kubectl.makeNamespaces(NAMESPACE, 'monitoring');
      const world = new World(plane(), [8080]);
      const page = silentUntilReady(enginePage(VLLM, '0.11.0', load));
      world.show({ ...PODS, port: 8080, path: '/metrics', page });
      await kubectl.apply(example.yaml);
      await configureAdapter(plane(), adapterConfigOf(example));
      timeline = new Timeline({ replicas, ready });
    });

    const requestsSeen = async () => averagesOf(await hpa()).vllm_num_requests_running;

    test('the first pod runs, and is not Ready before it has loaded', async () => {
      const podsOfGemma = async () => (await plane().kubectl.list('pods', NAMESPACE)) as (KubeObject & PodStatus)[];
      const loading = await until('a pod runs', async () =>
        (await podsOfGemma()).find((pod) => pod.status?.phase === 'Running'),
      );
      expect(hasCondition(loading.status, 'Ready')).toBe(false);
      await until('it is Ready', async () => (await ready()) === 1, PATIENCE);
      await until('the HPA sees one request', async () => (await requestsSeen()) === '1', PATIENCE);
    });

    test('pods that load count as idle, so one step is all that is made of a load', async () => {
      // 8 on one pod are twice the target of 4: two pods. While the second loads, the first still runs all 8, and
      // two pods with 8 each would be four.
      load.inFlight = 8;
      await untilReplicas(timeline, 2);
      await until('the HPA has looked at the second', async () => (await requestsSeen()) === '8', PATIENCE);
      await until('the second is Ready', async () => (await ready()) === 2, PATIENCE);
      await pause(5000);
      expect(timeline?.of('replicas')).toEqual([1, 2]);
    });

    test('all GPUs are taken', async () => {
      load.inFlight = 16;
      await untilReplicas(timeline, GPUS);
      await until('all are Ready', async () => (await ready()) === GPUS, PATIENCE);
    });

    test(
      'a new image rolls out where no GPU is free',
      async () => {
        const newer = example.yaml.replace('vllm/vllm-openai:v0.11.0', 'vllm/vllm-openai:v0.11.1');
        expect(newer).not.toBe(example.yaml);
        await plane().kubectl.apply(newer);
        const seconds = GPUS * (COLD_START_SECONDS + 15);
        const isDone = async () => {
          const { status } = (await deployment()) ?? {};
          return status?.updatedReplicas === GPUS && status.readyReplicas === GPUS;
        };
        await until('all pods have the new image', isDone, { seconds, everyMilliseconds: 300 });
        // One at a time, and never fewer than three that serve.
        const counts = timeline?.of('ready').slice(timeline.of('ready').indexOf(GPUS)) as number[];
        expect(Math.min(...counts)).toBe(GPUS - 1);
        expect(timeline?.of('replicas').at(-1)).toBe(GPUS);
      },
      GPUS * (COLD_START_SECONDS + 20) * 1000,
    );

    test('a start may take as long as the startup probe waits, and the rollout waits for longer', async () => {
      const { spec, status } = (await deployment()) as Deployment;
      const { failureThreshold, periodSeconds } = spec.template.spec.containers[0].startupProbe;
      expect(failureThreshold * periodSeconds).toBe(600);
      expect(spec.progressDeadlineSeconds).toBeGreaterThan(failureThreshold * periodSeconds);
      expect(hasCondition(status, 'Progressing')).toBe(true);
    });
  },
);

interface PodStatus extends Conditioned {
  readonly status?: Conditioned['status'] & { readonly phase?: string };
}
