/**
 * A small typed builder for the PromQL that the library writes. Names and label values go in as data and are escaped
 * here; nothing that a user names can change the shape of a query.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */

/** An expression: an instant vector or a scalar. */
export type PromQl = string & { readonly promql: unique symbol };

/** A condition on a label, already escaped. */
export type Matcher = string & { readonly matcher: unique symbol };

/** `label="value"` */
export function is(label: string, value: string): Matcher {
  return `${label}=${quote(value)}` as Matcher;
}

/** `label!="value"` */
export function isNot(label: string, value: string): Matcher {
  return `${label}!=${quote(value)}` as Matcher;
}

/** `label=~"pattern"`; what is literal in the pattern goes through `literal`. Prometheus anchors it on both sides. */
export function matches(label: string, pattern: string): Matcher {
  return `${label}=~${quote(pattern)}` as Matcher;
}

/** Text as a regular expression (RE2) that matches just that text. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** A series by its name; a name that is not a plain identifier is matched as a label value. */
export function series(name: string, ...matchers: readonly Matcher[]): PromQl {
  const plain = isMetricName(name);
  const all = plain ? matchers : [is('__name__', name), ...matchers];
  return `${plain ? name : ''}${all.length > 0 ? `{${all.join(',')}}` : ''}` as PromQl;
}

/** The increase per second of a series within a window. */
export function rate(selector: PromQl, window: string): PromQl {
  return `rate(${selector}[${window}])` as PromQl;
}

/** `op(expression)`, or `op by (labels) (expression)`. Without labels the result is one element. */
export function aggregate(op: 'sum' | 'avg' | 'max', expression: PromQl, by: readonly string[] = []): PromQl {
  return `${op}${by.length > 0 ? ` by (${by.join(', ')}) ` : ''}(${expression})` as PromQl;
}

/** An expression in another unit; unchanged where it has the unit. */
export function divide<T extends string>(expression: T, divisor: number | undefined): T {
  return (divisor === undefined ? expression : `${expression} / ${divisor}`) as T;
}

/** A percentile of a histogram whose buckets were summed by `le`. */
export function histogramQuantile(quantile: number, buckets: PromQl): PromQl {
  return `histogram_quantile(${quantile}, ${buckets})` as PromQl;
}

/** Copies a label to another name where it has a value. */
export function copyLabel(expression: PromQl, from: string, to: string): PromQl {
  return `label_replace(${expression}, ${quote(to)}, "$1", ${quote(from)}, "(.+)")` as PromQl;
}

/** The first expression where it is a number, else the second: a percentile of nothing is not a number. */
export function numberOr(expression: PromQl, otherwise: PromQl): PromQl {
  return `(${expression} >= 0) or ${otherwise}` as PromQl;
}

/** The first expression where it has a result, else the second. */
export function resultOr(expression: PromQl, otherwise: PromQl): PromQl {
  return `${expression} or ${otherwise}` as PromQl;
}

/** The elements of an expression that are zero. */
export function whereZero(expression: PromQl): PromQl {
  return `${expression} == 0` as PromQl;
}

/** Zero for every element of an expression, nothing where it has none. */
export function zeroOf(expression: PromQl): PromQl {
  return `0 * ${expression}` as PromQl;
}

/** True for the names that Prometheus takes without quoting. */
export function isMetricName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
}

function quote(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be escaped
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/[\u0000-\u001f]/g, (char) => `\\x${hex(char)}`);
  return `"${escaped}"`;
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(2, '0');
}
