import { LabelTable } from '../../../src/rehearsal/promql/labels';
import { SeriesStore } from '../../../src/rehearsal/promql/series-store';
import { ask, count, flat, MINUTE, storeOf } from './support';

describe('what time does to a series', () => {
  test('a value counts for five minutes, then it is gone', () => {
    const store = storeOf({ up: [1] });
    expect(ask(store, 'up', 5 * MINUTE - 1)).toEqual({ '__name__=up': 1 });
    expect(ask(store, 'up', 5 * MINUTE)).toEqual({});
  });

  test('a series whose target is gone has no value from then on, but its past counts in windows', () => {
    const store = storeOf({ up: flat(1) });
    store.series('up', {}).end(5 * MINUTE + 1);
    expect(ask(store, 'up', 5 * MINUTE)).toEqual({ '__name__=up': 1 });
    expect(ask(store, 'up', 5 * MINUTE + 1)).toEqual({});
    expect(ask(store, 'sum_over_time(up[1m])', 5 * MINUTE + 1)).toEqual({ '': 4 });
  });

  test('one sample has no rate', () => {
    expect(ask(storeOf({ total: [5] }), 'rate(total[2m])', MINUTE)).toEqual({});
  });

  test('a rate looks past a reset of the counter', () => {
    const values = [0, 15, 30, 0, 15, 30, 45, 60, 75];
    expect(ask(storeOf({ total: values }), 'increase(total[2m])', 2 * MINUTE)).toEqual({ '': 90 * (120 / 105) });
  });

  test('a rate is extrapolated to the edges of the window, but not below zero', () => {
    // From 15 s on: the first sample is 0.
    const store = new SeriesStore(new LabelTable(), 10 * MINUTE);
    const series = store.series('total', {});
    for (let index = 1; index <= 4; index += 1) series.append(index * 15_000, (index - 1) * 10);
    expect(ask(store, 'increase(total[1m])', MINUTE)).toEqual({ '': 30 });
  });

  test('forgets what nobody can ask for', () => {
    const store = storeOf({ up: flat(1) });
    store.forget(65 * MINUTE + 1);
    expect(store.select('up')).toEqual([]);
  });

  test('keeps what is yet to be read for the first time, unless its target is gone before', () => {
    const store = storeOf({ up: [], down: [] });
    store.series('down', {}).end(MINUTE);
    store.forget(MINUTE);
    expect([store.select('up').length, store.select('down').length]).toEqual([1, 0]);
    store.series('up', {}).append(2 * MINUTE, 1);
    expect(ask(store, 'up', 2 * MINUTE)).toEqual({ '__name__=up': 1 });
  });

  test('keeps what can still be asked for', () => {
    const store = storeOf({ up: flat(1) });
    store.forget(65 * MINUTE);
    expect(store.select('up')).toHaveLength(1);
  });

  test('the first end of a series counts', () => {
    const store = storeOf({ up: flat(1) });
    store.series('up', {}).end(5 * MINUTE);
    store.series('up', {}).end(6 * MINUTE);
    expect(ask(store, 'up', 5 * MINUTE)).toEqual({});
  });
});

describe('what the clock says', () => {
  /** A Thursday, 13:07 UTC on the last day of a leap year's February; the rehearsal began half a minute before. */
  const CLOCK = Date.UTC(2024, 1, 29, 13, 6, 45);
  const store = storeOf({ steps: count(21, (index) => index) });

  test.each<[string, number]>([
    ['time()', CLOCK / 1000 + 30],
    ['year()', 2024],
    ['month()', 2],
    ['day_of_month()', 29],
    ['day_of_week()', 4],
    ['day_of_year()', 60],
    ['days_in_month()', 29],
    ['hour()', 13],
    ['minute()', 7],
    ['minute(vector(time()) - 60)', 6],
    ['(vector(3) and hour() > 8) or vector(1)', 3],
    ['(vector(3) and hour() > 13) or vector(1)', 1],
  ])('%s', (query, expected) => {
    expect(ask(store, query, MINUTE / 2, CLOCK)).toEqual({ '': expected });
  });

  test('the steps of a subquery are full ones of the clock', () => {
    // At second 75 it is 13:08; the full minute before is second 15.
    expect(ask(store, 'min_over_time(steps[1m:1m])', 90_000, CLOCK)).toEqual({ '': 5 });
    expect(ask(store, 'min_over_time(steps[1m:1m])', 90_000)).toEqual({ '': 4 });
  });
});
