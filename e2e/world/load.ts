import type { EngineConcept } from '../../src/metrics/catalogue/concepts';
import { type SeriesTable, seriesName } from '../../src/metrics/series';
import { gauges } from './pages';
import type { Page, WorldPod } from './world';

/** The load of a service: so many requests in flight, divided over the pods that are ready. */
export interface Load {
  inFlight: number;
  waiting: number;
  /** Share of the KV cache that one request in flight takes. */
  cachePerRequest: number;
  /** Busy time of the GPUs of each pod, in percent. */
  gpuPercent: number;
}

/** The page of an engine's pod, under the names that the catalogue has for the engine's version. */
export function enginePage(table: SeriesTable<EngineConcept>, version: string | undefined, load: Load): Page {
  const named = (concept: EngineConcept) => {
    const row = table.rows.find((each) => each.concept === concept);
    const name = row && seriesName(row, version);
    if (name === undefined) throw new Error(`${table.title} ${version} has no ${concept}`);
    return name;
  };
  const page = (pod: WorldPod, all: readonly WorldPod[]): string => {
    const ready = Math.max(1, all.filter(({ isReady }) => isReady).length);
    const share = pod.isReady ? load.inFlight / ready : 0;
    const labels = { model_name: 'model', ...(table.labels.includes('engine') && { engine: '0' }) };
    return gauges({
      [named('running requests')]: [{ labels, value: share }],
      [named('waiting requests')]: [{ labels, value: load.waiting / ready }],
      [named('KV-cache usage')]: [{ labels, value: Math.min(1, share * load.cachePerRequest) }],
    });
  };
  return Object.assign(page, { load });
}

/** The page of the GPU exporter: a GPU for each pod of a service, and one that nobody uses. */
export function dcgmPage(series: string, podsOf: () => readonly WorldPod[], load: Load): Page {
  const page = () => {
    const used = podsOf().map(({ namespace, name }, index) => ({
      labels: { gpu: `${index}`, UUID: `GPU-${index}`, namespace, pod: name, container: 'server' },
      value: load.gpuPercent,
    }));
    return gauges({ [series]: [...used, { labels: { gpu: '99', UUID: 'GPU-99' }, value: 100 }] });
  };
  return Object.assign(page, { load });
}
