/** Metrics that somebody measured, to be fed to a policy instead of traffic. Times are milliseconds from their beginning. */
export type RecordedMetrics = RecordedSeries | RecordedValues;

/** Series as Prometheus has them: queries are evaluated over them. */
export interface RecordedSeries {
  /** Tells it from values. */
  readonly kind: 'series';
  /** What it is, in a few words. */
  readonly title: string;
  /** How long it is. */
  readonly durationMs: number;
  /** The series. */
  readonly series: readonly RecordedOneSeries[];
}

/** One series, as columns. */
export interface RecordedOneSeries {
  /** Its name. */
  readonly name: string;
  /** Its labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** When its samples were taken, in the order of time. */
  readonly times: readonly number[];
  /** Their values. */
  readonly values: readonly number[];
}

/** What an HPA saw: the outcome of its queries. */
export interface RecordedValues {
  /** Tells it from series. */
  readonly kind: 'values';
  /** What it is, in a few words. */
  readonly title: string;
  /** How long it is. */
  readonly durationMs: number;
  /** In the order of time; each holds until the next. */
  readonly moments: readonly RecordedMoment[];
  /** Replicas before the first moment. @default - the manifest's */
  readonly initialReplicas?: number;
  /** Where in its interval of 15 s the HPA looked, 0–1. @default - by the seed */
  readonly hpaPhase?: number;
  /** How often it looked. @default 15000 */
  readonly hpaSyncMs?: number;
}

/** What was seen at a moment. */
export interface RecordedMoment {
  /** When. */
  readonly at: number;
  /** By the name of a metric, or `#0`, `#1` … for the metrics of the HPA in their order. */
  readonly values: Readonly<Record<string, RecordedValue>>;
  /** The replicas that there were. @default - they were not recorded */
  readonly replicas?: number;
}

/** Thousandths, one for each pod or series (null where one has none); percent of the requests; or a failure. */
export type RecordedValue =
  | { readonly samples: readonly (number | null)[] }
  | { readonly percent: number }
  /** All pods together, in thousandths: they share it evenly, however many they are. */
  | { readonly total: number }
  | { readonly error: string };

/** The value of a metric at a moment; nothing where it was not recorded by then. */
export function valueAt({ moments }: RecordedValues, names: readonly string[], now: number): RecordedValue | undefined {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle].at <= now) low = middle + 1;
    else high = middle;
  }
  const values = moments[low - 1]?.values ?? {};
  const name = names.find((each) => Object.hasOwn(values, each));
  return name === undefined ? undefined : values[name];
}

/** Every name that was recorded. */
export function recordedNames(recorded: RecordedMetrics): readonly string[] {
  const names =
    recorded.kind === 'series'
      ? recorded.series.map(({ name }) => name)
      : recorded.moments.flatMap(({ values }) => Object.keys(values));
  return [...new Set(names)].sort();
}
