/** Where a page is served: a pod's address, a port and a path. */
export function pageKey(address: string, port: number, path: string): string {
  return `${address}:${port}${path}`;
}

export type Labels = Readonly<Record<string, string>>;

/** A sample of a gauge or a counter, with its labels. */
export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
  /** The time of the sample, in milliseconds. @default - that of the scrape */
  readonly at?: number;
}

/** Observations of a histogram: how many there were up to each bound, how many at all, and their sum. */
export interface Observed {
  readonly labels?: Labels;
  readonly buckets: readonly { readonly upTo: number; readonly count: number }[];
  readonly count: number;
  readonly sum: number;
}

/** What is told of one metric: its name, what it means, and its samples. */
export type Family = { readonly name: string; readonly help?: string } & (
  | { readonly kind: 'gauge' | 'counter'; readonly samples: readonly Sample[] }
  | { readonly kind: 'histogram'; readonly samples: readonly Observed[] }
);

/** Metrics in the text format of Prometheus. */
export function text(families: readonly Family[]): string {
  return families.map((family) => `${[...header(family), ...body(family)].join('\n')}\n`).join('');
}

/** Gauges in the text format of Prometheus. */
export function gauges(series: Readonly<Record<string, readonly Sample[]>>): string {
  return text(Object.entries(series).map(([name, samples]) => ({ name, kind: 'gauge' as const, samples })));
}

function header({ name, help, kind }: Family): string[] {
  return [...(help === undefined ? [] : [`# HELP ${name} ${help}`]), `# TYPE ${name} ${kind}`];
}

function body(family: Family): string[] {
  const { name } = family;
  if (family.kind !== 'histogram') return family.samples.map(({ labels, value, at }) => line(name, labels, value, at));
  return family.samples.flatMap(({ labels, buckets, count, sum }) => [
    line(`${name}_sum`, labels, sum),
    ...[...buckets, { upTo: Number.POSITIVE_INFINITY, count }].map((bucket) =>
      line(`${name}_bucket`, { ...labels, le: number(bucket.upTo) }, bucket.count),
    ),
    line(`${name}_count`, labels, count),
  ]);
}

function line(name: string, labels: Labels = {}, value: number, at?: number): string {
  const pairs = Object.entries(labels).map(([label, each]) => `${label}="${escaped(each)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${number(value)}${at === undefined ? '' : ` ${at}`}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
}

/** As the clients in Python write it, which most engines use: always with a point. */
function number(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}
