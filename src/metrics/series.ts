/** What a number of a series means. A count is what is left when it is none of the others. */
export type Unit = 'count' | 'ratio' | 'percent' | 'seconds';

/** How Prometheus stores a series: a gauge is read as is, a counter by its rate, a histogram by a percentile. */
export type SeriesKind = 'gauge' | 'counter' | 'histogram';

/** How several series of one pod become one value, and pods become a service. A ratio or percent is never summed. */
export type Aggregation = 'sum' | 'avg' | 'max';

/** The name that a series has in a range of versions of its exporter. */
export interface SeriesName {
  /** The name. */
  readonly name: string;
  /** First version that exports the series under this name. @default - from the beginning */
  readonly since?: string;
  /** First version that no longer exports it, or exports it under a better name. @default - never */
  readonly until?: string;
}

/** One row of a catalogue table: a concept, and what an exporter calls it. */
export interface SeriesRow<Concept extends string = string> {
  /** What it measures. */
  readonly concept: Concept;
  /** What it is called, oldest first. */
  readonly names: readonly SeriesName[];
  /** How Prometheus stores it. */
  readonly kind: SeriesKind;
  /** What its numbers mean. */
  readonly unit: Unit;
  /** How several of them become one. */
  readonly aggregation: Aggregation;
  /** Where the series is documented or defined. */
  readonly source: string;
  /** Labels that tell it from other things under the same name. @default - the name says all */
  readonly where?: Readonly<Record<string, string>>;
  /** What its numbers are divided by to have the unit: 1000 for milliseconds. @default - they have it */
  readonly divisor?: number;
  /** What has to be switched on for it to be exported. @default - nothing */
  readonly needs?: string;
  /** The metric to take for slices of a GPU (MIG), which do not have this one. @default - slices have it */
  readonly insteadOnSlices?: string;
}

/** What is unusual about a row. */
type Unusual = Partial<Pick<SeriesRow, 'aggregation' | 'where' | 'divisor' | 'needs' | 'insteadOnSlices'>>;

/** A gauge: summed over the series of a pod when it counts things, averaged when it is a share. */
export function gauge<C extends string>(
  concept: C,
  unit: Unit,
  names: Names,
  source: string,
  unusual?: Unusual,
): SeriesRow<C> {
  const aggregation = unit === 'count' ? 'sum' : 'avg';
  return { concept, names: named(names), kind: 'gauge', unit, aggregation, source, ...unusual };
}

/** A counter: what matters is its rate per second, summed over the series of a pod. */
export function counter<C extends string>(concept: C, names: Names, source: string, unusual?: Unusual): SeriesRow<C> {
  return { concept, names: named(names), kind: 'counter', unit: 'count', aggregation: 'sum', source, ...unusual };
}

/** A histogram of times: buckets of several series are summed, then a percentile is taken. */
export function histogram<C extends string>(concept: C, names: Names, source: string, unusual?: Unusual): SeriesRow<C> {
  return { concept, names: named(names), kind: 'histogram', unit: 'seconds', aggregation: 'sum', source, ...unusual };
}

/** A histogram of amounts, read like one of times. */
export function histogramOfCounts<C extends string>(
  concept: C,
  names: Names,
  source: string,
  unusual?: Unusual,
): SeriesRow<C> {
  return { ...histogram(concept, names, source, unusual), unit: 'count' };
}

type Names = string | readonly SeriesName[];

function named(names: Names): readonly SeriesName[] {
  return typeof names === 'string' ? [{ name: names }] : names;
}

/** The labels under which Prometheus stores where a series comes from. */
export interface OriginLabels {
  /** Label that holds the namespace. */
  readonly namespace: string;
  /** Label that holds the pod. */
  readonly pod: string;
}

/** The labels that the Prometheus operator gives to what it scrapes from a pod. */
export const SCRAPED_LABELS: OriginLabels = { namespace: 'namespace', pod: 'pod' };

/** One engine or exporter: where it serves its metrics, and which. */
export interface SeriesTable<Concept extends string = string> {
  /** What messages call it. */
  readonly title: string;
  /** Port that serves the metrics by default. */
  readonly port: number;
  /** Whether that port serves nothing but metrics. @default - it serves inference, too */
  readonly hasOwnPort?: boolean;
  /** Path that serves the metrics. */
  readonly path: string;
  /** Labels that the exporter itself puts on every series. */
  readonly labels: readonly string[];
  /** Newest version whose names are known. @default - the names do not change */
  readonly newest?: string;
  /** What it exports. */
  readonly rows: readonly SeriesRow<Concept>[];
}

/** Compares two dotted versions by their numbers: negative when `a` is older. A leading `v` is passed over. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) =>
    (typeof text === 'string' ? text : '').replace(/^v/, '').split('.').map(Number.parseFloat),
  );
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] || 0) - (right[i] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The name of a row in a version; the newest one, unless it is gone, when the version is not known. */
export function seriesName(row: SeriesRow, version: string | undefined): string | undefined {
  const newest = row.names.at(-1);
  if (version === undefined) return newest?.until === undefined ? newest?.name : undefined;
  return row.names.find(
    ({ since, until }) =>
      (since === undefined || compareVersions(version, since) >= 0) &&
      (until === undefined || compareVersions(version, until) < 0),
  )?.name;
}
