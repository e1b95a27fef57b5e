import type { CompiledQuery } from './compile';
import { PromqlError, type Vector } from './expression';
import type { SeriesStore } from './series-store';

/**
 * What Prometheus answers to a query at a moment.
 *
 * @param time of the moment, in milliseconds of the store
 * @param epochMs wall-clock time at time 0 @default 0
 */
export function evaluate(
  { expression }: CompiledQuery,
  store: SeriesStore,
  time: number,
  epochMs = 0,
): Vector | PromqlError {
  const moment = { time, epochMs, store, problem: undefined };
  const vector =
    expression.type === 'vector'
      ? expression.at(moment)
      : [{ labels: store.labels.none, value: expression.at(moment) }];
  return moment.problem === undefined ? vector : new PromqlError(moment.problem);
}
