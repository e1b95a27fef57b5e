import type { Selector } from '../metrics/query-selectors';
import type { OriginLabels } from '../metrics/series';
import { GPU_TABLES, isCurrent, type KnownSeries, knownSeries, nameIn } from './known-series';
import { nearest } from './nearness';
import type { GpuExporter, Scrape, SelectorWire, SeriesMiss, SeriesSource, WorkloadNode } from './nodes';
import type { EngineFound, StoredLabels, StoredValue } from './parts';
import type { Place } from './place';
import type { Query } from './promql';
import type { RecordNode } from './rule-nodes';
import { firstUnmet, isKept, recordedLabels, withLabels } from './stored-labels';

/** Rules that record what rules record are not stacked higher. */
const DEEPEST_RECORD = 8;
/** So many other workloads are looked at for whose series a query takes as well. */
const MOST_OTHERS = 20;

/** A name with a slip is nearly the right one. */
const LEAST_SLIP = 0.75;

/** Labels beyond those of the tables that engines put on some of their series. */
const FURTHER_LABELS = [
  'engine_type',
  'finished_reason',
  'le',
  'lora_name',
  'method',
  'moe_ep_rank',
  'dp_rank',
  'pid',
  'pp_rank',
  'priority',
  'quantile',
  'reason',
  'tp_rank',
];

/** Says what the selectors of queries find in Prometheus, seen from a workload. */
export class SeriesFinder {
  constructor(
    private readonly records: ReadonlyMap<string, readonly RecordNode[]>,
    private readonly gpuExporter: GpuExporter,
    /** Workloads by their namespace. */
    private readonly workloadsIn: (namespace: string | undefined) => readonly WorkloadNode[],
  ) {}

  /** What the selectors of a query find. */
  wires(query: Query, place: Place, workload: WorkloadNode | undefined, depth = 0): SelectorWire[] {
    return query.selectors.map((selector) => this.wire(selector, place, workload, depth));
  }

  private wire(selector: Selector, place: Place, workload: WorkloadNode | undefined, depth: number): SelectorWire {
    const { name, matchers } = selector;
    const nothing = { selector, place, sources: [], misses: [], through: [], others: [] };
    if (name === undefined) return nothing;
    const known = knownSeries(name);
    const recorded = depth < DEEPEST_RECORD ? this.records.get(name) : undefined;
    if (recorded) return this.recordedWire(selector, place, workload, recorded, depth);
    const row = known[0]?.row;
    const gpu = known.find(isOfGpu);
    const sources = gpu ? [this.gpuSeries(gpu, workload)] : ofWorkload(name, known, workload);
    const found = sources.filter(({ labels }) => !firstUnmet(labels, matchers));
    if (found.length > 0) return { ...nothing, row, sources: found };
    if (!workload) return { ...nothing, row };
    const unmet = sources.map((source) => labelMiss(source, selector));
    return { ...nothing, row, misses: unmet.length > 0 ? unmet : whyNot(name, known, workload) };
  }

  private recordedWire(
    selector: Selector,
    place: Place,
    workload: WorkloadNode | undefined,
    records: readonly RecordNode[],
    depth: number,
  ): SelectorWire {
    const throughOf = (record: RecordNode) =>
      this.wires(record.query, { manifest: record.rule.manifest, path: [...record.path, 'expr'] }, workload, depth + 1);
    const sources = records.map((record): { source: SeriesSource; through: SelectorWire[] } => {
      const through = throughOf(record);
      const from = through.flatMap((wire) => wire.sources)[0];
      return { source: { from: 'record', record, labels: recordedLabels(record.query, from, record.labels) }, through };
    });
    const found = sources.filter(({ source }) => !firstUnmet(source.labels, selector.matchers));
    const through = (found.length > 0 ? found : sources).flatMap((each) => each.through);
    return {
      selector,
      place,
      sources: found.map(({ source }) => source),
      misses: found.length > 0 ? [] : sources.map(({ source }) => labelMiss(source, selector)),
      row: through.find(({ row }) => row !== undefined)?.row,
      through,
      others: [],
    };
  }

  /** Workloads that export the series as well and meet the conditions; looked for in the namespaces that these allow. */
  others({ name = '', matchers }: Selector, workload: WorkloadNode | undefined): WorkloadNode[] {
    const known = this.records.has(name) ? [] : knownSeries(name);
    if (known.length === 0) return [];
    const gpu = known.find(isOfGpu);
    const wanted = matchers.find(({ label, operator }) => /namespace/i.test(label) && operator === '=');
    const around = this.workloadsIn(wanted ? wanted.value : workload?.namespace).slice(0, MOST_OTHERS);
    return around.filter((other) => {
      if (other === workload || (gpu && !hasGpu(other))) return false;
      const sources = gpu ? [this.gpuSeries(gpu, other)] : ofWorkload(name, known, other);
      return sources.some((source) => source.from !== 'own metrics' && !firstUnmet(source.labels, matchers));
    });
  }

  private gpuSeries({ row, table }: KnownSeries, workload: WorkloadNode | undefined): SeriesSource {
    const pods: StoredValue = workload ? workload.podNames : 'anything';
    const namespace: StoredValue = workload?.namespace === undefined ? 'anything' : [workload.namespace];
    const { monitor, labels: exporterLabels } = this.gpuExporter;
    const isOwn = table.labels.includes('PodName');
    const labels: OriginLabels | undefined = isOwn ? ACK_LABELS : exporterLabels;
    const values = new Map<string, StoredValue>();
    if (labels?.pod === 'exported_pod') {
      values.set('pod', this.gpuExporter.podNames);
      values.set('namespace', monitor?.namespaces === 'any' ? 'anything' : exporterNamespaces(monitor?.namespaces));
    } else if (labels?.pod === 'pod') {
      for (const label of ['exported_pod', 'exported_namespace', 'exported_container']) values.set(label, []);
    }
    if (labels) {
      values.set(labels.pod, pods);
      values.set(labels.namespace, namespace);
    }
    return { from: 'gpu exporter', row, labels: { values, isOpen: true } };
  }
}

const ACK_LABELS: OriginLabels = { namespace: 'NamespaceName', pod: 'PodName' };

function exporterNamespaces(namespaces: readonly (string | undefined)[] | undefined): StoredValue {
  const named = (namespaces ?? []).flatMap((name) => name ?? []);
  return named.length > 0 ? named : 'anything';
}

function isOfGpu({ table }: KnownSeries): boolean {
  return GPU_TABLES.includes(table);
}

/** True for pods that ask for an extended resource that is called like a GPU. */
export function hasGpu({ containers }: WorkloadNode): boolean {
  return containers.some(({ fields }) =>
    /"[\w.-]+\/[\w.-]*(?:gpu|mig|neuron|tpu|ppu|npu)[\w.-]*":/.test(JSON.stringify(fields.resources) ?? ''),
  );
}

/** What of a name is scraped from a workload. */
function ofWorkload(name: string, known: readonly KnownSeries[], workload: WorkloadNode | undefined): SeriesSource[] {
  if (!workload) return [];
  const { engine, scrapes } = workload;
  if (!engine)
    return scrapes
      .filter((scrape) => isKept(scrape, name))
      .map((scrape) => ({ from: 'own metrics', scrape, labels: { ...scrape.labels, isOpen: true } }));
  const match = known.find(({ table, row, base }) => isOf(engine, { table, row, base }));
  if (!match) return [];
  return scrapes
    .filter((scrape) => bringsEngine(scrape, engine) && isKept(scrape, name))
    .map((scrape) => ({
      from: 'engine',
      row: match.row,
      table: engine.table,
      scrape,
      labels: labelsOf(scrape, match),
    }));
}

function isOf(engine: EngineFound, known: KnownSeries): boolean {
  return known.table.title === engine.table.title && isCurrent(known, engine.version);
}

/** A scrape of another port than the engine's is one of something else; where a port cannot be told, it may be it. */
export function bringsEngine({ port, container }: Scrape, { metricsPort, container: own }: EngineFound): boolean {
  return (
    port === undefined ||
    port === metricsPort ||
    (container === own && own.ports.length === 1 && port === own.ports[0].port)
  );
}

const engineLabels = new WeakMap<Scrape, StoredLabels>();

/** The labels of an engine's series: those of the scrape, and those that the engine puts on them. */
function labelsOf(scrape: Scrape, { table, row }: KnownSeries): StoredLabels {
  const labels = engineLabels.get(scrape) ?? withAny(scrape.labels, [...table.labels, ...FURTHER_LABELS]);
  engineLabels.set(scrape, labels);
  return row.where ? withAny(labels, Object.keys(row.where)) : labels;
}

function withAny(labels: StoredLabels, added: readonly string[]): StoredLabels {
  return withLabels(
    labels,
    added.map((label) => [label, 'anything']),
  );
}

function labelMiss(source: SeriesSource, { name, matchers }: Selector): SeriesMiss {
  const unmet = firstUnmet(source.labels, matchers);
  const isThere = unmet?.has !== undefined && unmet.has.length > 0;
  return { why: isThere ? 'label' : 'no label', rightName: name, matcher: unmet?.matcher, has: unmet?.has, source };
}

/** Why a workload has no series of a name. */
function whyNot(name: string, known: readonly KnownSeries[], workload: WorkloadNode): SeriesMiss[] {
  const { engine, scrapes } = workload;
  if (!engine) return scrapes.length > 0 ? [{ why: 'dropped' }] : [{ why: 'not scraped' }];
  const own = known.find(({ table }) => table.title === engine.table.title);
  if (own && isCurrent(own, engine.version))
    return [{ why: reasonNotScraped(name, workload, engine), rightName: name }];
  if (own) return [{ why: 'other version', rightName: nameIn(own, name, engine.table, engine.version) }];
  if (known.length > 0)
    return [
      {
        why: 'other engine',
        rightName: nameIn(known[0], name, engine.table, engine.version),
        engines: [...new Set(known.map(({ table }) => table.title))],
      },
    ];
  const names = engine.table.rows.flatMap((row) => row.names.map((each) => each.name));
  return [{ why: 'unknown', rightName: nearest(name, names, (each) => each, LEAST_SLIP) }];
}

function reasonNotScraped(name: string, { scrapes }: WorkloadNode, engine: EngineFound): SeriesMiss['why'] {
  if (scrapes.length === 0) return 'not scraped';
  return scrapes.some((scrape) => bringsEngine(scrape, engine) && !isKept(scrape, name)) ? 'dropped' : 'other port';
}
