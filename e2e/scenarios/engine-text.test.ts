import { App, Chart, Duration, Size } from 'cdk8s';
import * as lib from 'cdk8s-llm-inference';
import type { EngineConcept } from '../../src/metrics/catalogue/concepts';
import { type SeriesRow, seriesName } from '../../src/metrics/series';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import type { KubeObject } from '../control-plane/kubectl';
import { PORTS } from '../control-plane/ports';
import { until } from '../control-plane/wait';
import { BOUNDS, COUNTERS, GAUGES, type State, USUAL, type Usual } from '../world/engine';
import { enginePage, type Load } from '../world/load';
import { replicasOf } from '../world/timeline';
import { World } from '../world/world';
import { onControlPlane } from './support/scenario';

const NAMESPACE = 'engines';
const MOST_REPLICAS = 3;
/** A rate is that of the last two minutes. */
const PATIENCE = { seconds: 240, everyMilliseconds: 1000 };
const TEST_MILLISECONDS = 250_000;

/** Every engine of the catalogue, vLLM also under its old names. */
const ENGINES = {
  vllm: lib.Engine.vllm({ version: '0.11.0' }),
  'old-vllm': lib.Engine.vllm({ version: '0.7.3' }),
  sglang: lib.Engine.sglang({ version: '0.5.4' }),
  nim: lib.Engine.nim({ image: 'nvcr.io/nim/meta/llama:1.8.4', apiKey: lib.SecretKey.of('ngc', 'key') }),
  huggingface: lib.Engine.huggingFaceServer({ vllmVersion: '0.11.0' }),
  tgi: custom(lib.EngineFamily.TGI, '3.3.6'),
  triton: custom(lib.EngineFamily.TRITON, '2.60.0'),
  trtllm: custom(lib.EngineFamily.TRTLLM_SERVE, '1.3.0'),
};
type Name = keyof typeof ENGINES;
const NAMES = Object.keys(ENGINES) as Name[];

function custom(family: lib.EngineFamily, version: string): lib.Engine {
  return lib.Engine.custom({ image: 'example.com/server:1', port: 8000, family, version });
}

const LOAD: Load = { inFlight: 4, waiting: 2, cachePerRequest: 0.1, gpuPercent: 40 };
const STATE: State = { running: 4, waiting: 2, cache: 0.4, gpu: 0.4, each: (what) => USUAL[what] };

/** What a metric is while the load stands still. */
function expected({ concept, kind }: SeriesRow<EngineConcept>): number {
  if (kind === 'histogram') return percentile(concept as Usual);
  return (kind === 'counter' ? COUNTERS : GAUGES)[concept]?.(STATE) ?? Number.NaN;
}

/** All requests are alike, so all lie in one bucket, and Prometheus takes them for evenly spread in it. */
function percentile(what: Usual): number {
  const index = BOUNDS.findIndex((bound) => USUAL[what] <= bound);
  const [from, to] = [BOUNDS[index - 1] ?? 0, BOUNDS[index]];
  return from + (to - from) * 0.95;
}

/** A target that nothing here comes near. */
function target({ concept, kind, unit }: SeriesRow<EngineConcept>): lib.MetricTarget {
  const metric = { from: 'engine', concept, quantile: kind === 'histogram' ? 0.95 : undefined } as const;
  if (unit === 'seconds') return lib.LatencyMetric._of(metric).target(Duration.hours(1));
  if (unit === 'ratio') return lib.RatioMetric._of(metric).target(lib.Ratio.of(1));
  return lib.CountMetric._of(metric).target(1e6);
}

function factsOf(name: Name) {
  const { table, version, metrics } = lib.Engine._facts(ENGINES[name]);
  if (table === undefined || metrics === undefined) throw new Error(`${name} has no catalogue`);
  return { table, version, ...metrics };
}

function chartOf(): Chart {
  const chart = new Chart(new App(), 'engine-text', { namespace: NAMESPACE });
  lib.ClusterProfile.kubePrometheusStack({ release: 'prometheus', scrapeInterval: Duration.seconds(1) }).applyTo(chart);
  return chart;
}

/** The service as a scaler knows it: with the series of its engine. */
function service(chart: Chart, name: Name): lib.ILlmInferenceService {
  return lib.LlmInferenceService.fromDeployment(chart, `Known-${name}`, { name }, { engine: ENGINES[name] });
}

/** The queries that a scaler of all metrics would have, by what they ask for. */
function queriesOf(name: Name): { concept: EngineConcept; value: number; query: string }[] {
  const { table, version } = factsOf(name);
  const rows = table.rows.filter((row) => seriesName(row, version) !== undefined);
  const chart = chartOf();
  new lib.KedaLlmScaler(chart, 'All', {
    target: service(chart, name),
    maxReplicas: MOST_REPLICAS,
    metrics: rows.map(target),
  });
  const [scaledObject] = chart.toJson() as ScaledObject[];
  return rows.map((row, index) => ({
    concept: row.concept,
    value: expected(row),
    query: scaledObject.spec.triggers[index].metadata.query,
  }));
}

interface ScaledObject {
  readonly spec: { readonly triggers: readonly { readonly metadata: { readonly query: string } }[] };
}

/** Containers that answer where the engines would, and scalers of one latency and one rate each way. */
function deployed(): KubeObject[] {
  const chart = chartOf();
  for (const name of NAMES) {
    const { port, path } = factsOf(name);
    new lib.LlmInferenceService(chart, name, {
      backend: lib.Backend.deployment(),
      engine: lib.Engine.custom({ image: 'example.com/server:1', port, metricsPath: path }),
      cpu: 1,
      memory: Size.gibibytes(4),
    });
  }
  const latency = lib.EngineMetric.timeToFirstToken().target(Duration.seconds(1));
  const tokens = lib.EngineMetric.GENERATED_TOKEN_RATE.target(300);
  const props = (name: Name, metric: lib.MetricTarget) => ({
    target: service(chart, name),
    maxReplicas: MOST_REPLICAS,
    metrics: [metric],
  });
  new lib.KedaLlmScaler(chart, 'LatencyByKeda', props('vllm', latency));
  new lib.KedaLlmScaler(chart, 'TokensByKeda', props('sglang', tokens));
  new lib.GpuHpa(chart, 'LatencyByAdapter', props('nim', latency));
  new lib.GpuHpa(chart, 'TokensByAdapter', props('huggingface', tokens));
  new lib.MetricsAdapter(chart, 'Adapter');
  return chart.toJson();
}

interface Answer {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

onControlPlane(
  'the series of every engine, in its own text format',
  { components: ['kwok', 'keda', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const load: Load = { ...LOAD };
    const objects = deployed();

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'node');
      await kubectl.makeNamespaces(NAMESPACE);
      const world = new World(plane(), [...new Set(NAMES.map((name) => factsOf(name).port))]);
      for (const name of NAMES) {
        const { table, version, port, path } = factsOf(name);
        const page = enginePage(table, version, load);
        world.show({ namespace: NAMESPACE, selector: `app.kubernetes.io/name=${name}`, port, path, page });
      }
      await kubectl.apply(objects);
      const configuration = objects.find(({ kind }) => kind === 'ConfigMap')?.data as Record<string, string>;
      await configureAdapter(plane(), configuration['config.yaml']);
    }, TEST_MILLISECONDS);

    const ask = async (query: string): Promise<number[]> => {
      const { body } = await plane().reach.call(PORTS.prometheus, `/api/v1/query?query=${encodeURIComponent(query)}`);
      return (JSON.parse(body) as Answer).data.result.map(({ value }) => Number(value[1]));
    };

    describe.each(NAMES)('of %s', (name) => {
      test.each(queriesOf(name))(
        'gives one element with the right value for $concept',
        async ({ value, query }) => {
          await until(
            `${query} is about ${value}`,
            async () => {
              const found = await ask(query);
              if (found.length === 1 && Math.abs(found[0] / value - 1) < 0.03) return true;
              throw new Error(JSON.stringify(found));
            },
            PATIENCE,
          );
        },
        TEST_MILLISECONDS,
      );
    });

    test('none of this is worth a second replica', async () => {
      for (const name of NAMES) expect(await replicasOf(plane, name, NAMESPACE)()).toBe(1);
    });

    test.each([
      ['vllm', 'the time to the first token, by KEDA'],
      ['sglang', 'the tokens per second, by KEDA'],
      ['nim', 'the time to the first token, by the adapter'],
      ['huggingface', 'the tokens per second, by the adapter'],
    ])(
      '%s scales out on %s',
      async (name) => {
        load.each = { 'time to first token': 4 };
        load.inFlight = 20 * LOAD.inFlight;
        const replicas = replicasOf(plane, name, NAMESPACE);
        await until(`${name} has all its replicas`, async () => (await replicas()) === MOST_REPLICAS, PATIENCE);
      },
      TEST_MILLISECONDS,
    );

    test('a service that nobody scales stays as it is', async () => {
      expect(await replicasOf(plane, 'old-vllm', NAMESPACE)()).toBe(1);
    });
  },
);
