import { fillExternalTemplate, fillTemplate, labelOf, SeriesBehind } from './adapter-names';
import type { AdapterNode, AdapterRuleNode, ExposedBy } from './adapter-nodes';
import { push } from './cluster-index';
import { textOf } from './fields';
import { knownSeries } from './known-series';
import { nearest } from './nearness';
import type { MetricWire, ScalerNode, SelectorWire, WorkloadNode } from './nodes';
import { type Miss, type Place, placeOf } from './place';
import { readQuery } from './promql';
import { metricsOf, type WrittenMetric } from './scaler-metrics';
import type { SeriesFinder } from './series';

interface RuleAndSeries {
  readonly rule: AdapterRuleNode;
  readonly series: string;
}

/** Rules of adapters by the names that they give. */
export class AdapterIndex {
  private readonly exact = new Map<string, AdapterRuleNode[]>();
  private readonly patterns: AdapterRuleNode[] = [];
  private readonly bySeries = new Map<string, AdapterRuleNode[]>();

  private readonly behind: SeriesBehind;
  private readonly recorded: ReadonlySet<string>;
  /** The place of each rule among all. */
  private readonly places = new Map<AdapterRuleNode, number>();

  constructor(adapters: readonly AdapterNode[], recorded: readonly string[]) {
    this.behind = new SeriesBehind(recorded);
    this.recorded = new Set(recorded);
    for (const [place, rule] of adapters.flatMap(({ rules }) => rules).entries()) {
      this.places.set(rule, place);
      const series = rule.seriesQuery.selectors[0]?.name;
      if (series === undefined) this.patterns.push(rule);
      else push(this.bySeries, series, rule);
      if (rule.exposes !== undefined) push(this.exact, rule.exposes, rule);
    }
  }

  /** The rules that expose a name, the last before those that it overrides; one of the chart's own when no other does. */
  find(name: string, isExternal: boolean): RuleAndSeries[] {
    const found = [...(this.exact.get(name) ?? []), ...this.patterns]
      .filter((rule) => rule.isExternal === isExternal)
      .flatMap((rule) => {
        const series = this.behind.of(rule, name);
        return series === undefined ? [] : [{ rule, series }];
      });
    // A rule about many series takes every name; one that is known is meant rather than one that is made up.
    const known = found.filter(({ rule, series }) => rule.exposes !== undefined || this.isKnown(series));
    const likely = known.length > 0 ? known : found;
    const written = likely.filter(({ rule }) => !rule.isDefault);
    return written.length > 0 ? written.sort((a, b) => this.placeOf(b) - this.placeOf(a)) : likely.slice(0, 1);
  }

  private placeOf({ rule }: RuleAndSeries): number {
    return this.places.get(rule) ?? 0;
  }

  private isKnown(series: string): boolean {
    return knownSeries(series).length > 0 || this.recorded.has(series);
  }

  /** The rule that comes nearest to exposing a name: it has the series of that name, or a name that is like it. */
  nearest(name: string): AdapterRuleNode | undefined {
    const other = this.exact.get(name)?.[0] ?? this.bySeries.get(name)?.[0];
    if (other) return other;
    const exposed = nearest(plain(name), this.exact.keys(), plain);
    if (exposed !== undefined) return this.exact.get(exposed)?.[0];
    const series = nearest(plain(name), this.bySeries.keys(), plain);
    return series === undefined ? undefined : this.bySeries.get(series)?.[0];
  }
}

function plain(name: string): string {
  return name.replaceAll(':', '_');
}

/** What is known when the metrics of a scaler are looked up. */
export interface MetricScope {
  /** The rules of all adapters, for metrics of pods and external ones. */
  readonly adapters: AdapterIndex;
  /** Says what queries find in Prometheus. */
  readonly series: SeriesFinder;
}

/** Looks up everything that a scaler scales by. */
export function metricWires(scaler: ScalerNode, scope: MetricScope): MetricWire[] {
  const workload = scaler.workload?.to;
  return metricsOf(scaler).map((written) => {
    const { query: place, labels: _, ...rest } = written;
    const metric = { scaler, ...rest, rules: [], misses: [], selectors: [] };
    if (written.from === 'pods' || written.from === 'external') {
      const found = throughAdapter(scaler, written, workload, scope);
      return { ...metric, ...found };
    }
    const text = textOf(place?.value);
    if (!place || text === undefined || written.from !== 'prometheus') return metric;
    const query = readQuery(text);
    const selectors = scope.series
      .wires(query, place, workload)
      .map((wire) => ({ ...wire, others: scope.series.others(wire.selector, workload) }));
    return { ...metric, query, queryPlace: place, selectors };
  });
}

function throughAdapter(
  scaler: ScalerNode,
  written: WrittenMetric,
  workload: WorkloadNode | undefined,
  scope: MetricScope,
): Pick<MetricWire, 'rules' | 'misses' | 'selectors' | 'query'> {
  const name = textOf(written.name?.value);
  if (name === undefined || !written.name) return { rules: [], misses: [], selectors: [] };
  const isExternal = written.from === 'external';
  const rules = scope.adapters
    .find(name, isExternal)
    .map(({ rule, series }) => exposedBy(scaler, written, written.name as Place, rule, series, workload));
  const [first] = rules;
  if (!first) return { rules, misses: missedRules(written.name, name, isExternal, scope.adapters), selectors: [] };
  return { rules, misses: [], query: first.query, selectors: selectorsOf(first, workload, scope.series) };
}

function exposedBy(
  { namespace }: ScalerNode,
  { from, labels = {} }: WrittenMetric,
  name: Place,
  rule: AdapterRuleNode,
  series: string,
  workload: WorkloadNode | undefined,
): ExposedBy {
  const because = [{ from: name, to: placeOfRule(rule, ['name', 'as']) }];
  const space = namespace ?? '';
  const text =
    from === 'external'
      ? fillExternalTemplate(rule, series, labels)
      : fillTemplate(rule, series, space, workload?.podNames ?? ['']);
  return { to: rule, because, series, query: text === undefined ? undefined : readQuery(text) };
}

/** A field of a rule; the text of the adapter is read once, so its value is not looked up again. */
function placeOfRule(rule: AdapterRuleNode, field: readonly string[]): Place {
  return { manifest: rule.adapter.manifest, path: [...rule.path, ...field], value: rule.exposes };
}

/** What the adapter looks for series with, and what it asks for their values with. */
function selectorsOf(
  { to: rule, series, query }: ExposedBy,
  workload: WorkloadNode | undefined,
  finder: SeriesFinder,
): SelectorWire[] {
  const { adapter, path } = rule;
  const [discovery] = rule.seriesQuery.selectors;
  const named = discovery && {
    ...rule.seriesQuery,
    selectors: [
      { ...discovery, name: series, matchers: discovery.matchers.filter(({ label }) => label !== '__name__') },
    ],
  };
  const place = (field: string) => ({ manifest: adapter.manifest, path: [...path, field] });
  return [
    ...(named ? finder.wires(named, place('seriesQuery'), workload) : []),
    ...(query ? finder.wires(query, place('metricsQuery'), workload) : []),
  ];
}

function missedRules(
  wanted: Place,
  name: string,
  isExternal: boolean,
  adapters: AdapterIndex,
): Miss<AdapterRuleNode>[] {
  const rule = adapters.nearest(name);
  if (!rule) return [];
  const why = rule.exposes === name && rule.isExternal !== isExternal ? 'kind' : 'name';
  return [{ to: rule, why, wanted, found: placeOfRule(rule, ['name', 'as']) }];
}

/** The label of the pods in the series of a rule; without it an HPA gets nothing by pods. */
export function podLabelOf(rule: AdapterRuleNode): string | undefined {
  return labelOf(rule, 'pod');
}

/** Where an adapter's rule stands in its manifest. */
export function placeOfAdapterRule({ adapter, path }: AdapterRuleNode): Place {
  return placeOf(adapter.manifest, path);
}
