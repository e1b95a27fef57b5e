import { ACK_DCGM } from '../../metrics/catalogue/ack-dcgm';
import type { EngineConcept, GpuConcept } from '../../metrics/catalogue/concepts';
import { DCGM } from '../../metrics/catalogue/dcgm';
import { type SeriesRow, type SeriesTable, seriesName } from '../../metrics/series';
import type { ReplicaState } from '../engine/fleet-options';
import type { MeasuredConcept } from '../engine/replica-histograms';
import type { ServiceModel } from '../engine/service-model';

/** A series of one number per pod. */
export interface GaugeSeries {
  /** As queries call the series, and the engine in its version. */
  readonly name: string;
  /** What a scrape of a pod reads, in the unit of the series: a state, or a counter since the pod began to serve. */
  readonly value: (state: ReplicaState, model: ServiceModel) => number;
}

/** A histogram of each pod. */
export interface HistogramSeries {
  /** As the engine calls it, without `_bucket`, `_sum` or `_count`. */
  readonly name: string;
  /** What of each answered request it counts. */
  readonly concept: MeasuredConcept;
}

/** What the service model knows of each concept of the catalogue. */
const VALUES: Partial<Readonly<Record<EngineConcept, GaugeSeries['value']>>> = {
  'running requests': ({ running }) => running,
  'waiting requests': ({ waiting }) => waiting,
  'swapped requests': () => 0,
  'request limit': (_, { maxRequests }) => maxRequests,
  'requests in the engine': ({ running, waiting }) => running + waiting,
  'requests in the queue': ({ waiting }) => waiting,
  'KV-cache usage': ({ kvCacheUsage }) => kvCacheUsage,
  'CPU-cache usage': () => 0,
  'prompt tokens': ({ promptTokens }) => promptTokens,
  'generated tokens': ({ generatedTokens }) => generatedTokens,
  'received requests': ({ running, waiting, answered }) => running + waiting + answered,
  'finished requests': ({ answered }) => answered,
  preemptions: ({ preemptions }) => preemptions,
};

const MEASURED: readonly MeasuredConcept[] = [
  'time to first token',
  'inter-token latency',
  'request latency',
  'queue time',
  'prefill time',
  'decode time',
  'inference time',
  'prompt tokens per request',
  'generated tokens per request',
];

/** What a name is to an engine: a series of its pods, or why it is none. */
export type EngineSeries =
  | { readonly type: 'gauge'; readonly series: GaugeSeries }
  | { readonly type: 'histogram'; readonly series: HistogramSeries }
  | { readonly type: 'unknown'; readonly why: string };

/** Finds a series by its name among those of an engine; nothing where the engine never had such a name. */
export function engineSeries(
  table: SeriesTable<EngineConcept>,
  version: string | undefined,
  name: string,
): EngineSeries | undefined {
  for (const row of table.rows) {
    const base = row.kind === 'histogram' ? name.replace(/_(bucket|sum|count)$/, '') : name;
    if (row.names.every((each) => each.name !== base)) continue;
    const engine = version === undefined ? table.title : `${table.title} ${version}`;
    const current = seriesName(row, version);
    if (version !== undefined && current !== base)
      return {
        type: 'unknown',
        why: `${engine} does not export ${base}${current === undefined ? '' : `, but ${current}`}`,
      };
    return sourceOf(row, base, engine);
  }
  return undefined;
}

function sourceOf(row: SeriesRow<EngineConcept>, name: string, engine: string): EngineSeries {
  const { concept, divisor = 1 } = row;
  const measured = MEASURED.find((each) => each === concept);
  if (row.kind === 'histogram' && measured !== undefined && divisor === 1)
    return { type: 'histogram', series: { name, concept: measured } };
  const value = VALUES[concept];
  if (value === undefined || row.kind === 'histogram')
    return { type: 'unknown', why: `the service model knows nothing of ${concept}, which is ${name} of ${engine}` };
  return { type: 'gauge', series: { name, value: (state, model) => value(state, model) * divisor } };
}

/** What the namespace and the name of a GPU's pod are called. */
export interface WorkloadLabels {
  /** The label with the namespace. */
  readonly namespace: string;
  /** The label with the name of the pod. */
  readonly pod: string;
}

/** ACK's exporter names the workload itself, so that no monitor renames it. */
const EXPORTERS: readonly { readonly table: SeriesTable<GpuConcept>; readonly labels?: WorkloadLabels }[] = [
  { table: DCGM },
  { table: ACK_DCGM, labels: { namespace: 'NamespaceName', pod: 'PodName' } },
];

/** A series of each GPU, from the share of the time in which it was busy. */
export interface GpuSeries {
  /** As the exporter calls it, for example `DCGM_FI_DEV_GPU_UTIL`. */
  readonly name: string;
  /** Labels of the exporter's own for the workload. @default - the monitor decides what becomes of NVIDIA's */
  readonly labels?: WorkloadLabels;
  /** Its value from the share of the time, 0–1, in which the GPU was busy: whole percent, or the share itself. */
  readonly value: (busy: number) => number;
}

/** A kernel runs, the memory is read: for a model without batches of its own that is all the same share. */
const ACTIVITIES: readonly GpuConcept[] = ['graphics engine activity', 'SM activity'];

/** Finds a series by its name among those of the GPU exporters. */
export function gpuSeries(name: string): GpuSeries | { readonly why: string } | undefined {
  for (const { table, labels } of EXPORTERS)
    for (const { concept, names } of table.rows) {
      if (names.every((each) => each.name !== name)) continue;
      if (concept === 'GPU utilization') return { name, labels, value: (busy) => Math.round(busy * 100) };
      if (ACTIVITIES.includes(concept)) return { name, labels, value: (busy) => busy };
      return { why: `the service model knows nothing of ${concept}, which is ${name} of ${table.title}` };
    }
  return undefined;
}
