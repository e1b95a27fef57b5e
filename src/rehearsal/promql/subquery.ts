import type { Expression, Moment, VectorExpression } from './expression';
import type { Labels } from './labels';
import { Samples } from './series-store';

/** `expression[range:step]`: the expression at every full step of the clock within the window, as samples. */
export function subquery(inner: VectorExpression, range: number, step: number): Expression {
  return {
    type: 'range',
    each: (moment, take) => {
      const { time: to, epochMs, store } = moment;
      const from = to - range;
      const first = (Math.floor((from + epochMs) / step) + 1) * step - epochMs;
      const series = new Map<Labels, Samples>();
      for (let time = first; time <= to; time += step) {
        const then: Moment = { time, epochMs, store };
        for (const { labels, value } of inner.at(then)) {
          const samples = series.get(labels) ?? new Samples();
          series.set(labels, samples);
          samples.add(time, value);
        }
        moment.problem ??= then.problem;
      }
      for (const [labels, samples] of series) take({ labels, samples, from, to });
    },
  };
}
