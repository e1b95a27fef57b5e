import { compileQuery } from '../../../src/rehearsal/promql/compile';
import { evaluate } from '../../../src/rehearsal/promql/evaluate';
import { PromqlError } from '../../../src/rehearsal/promql/expression';
import { LabelTable } from '../../../src/rehearsal/promql/labels';
import { SeriesStore } from '../../../src/rehearsal/promql/series-store';

export const MINUTE = 60_000;

/** Samples every 15 s from 0 on, as the expanding notation of Prometheus' own tests would write them. */
export function storeOf(series: Readonly<Record<string, readonly number[]>>) {
  const store = new SeriesStore(new LabelTable(), 60 * MINUTE);
  for (const [text, values] of Object.entries(series)) {
    const [, name, inner] = /^([\w:]+)(?:\{(.*)\})?$/.exec(text) ?? [];
    const labels = Object.fromEntries(
      [...(inner ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
    );
    const stored = store.series(name, labels);
    values.forEach((value, index) => {
      stored.append(index * 15_000, value);
    });
  }
  return store;
}

/** `{"pod=\"a\"": 1}`: the answer with its labels in the order of their names. */
export function ask(
  store: SeriesStore,
  query: string,
  time = 5 * MINUTE,
  epochMs?: number,
): Record<string, number> | string {
  const compiled = compileQuery(query, store.labels);
  if (compiled instanceof PromqlError) return compiled.message;
  const answer = evaluate(compiled, store, time, epochMs);
  if (answer instanceof PromqlError) return answer.message;
  return Object.fromEntries(
    answer.map(({ labels, value }) => [
      Object.entries(labels.values)
        .map(([label, text]) => `${label}=${text}`)
        .join(),
      value,
    ]),
  );
}

export const count = (length: number, value: (index: number) => number) =>
  Array.from({ length }, (_, index) => value(index));
export const linear = (perSample: number) => count(21, (index) => index * perSample);
export const flat = (value: number) => count(21, () => value);
