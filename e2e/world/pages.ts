/** Where a page is served: a pod's address, a port and a path. */
export function pageKey(address: string, port: number, path: string): string {
  return `${address}:${port}${path}`;
}

/** A sample of a gauge, with its labels. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Gauges in the text format of Prometheus. */
export function gauges(series: Readonly<Record<string, readonly Sample[]>>): string {
  return Object.entries(series)
    .map(([name, samples]) => [`# TYPE ${name} gauge`, ...samples.map((each) => line(name, each))].join('\n'))
    .map((block) => `${block}\n`)
    .join('');
}

function line(name: string, { labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}
