import { Unreadable } from '../../../src/rehearsal/reader';
import { kept, openOrder, type TrafficOrder } from '../../../src/rehearsal/sweep/traffic-order';
import type { RequestBatch, Traffic, TrafficSource } from '../../../src/rehearsal/trace/traffic';
import { temporaryFiles } from '../../support/files';
import { readable } from '../support';

const write = temporaryFiles();
const SEED = { seed: 1, durationMs: 60_000 };
const TRACE = 'at,in,out\n1,10,5\n2,20,6\n4,30,7\n';
const COLUMNS = 'time=at:s,prompt=in,output=out';

function opened(order: Partial<TrafficOrder>): TrafficSource {
  return readable(openOrder({ ...SEED, ...order }));
}

/** Requests as rows: when they come, and their tokens. */
function rowsOf(traffic: Traffic | undefined): number[][] {
  const rows: number[][] = [];
  for (let batch = traffic?.next(); batch !== undefined; batch = traffic?.next())
    for (let at = 0; at < batch.count; at++)
      rows.push([batch.arrivalMs[at], batch.promptTokens[at], batch.outputTokens[at]]);
  return rows;
}

describe('an order', () => {
  test('opens a trace by the columns that are named', () => {
    const source = opened({ trace: write('a.csv', TRACE), columns: COLUMNS });
    expect(rowsOf(source.open().traffic)).toEqual([
      [0, 10, 5],
      [1000, 20, 6],
      [3000, 30, 7],
    ]);
  });

  test.each([
    ['twice the requests', { rate: 2 }, [0, 500, 1000, 2000, 3000, 3000], ', 2 times the requests'],
    ['half the time', { time: 0.5 }, [0, 500, 1500], ', 0.5 times the time'],
    ['both', { rate: 2, time: 2 }, [0, 1000, 2000, 4000, 6000, 6000], ', 2 times the requests, 2 times the time'],
  ])('changes a trace: %s', (_, scale, arrivals, title) => {
    const order = { trace: write('b.csv', TRACE), columns: COLUMNS };
    const source = opened({ ...order, scale });
    const { traffic } = source.open();
    expect(source.title).toBe(opened(order).title + title);
    expect(rowsOf(traffic).map(([at]) => at)).toEqual(arrivals);
    expect(traffic?.title).toBe(opened(order).open().traffic?.title + title);
    expect([traffic?.skipped, traffic?.failure]).toEqual([0, undefined]);
  });

  test.each([
    [{ time: 0.5 }, 30_000],
    [{ rate: 3 }, 60_000],
    [{}, 60_000],
  ])('says how long generated traffic lasts at the scale %p', (scale, durationMs) =>
    expect(opened({ spec: 'constant:rate=1,duration=1m', scale }).durationMs).toBe(durationMs),
  );

  test.each([
    [
      { spec: 'constant:rate=x' },
      `--traffic: 'rate' ("x") in 'constant' must be requests per second, such as 4, or 240/m`,
    ],
    [{ trace: 'no.csv' }, "--trace: 'no.csv' is not there"],
    [{ trace: __filename, columns: 'time' }, /^--columns: /],
    [{ trace: __filename }, /^--trace: .*which is none of /],
    [
      { spec: 'users:count=3', scale: { rate: 2 } },
      "--scale-rate: 'users:count=3' has users, who wait for their answers and cannot be scaled; write another count, think or duration instead",
    ],
    [
      { spec: 'constant:rate=1 + users:count=3', scale: { time: 0.5 } },
      "--scale-time: 'constant:rate=1 + users:count=3' has users, who wait for their answers and cannot be scaled; write another count, think or duration instead",
    ],
  ])('refuses %p, and names the option', (order, reason) => {
    expect(openOrder({ ...SEED, ...order })).toEqual(
      new Unreadable([typeof reason === 'string' ? reason : expect.stringMatching(reason)]),
    );
  });
});

describe('traffic that is kept', () => {
  /** Traffic of given batches, made anew each time it is opened. */
  function made(batches: readonly RequestBatch[], failure?: string) {
    return kept({
      title: 'made by hand',
      durationMs: undefined,
      open: () => {
        const rest = [...batches];
        return { traffic: { title: 'made by hand', skipped: 2, failure, next: () => rest.shift() } };
      },
    });
  }
  const batch = (...arrivals: number[]): RequestBatch => ({
    count: arrivals.length,
    arrivalMs: Float64Array.from([...arrivals, 99]),
    promptTokens: Int32Array.from([...arrivals.map((at) => at + 1), 99]),
    outputTokens: Int32Array.from([...arrivals.map((at) => at + 2), 99]),
  });
  const ROWS = [
    [0, 1, 2],
    [5, 6, 7],
    [7, 8, 9],
  ];

  test('is the same each time, with what was wrong with it', () => {
    const source = made([batch(0, 5), batch(7)], 'line 4 cannot be read');
    for (const _ of ['recorded', 'replayed', 'replayed']) {
      const { traffic } = source.open();
      expect(rowsOf(traffic)).toEqual(ROWS);
      expect([traffic?.title, traffic?.skipped, traffic?.failure]).toEqual([
        'made by hand',
        2,
        'line 4 cannot be read',
      ]);
    }
  });

  test('is read on where the rehearsal before has stopped', () => {
    const source = made([batch(0, 5), batch(7)]);
    source.open().traffic?.next();
    expect(rowsOf(source.open().traffic)).toEqual(ROWS);
    expect(rowsOf(source.open().traffic)).toEqual(ROWS);
  });

  test.each([
    ['to its end', rowsOf],
    ['to its first requests', (traffic: Traffic | undefined) => traffic?.next()],
  ])('has its file opened once, when it is read %s', (_, read) => {
    const trace = opened({ trace: write('kept.csv', TRACE), columns: COLUMNS });
    const open = jest.spyOn(trace, 'open');
    const source = kept(trace);
    for (let times = 0; times < 3; times++) read(source.open().traffic);
    expect(open).toHaveBeenCalledTimes(1);
    expect(rowsOf(source.open().traffic)).toHaveLength(3);
  });

  test('keeps nothing of more requests than there is room for', () => {
    // The columns of the crowd are empty: only their number counts here.
    const crowd = { ...batch(), count: 8_000_001 };
    const source = made([batch(0, 5), crowd]);
    for (const _ of ['first', 'second']) {
      const { traffic } = source.open();
      expect([traffic?.next()?.count, traffic?.next()?.count, traffic?.next()]).toEqual([2, 8_000_001, undefined]);
    }
  });

  test.each(['users:count=3', 'constant:rate=1 + users:count=3'])('has new users each time, as in %s', (spec) => {
    const source = kept(opened({ spec }));
    const [one, other] = [source.open(), source.open()];
    expect([one.users?.length, other.users?.length]).toEqual([1, 1]);
    expect(other.users?.[0]).not.toBe(one.users?.[0]);
    expect(rowsOf(other.traffic)).toEqual(rowsOf(one.traffic));
  });
});
