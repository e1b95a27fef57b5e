import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import * as lib from 'cdk8s-llm-inference';
import { VLLM } from '../../src/metrics/catalogue/vllm';
import { errorsOf } from '../../test/support/chart';
import { addNode } from '../control-plane/components/kwok';
import { hasCondition, type KubeObject } from '../control-plane/kubectl';
import { Hopeless, until } from '../control-plane/wait';
import { enginePage, type Load } from '../world/load';
import { gauges } from '../world/pages';
import { replicasOf, Timeline } from '../world/timeline';
import { World } from '../world/world';
import { exporter, exporterLabels } from './support/exporter';
import { onControlPlane } from './support/scenario';

const ENGINE_PORT = 8000;
const EXPORTER_PORT = 9100;
const POLLING_SECONDS = 2;
const FAILURES = 3;
const PATIENCE = { seconds: 240, everyMilliseconds: 500 };

/** Where requests arrive and wait as long as there is no pod. */
const GATEWAY = lib.KedaTrigger.prometheus({
  name: 'gateway',
  query: 'sum(gateway_requests_in_flight{model="gemma"})',
  threshold: 2,
  existsWithoutPods: true,
});

/** A service that sleeps when nobody asks for it, woken by these triggers. */
function sleeper(namespace: string, triggers: readonly lib.KedaTrigger[]): Chart {
  const chart = new Chart(new App(), namespace, { namespace });
  lib.ClusterProfile.kubePrometheusStack({ release: 'prometheus', scrapeInterval: Duration.seconds(1) }).applyTo(chart);
  const target = new lib.LlmInferenceService(chart, 'Gemma', {
    backend: lib.Backend.deployment(),
    engine: lib.Engine.vllm({ version: '0.11.0' }),
    model: lib.Model.huggingFace('google/gemma-3-1b-it'),
    accelerator: lib.Accelerator.gpus(1),
    cpu: 1,
    memory: Size.gibibytes(4),
  });
  new lib.KedaLlmScaler(chart, 'Autoscaler', {
    target,
    minReplicas: 0,
    maxReplicas: 4,
    metrics: [lib.EngineMetric.RUNNING_REQUESTS.target(2)],
    triggers,
    pollingInterval: Duration.seconds(POLLING_SECONDS),
    cooldownPeriod: Duration.seconds(6),
    fallback: { replicas: 1, failureThreshold: FAILURES },
    behavior: { scaleDown: { stabilizationWindow: Duration.seconds(0) } },
  });
  return chart;
}

/** What a chart would write if its mistakes did not stop it. */
function unchecked(chart: Chart): object[] {
  return chart.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson());
}

interface ScaledObject extends KubeObject {
  readonly status?: { readonly conditions?: { readonly type: string; readonly status: string }[] };
}

onControlPlane(
  'scale to zero and back',
  { components: ['kwok', 'keda', 'prometheusOperator', 'prometheus'] },
  (plane) => {
    const load: Load = { inFlight: 0, waiting: 0, cachePerRequest: 0.01, gpuPercent: 0 };
    const awake = sleeper('awake', [GATEWAY]);
    const stuck = sleeper('stuck', []);
    const replicasIn = (namespace: string) => replicasOf(plane, 'gemma', namespace);
    const isReady = async () =>
      hasCondition((await plane().kubectl.find<ScaledObject>('scaledobjects', 'gemma-keda', 'awake'))?.status, 'Ready');
    const untilReplicas = (count: number, namespace = 'awake') =>
      until(`${namespace} has ${count} replicas`, async () => (await replicasIn(namespace)()) === count, PATIENCE);
    const staysAsleep = async (namespace: string) => {
      const since = Date.now();
      const enough = 4 * FAILURES * POLLING_SECONDS;
      await until(
        `${namespace} has slept long enough`,
        async () => {
          const size = await replicasIn(namespace)();
          if (size !== 0) throw new Hopeless(`${namespace} has ${size} replicas`);
          return Date.now() - since > enough * 1000;
        },
        { seconds: 2 * enough, everyMilliseconds: 500 },
      );
    };
    let timeline: Timeline | undefined;

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'node');
      await kubectl.makeNamespaces('awake', 'stuck', 'gateway');
      await kubectl.apply(exporter({ name: 'gateway', namespace: 'gateway', port: EXPORTER_PORT }));
      const stateMetrics = { name: 'kube-state-metrics', namespace: 'monitoring', port: EXPORTER_PORT };
      await kubectl.apply(exporter({ ...stateMetrics, honorLabels: true }));
      const world = new World(plane(), [ENGINE_PORT, EXPORTER_PORT]);
      for (const namespace of ['awake', 'stuck'])
        world.show({
          namespace,
          selector: 'app.kubernetes.io/name=gemma',
          port: ENGINE_PORT,
          path: '/metrics',
          page: enginePage(VLLM, '0.11.0', load),
        });
      const shown = (name: string, namespace: string, page: () => string | Promise<string>) => {
        const [[label, value]] = Object.entries(exporterLabels(name));
        world.show({ namespace, selector: `${label}=${value}`, port: EXPORTER_PORT, path: '/metrics', page });
      };
      shown('gateway', 'gateway', () =>
        gauges({ gateway_requests_in_flight: [{ labels: { model: 'gemma' }, value: load.inFlight }] }),
      );
      shown('kube-state-metrics', 'monitoring', async () => {
        const deployments = await kubectl.list('deployments.apps');
        return gauges({
          kube_deployment_spec_replicas: deployments.map(({ metadata: { namespace = '', name }, spec }) => ({
            labels: { namespace, deployment: name },
            value: (spec as { replicas: number }).replicas,
          })),
        });
      });
      await kubectl.apply(awake.toJson());
      timeline = new Timeline({ replicas: replicasIn('awake'), isReady });
    }, 120_000);

    test('without requests it goes to sleep', async () => {
      await until('the ScaledObject is ready', isReady, PATIENCE);
      await untilReplicas(0);
    });

    test(
      'asleep it stays, though its pods have no metrics, for longer than KEDA bears failures',
      () => staysAsleep('awake'),
      170_000,
    );

    test('a request at the gateway wakes it', async () => {
      load.inFlight = 1;
      await untilReplicas(1);
    });

    test('five requests in flight on a target of two are three replicas', async () => {
      load.inFlight = 5;
      await untilReplicas(3);
    });

    test('when they are gone it goes to sleep again', async () => {
      load.inFlight = 0;
      await untilReplicas(0);
    });

    test('its size went the way of the load and no other', async () => {
      await until('the timeline has the end', () => timeline?.of('replicas').at(-1) === 0);
      const [start, asleep, ...rest] = (timeline?.of('replicas') ?? []) as number[];
      const top = rest.indexOf(3);
      const [up, down] = [rest.slice(0, top + 1), rest.slice(top)];
      expect([start, asleep, rest[0]]).toEqual([1, 0, 1]);
      expect(up).toEqual([...up].sort((a, b) => a - b));
      expect(down).toEqual([...down].sort((a, b) => b - a));
    });

    describe('with nothing but metrics of its own pods', () => {
      test('it is refused at synth', () => {
        expect(errorsOf(stuck)).toEqual([
          "[stuck/Autoscaler] 'minReplicas' (0) must be at least 1 where every trigger is measured on the pods: without pods there is nothing that could wake them; add a trigger that exists without pods (KedaTrigger.prometheus with existsWithoutPods, .cron or .custom), or keep one replica (keda/scale-to-zero)",
        ]);
      });

      test('it would go to sleep', async () => {
        await plane().kubectl.apply(unchecked(stuck));
        await untilReplicas(0, 'stuck');
      });

      test('and never wake, however many requests there are, while the one with a gateway does', async () => {
        load.inFlight = 9;
        await untilReplicas(4);
        await staysAsleep('stuck');
      });
    });
  },
);
