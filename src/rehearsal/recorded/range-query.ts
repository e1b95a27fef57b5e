import { fieldsOf, listOf, textsOf } from '../../stack/fields';
import { Unreadable } from '../reader';
import type { RecordedMetrics, RecordedMoment, RecordedOneSeries } from './recorded';

/**
 * Reads the answer of Prometheus to a range query (`/api/v1/query_range`). Series with names are what queries are
 * evaluated over; without names they are the outcome of an expression.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export function readRangeQuery(answer: object): RecordedMetrics | Unreadable {
  const fields = fieldsOf(answer);
  if (fields.status === 'error') return new Unreadable([`Prometheus answered an error: ${String(fields.error)}`]);
  const data = 'resultType' in fields ? fields : fieldsOf(fields.data);
  if (data.resultType !== 'matrix')
    return new Unreadable([`'data.resultType' (${String(data.resultType)}) must be matrix: ask /api/v1/query_range`]);
  const reasons: string[] = [];
  const series = listOf(data.result).map((each, index) => readSeries(each, index, reasons));
  if (series.every(({ times }) => times.length === 0)) reasons.push('there is no sample in it');
  if (reasons.length > 0) return new Unreadable(reasons);
  const begin = Math.min(...series.map(({ times }) => times[0] ?? Number.POSITIVE_INFINITY));
  const moved = series.map((each) => ({ ...each, times: each.times.map((time) => time - begin) }));
  const durationMs = Math.max(...moved.map(({ times }) => times.at(-1) ?? 0));
  const title = `recorded metrics, ${series.length} series`;
  if (moved.every(({ name }) => name !== '')) return { kind: 'series', title, durationMs, series: moved };
  return { kind: 'values', title, durationMs, moments: momentsOf(moved) };
}

type Series = RecordedOneSeries;

function readSeries(value: unknown, index: number, reasons: string[]): Series {
  const { metric, values } = fieldsOf(value);
  const { __name__: name = '', ...labels } = textsOf(metric);
  const times: number[] = [];
  const numbers: number[] = [];
  for (const [place, sample] of listOf(values).entries()) {
    const [time, text] = listOf(sample);
    const number = readNumber(text);
    const path = `data.result[${index}].values[${place}]`;
    if (typeof time !== 'number' || number === undefined) {
      reasons.push(`'${path}' (${JSON.stringify(sample)}) must be a time and a number in a text`);
      break;
    }
    if (time * 1000 <= (times.at(-1) ?? Number.NEGATIVE_INFINITY)) {
      reasons.push(`'${path}' (${JSON.stringify(sample)}) must be later than the sample before it`);
      break;
    }
    times.push(Math.round(time * 1000));
    numbers.push(number);
  }
  return { name, labels, times, values: numbers };
}

function readNumber(text: unknown): number | undefined {
  if (text === 'NaN') return Number.NaN;
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return typeof text === 'string' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** The values of an expression at every time at which it has one, under the name of the only metric. */
function momentsOf(series: readonly Series[]): RecordedMoment[] {
  const times = [...new Set(series.flatMap((each) => each.times))].sort((a, b) => a - b);
  return times.map((at) => ({
    at,
    values: {
      '#0': {
        samples: series.flatMap((each) => {
          const place = each.times.indexOf(at);
          return place < 0 || !Number.isFinite(each.values[place]) ? [] : [Math.trunc(each.values[place] * 1000)];
        }),
      },
    },
  }));
}
