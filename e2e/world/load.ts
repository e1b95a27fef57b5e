import type { EngineConcept } from '../../src/metrics/catalogue/concepts';
import type { SeriesTable } from '../../src/metrics/series';
import { EngineInPod, USUAL, type Usual } from './engine';
import { gauges, text } from './pages';
import type { Page, WorldPod } from './world';

/** The load of a service, divided over the pods that are ready. */
export interface Load {
  /** Requests that run at any time. */
  inFlight: number;
  /** Requests that arrive per second, instead of `inFlight`: how many run follows from how long each takes. */
  arrivalsPerSecond?: number;
  waiting: number;
  /** Share of the KV cache that one request in flight takes. */
  cachePerRequest: number;
  /** Busy time of the GPUs, in percent of one, divided over the pods as well. */
  gpuPercent: number;
  /** Seconds and tokens of each request. @default USUAL */
  each?: Partial<Record<Usual, number>>;
  /**
   * Whether the pod that is ready for longest runs all of it. Pods are read one after the other, so that a sum over them
   * has a change in several pods by and by, and one in a single pod at once. @default - each pod has the same share
   */
  isOnOnePod?: boolean;
}

/**
 * A pod gets its share so long after it is ready, and the others give it away at once. Pages are read one after the
 * other: without the gap a reader could see the same request at its old pod and at its new one.
 */
const FIRST_REQUEST_SECONDS = 3;

/** How many requests of a load run at a time, in all pods together. */
export function inFlight({ inFlight, arrivalsPerSecond, each }: Load): number {
  if (arrivalsPerSecond === undefined) return inFlight;
  return arrivalsPerSecond * (each?.['request latency'] ?? USUAL['request latency']);
}

/**
 * The page of an engine's pod, in the engine's text format and under the names that the catalogue has for its version.
 * Counters and histograms go on as long as the page is asked for.
 *
 * @param clock the time in milliseconds
 */
export function enginePage(
  table: SeriesTable<EngineConcept>,
  version: string | undefined,
  load: Load,
  clock: () => number = Date.now,
): Page<string> {
  const engines = new Map<string, { readonly engine: EngineInPod; time: number }>();
  const page = (pod: WorldPod, all: readonly WorldPod[]): string => {
    const key = `${pod.namespace}/${pod.name}`;
    const state = engines.get(key) ?? { engine: new EngineInPod(table, version), time: clock() };
    engines.set(key, state);
    const part = partOf(pod, all, load);
    const running = pod.readySeconds > FIRST_REQUEST_SECONDS ? inFlight(load) * part : 0;
    const share = { running, waiting: load.waiting * part };
    const now = clock();
    state.engine.advance((now - state.time) / 1000, load, share);
    state.time = now;
    return text(state.engine.families());
  };
  return Object.assign(page, { load });
}

/** Which part of the load a pod has. */
function partOf(pod: WorldPod, all: readonly WorldPod[], { isOnOnePod = false }: Load): number {
  const ready = all.filter(({ isReady }) => isReady);
  if (!isOnOnePod) return 1 / Math.max(1, ready.length);
  return ready.every(({ readySeconds }) => readySeconds <= pod.readySeconds) ? 1 : 0;
}

/** The page of the GPU exporter: a GPU for each pod of a service, and two without a pod, an idle and a busy one. */
export function dcgmPage(series: string, podsOf: () => readonly WorldPod[], load: Load): Page {
  const page = () => {
    const pods = podsOf();
    const used = pods.map(({ namespace, name }, index) => ({
      labels: { gpu: `${index}`, UUID: `GPU-${index}`, namespace, pod: name, container: 'server' },
      value: load.gpuPercent / pods.length,
    }));
    const unused = [0, 100].map((value) => ({ labels: { gpu: `9${value}`, UUID: `GPU-9${value}` }, value }));
    return gauges({ [series]: [...used, ...unused] });
  };
  return Object.assign(page, { load });
}
