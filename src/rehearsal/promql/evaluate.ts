import type { CompiledQuery } from './compile';
import { PromqlError, type Vector } from './expression';
import type { SeriesStore } from './series-store';

/** What Prometheus answers to a query at a moment, in milliseconds. */
export function evaluate({ expression }: CompiledQuery, store: SeriesStore, time: number): Vector | PromqlError {
  const moment = { time, store, problem: undefined };
  const vector =
    expression.type === 'vector'
      ? expression.at(moment)
      : [{ labels: store.labels.none, value: expression.at(moment) }];
  return moment.problem === undefined ? vector : new PromqlError(moment.problem);
}
