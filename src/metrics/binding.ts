import { type Mistake, mistake, problem, show, warning } from '../kubernetes/mistake';
import { enginesWith } from './catalogue';
import type { EngineConcept, GpuConcept } from './catalogue/concepts';
import type { DcgmFacts } from './dcgm-exporter';
import { type AdapterRule, type Exposure, isNewer, type RecordingRule } from './exposure';
import type { MetricIdentity } from './metric';
import type { PromQl } from './promql';
import * as promql from './promql';
import { type OriginLabels, SCRAPED_LABELS, type SeriesRow, type SeriesTable, seriesName } from './series';
import type { CheckedTarget } from './target';

/** What a metric has to know of the pods it is about and of the cluster they run in. */
export interface BindingScope {
  /** Pods of the target. @default - they are not known */
  readonly pods?: {
    readonly namespace?: string;
    /** Regular expression that matches their names and no others. */
    readonly pattern: string;
    readonly engine: string;
    readonly table?: SeriesTable<EngineConcept>;
    readonly version?: string;
    /** Extended resource that the pods have. @default - none, or it is not known */
    readonly accelerator?: string;
  };
  /** The GPU exporter of the cluster. */
  readonly dcgm: DcgmFacts;
  /** Window over which rates are taken, for example `2m`. */
  readonly rateWindow: string;
}

/** A metric bound to a service: every form in which the stack names it, from one series name. */
export interface BoundMetric {
  /** What has to be configured so that an HPA finds it. */
  readonly exposure: Exposure;
  /** A query of exactly one element over the pods of the service. */
  readonly query: PromQl;
  /** True when the query is a total over the pods, which KEDA has to divide by their number. */
  readonly isTotal: boolean;
}

interface BoundSeries {
  readonly name: string;
  readonly kind: SeriesRow['kind'];
  readonly unit: SeriesRow['unit'];
  readonly aggregation: SeriesRow['aggregation'];
  readonly labels: OriginLabels;
  readonly where?: SeriesRow['where'];
  readonly divisor?: number;
  readonly quantile?: number;
  readonly fromGpuExporter: boolean;
}

/** The metrics that are read from Prometheus. */
export type PrometheusMetric = Exclude<MetricIdentity, { from: 'resource' | 'kubernetes' }>;

/** True for a metric that Prometheus has and the library wires. */
export function isPrometheusMetric(metric: MetricIdentity): metric is PrometheusMetric {
  return metric.from === 'engine' || metric.from === 'gpu' || metric.from === 'series';
}

/** Binds a metric, or says why it cannot be. Warnings come beside a binding. */
export function bind(
  prop: string,
  metric: PrometheusMetric,
  unit: CheckedTarget['unit'],
  scope: BindingScope,
): { readonly bound?: BoundMetric; readonly mistakes: readonly Mistake[] } {
  const pods = scope.pods;
  if (!pods)
    return {
      mistakes: [
        problem(
          'metric/needs-pods',
          `'${prop}' is measured on pods, and of this target no pods are known`,
          'give an LlmInferenceService (fromDeployment, fromInferenceService or fromName for one that exists), or a RawMetric',
        ),
      ],
    };
  const found = seriesOf(prop, metric, unit, { ...scope, pods });
  const mistakes = [...found.mistakes, ...checkQuantile(prop, metric)];
  if (!found.series || mistakes.some(({ severity }) => severity === 'error')) return { mistakes };
  return { bound: boundMetric(found.series, { ...scope, pods }), mistakes };
}

type ScopeWithPods = BindingScope & { readonly pods: NonNullable<BindingScope['pods']> };

function seriesOf(
  prop: string,
  metric: PrometheusMetric,
  unit: CheckedTarget['unit'],
  scope: ScopeWithPods,
): { readonly series?: BoundSeries; readonly mistakes: readonly Mistake[] } {
  if (metric.from === 'engine') return engineSeries(prop, metric.concept, metric.quantile, scope);
  if (metric.from === 'gpu') return gpuSeries(prop, metric.concept, metric.table, scope);
  if (!promql.isMetricName(metric.name))
    return {
      mistakes: [
        mistake(
          'metric/name',
          prop,
          metric.name,
          "must be a Prometheus metric name: letters, digits, '_' and ':', not beginning with a digit",
          'write it as the exporter does',
        ),
      ],
    };
  const aggregation = unit === 'ratio' || unit === 'percent' ? 'avg' : 'sum';
  return { series: { ...metric, unit, aggregation, labels: SCRAPED_LABELS, fromGpuExporter: false }, mistakes: [] };
}

function engineSeries(prop: string, concept: EngineConcept, quantile: number | undefined, scope: ScopeWithPods) {
  const { table, version, engine } = scope.pods;
  const row = table?.rows.find((each) => each.concept === concept);
  const name = row && seriesName(row, isVersion(version) ? version : undefined);
  if (!table || !row || !name)
    return {
      mistakes: [
        problem(
          'metric/unknown-to-engine',
          `'${prop}': ${engine}${version ? ` ${version}` : ''} does not export ${concept}`,
          `choose another metric, or an engine that has it (${enginesWith(concept).join(', ')})`,
        ),
      ],
    };
  const series = { ...row, name, quantile, labels: SCRAPED_LABELS, fromGpuExporter: false };
  return { series, mistakes: checkVersion(prop, table, row, version) };
}

/** A tag such as `latest` or `nightly` says nothing of the names. */
function isVersion(version: string | undefined): version is string {
  return version !== undefined && /^v?\d/.test(version);
}

function checkVersion(prop: string, table: SeriesTable, row: SeriesRow, version: string | undefined): Mistake[] {
  const isKnown = isVersion(version);
  if (!isKnown && row.names.length > 1)
    return [
      warning(
        'metric/engine-version',
        `'${prop}': the name of this metric depends on the version of ${table.title}, which is ${version === undefined ? 'not given' : `none (${show(version)})`}; the newest is taken`,
        'give the version of the engine',
      ),
    ];
  if (!isKnown || table.newest === undefined || !isNewer(version, table.newest)) return [];
  return [
    warning(
      'metric/engine-version',
      `'${prop}': ${table.title} ${version} is newer than the newest known version (${table.newest}), whose names are taken`,
      'check that the engine still exports it',
    ),
  ];
}

function gpuSeries(
  prop: string,
  concept: GpuConcept,
  asked: SeriesTable<GpuConcept> | undefined,
  scope: ScopeWithPods,
) {
  const { tables, title, labels } = scope.dcgm;
  const candidates = asked ? tables.filter((table) => table === asked) : tables;
  const row = candidates.flatMap((table) => table.rows).find((each) => each.concept === concept);
  const name = row && seriesName(row, undefined);
  if (!row || !name)
    return {
      mistakes: [
        problem(
          'metric/unknown-to-engine',
          `'${prop}': ${title} of this cluster does not export ${asked ? asked.rows[0].names[0].name : concept}`,
          "use GpuMetric.UTILIZATION, which takes the cluster's own series, or correct the profile's dcgm",
        ),
      ],
    };
  const mistakes = checkSlice(prop, name, row, scope.pods.accelerator);
  return { series: { ...row, name, labels, fromGpuExporter: true }, mistakes };
}

/** Slices that are called whole GPUs (MIG's strategy `single`) cannot be told from them. */
function checkSlice(
  prop: string,
  series: string,
  { insteadOnSlices }: SeriesRow,
  accelerator: string | undefined,
): Mistake[] {
  if (insteadOnSlices === undefined || !String(accelerator).startsWith('nvidia.com/mig-')) return [];
  return [
    mistake(
      'metric/mig-slice',
      prop,
      series,
      `must be a metric that slices of a GPU have (${accelerator}), which this is not`,
      `use ${insteadOnSlices}`,
    ),
  ];
}

function checkQuantile(prop: string, metric: PrometheusMetric): Mistake[] {
  const quantile = 'quantile' in metric ? metric.quantile : undefined;
  if (quantile === undefined || (quantile > 0 && quantile < 1)) return [];
  return [
    mistake('metric/target', prop, quantile, 'must have a percentile between 0 and 1', 'write 0.95 for the 95th'),
  ];
}

function boundMetric(series: BoundSeries, scope: ScopeWithPods): BoundMetric {
  return {
    exposure: exposureOf(series, scope.rateWindow),
    query: query(series, scope),
    isTotal: series.kind !== 'histogram' && series.aggregation === 'sum',
  };
}

function query(series: BoundSeries, { pods, rateWindow }: ScopeWithPods): PromQl {
  const ofTheService = [
    ...(pods.namespace === undefined ? [] : [promql.is(series.labels.namespace, pods.namespace)]),
    promql.matches(series.labels.pod, pods.pattern),
    ...matchersOf(series),
  ];
  if (series.kind === 'histogram') {
    const buckets = promql.rate(promql.series(`${series.name}_bucket`, ...ofTheService), rateWindow);
    const raw = promql.histogramQuantile(series.quantile ?? 0.95, promql.aggregate('sum', buckets, ['le']));
    const quantile = promql.divide(raw, series.divisor);
    // Without traffic a percentile is not a number; as long as the histogram exists at all, that means zero.
    const counts = promql.aggregate('sum', promql.series(`${series.name}_count`, ...ofTheService));
    return promql.numberOr(quantile, promql.zeroOf(counts));
  }
  const selector = promql.series(series.name, ...ofTheService);
  const values = series.kind === 'counter' ? promql.rate(selector, rateWindow) : selector;
  return promql.divide(promql.aggregate(series.aggregation, values), series.divisor);
}

/** The labels that tell a series from others under its name. */
function matchersOf({ where = {} }: BoundSeries): promql.Matcher[] {
  return Object.entries(where).map(([label, value]) => promql.is(label, value));
}

function exposureOf(series: BoundSeries, rateWindow: string): Exposure {
  const name = metricsApiName(series);
  const recordingRule = recordingRuleOf(series);
  const source = recordingRule?.record ?? (series.kind === 'histogram' ? `${series.name}_bucket` : series.name);
  const labels = recordingRule ? SCRAPED_LABELS : series.labels;
  return {
    name,
    adapterRule: adapterRule(series, name, source, labels, rateWindow),
    recordingRule,
    fromGpuExporter: series.fromGpuExporter,
  };
}

/** The name in the metrics API: that of the series, without what only means something to Prometheus. */
function metricsApiName({ name, kind, quantile, where, divisor }: BoundSeries): string {
  const inSeconds = divisor === undefined ? name : name.replace(/_[mu]s$/, '_seconds');
  const base = [inSeconds.replaceAll(':', '_'), ...Object.values(where ?? {})].join('_');
  if (kind === 'counter') return `${base.replace(/_total$/, '')}_per_second`;
  return kind === 'histogram' ? `${base}_p${percentileName(quantile ?? 0.95)}` : base;
}

/** 0.95 is `95`, 0.999 is `99_9`. */
function percentileName(quantile: number): string {
  return String(Number((quantile * 100).toFixed(6))).replace('.', '_');
}

/**
 * Series under other labels than `namespace` and `pod` are recorded under these. GPUs without a pod are left out: their
 * labels would name the exporter.
 */
function recordingRuleOf({ name, labels, aggregation }: BoundSeries): RecordingRule | undefined {
  if (labels.pod !== 'exported_pod') return undefined;
  let expression = promql.series(name, promql.isNot(labels.pod, ''));
  expression = promql.copyLabel(expression, labels.pod, SCRAPED_LABELS.pod);
  expression = promql.copyLabel(expression, labels.namespace, SCRAPED_LABELS.namespace);
  const by = [SCRAPED_LABELS.namespace, SCRAPED_LABELS.pod];
  return { record: `namespace_pod:${name}:${aggregation}`, expr: promql.aggregate(aggregation, expression, by) };
}

function adapterRule(
  series: BoundSeries,
  name: string,
  source: string,
  labels: OriginLabels,
  rateWindow: string,
): AdapterRule {
  const { kind, aggregation, quantile } = series;
  const matchers = matchersOf(series);
  const selected = `<<.Series>>{${['<<.LabelMatchers>>', ...matchers].join(',')}}`;
  const perSecond = `rate(${selected}[${rateWindow}])`;
  const metricsQuery =
    kind === 'histogram'
      ? `histogram_quantile(${quantile ?? 0.95}, sum(${perSecond}) by (le, <<.GroupBy>>))`
      : `${aggregation}(${kind === 'counter' ? perSecond : selected}) by (<<.GroupBy>>)`;
  return {
    seriesQuery: promql.series(source, promql.isNot(labels.namespace, ''), promql.isNot(labels.pod, ''), ...matchers),
    resources: {
      overrides: { [labels.namespace]: { resource: 'namespace' }, [labels.pod]: { resource: 'pod' } },
    },
    name: { matches: `^${promql.literal(source)}$`, as: name },
    metricsQuery: promql.divide(metricsQuery, series.divisor),
  };
}
