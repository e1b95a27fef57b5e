import fc from 'fast-check';
import { EventHeap } from '../../../src/rehearsal/engine/event-heap';
import { FinishHeap } from '../../../src/rehearsal/engine/finish-heap';
import { BucketHistogram, LogHistogram } from '../../../src/rehearsal/engine/histogram';

const latency = fc.double({ min: 0.001, max: 1e9, noNaN: true });
const SHARES = [0.5, 0.9, 0.95, 0.99];

test('percentiles are at most 1 % off', () => {
  fc.assert(
    fc.property(fc.array(latency, { minLength: 1, maxLength: 200 }), (values) => {
      const histogram = new LogHistogram();
      for (const value of values) histogram.add(value);
      const sorted = values.toSorted((a, b) => a - b);
      histogram.quantiles(SHARES).forEach((got, place) => {
        const exact = sorted[Math.ceil(SHARES[place] * values.length) - 1];
        expect(Math.abs((got ?? 0) / exact - 1)).toBeLessThanOrEqual(0.01);
      });
    }),
  );
});

test('two histograms together are one of all numbers, and a cleared one is empty', () => {
  fc.assert(
    fc.property(fc.array(latency), fc.array(latency), (a, b) => {
      const [one, other, both] = [a, b, [...a, ...b]].map((values) => {
        const histogram = new LogHistogram();
        for (const value of values) histogram.add(value);
        return histogram;
      });
      one.addAll(other);
      expect([one.count, one.quantiles(SHARES)]).toEqual([both.count, both.quantiles(SHARES)]);
      one.clear();
      expect([one.count, one.sum, one.quantiles([0.5])]).toEqual([0, 0, [undefined]]);
    }),
  );
});

test('buckets count what is at most their bound', () => {
  const histogram = new BucketHistogram(Float64Array.of(1, 2.5, 5));
  for (const value of [0, 1, 1.1, 2.5, 9]) histogram.add(value);
  histogram.add(4, 10);
  expect([...histogram.cumulative()]).toEqual([2, 4, 14, 15]);
  expect([histogram.count, histogram.sum]).toEqual([15, 53.6]);
});

test('events come in the order of their times, however often these change', () => {
  const change = fc.tuple(fc.nat(40), fc.oneof(fc.nat(50), fc.constant(Number.POSITIVE_INFINITY)));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const heap = new EventHeap();
      const times = new Map<number, number>();
      for (const [id, time] of changes) {
        heap.set(id, time);
        if (time === Number.POSITIVE_INFINITY) times.delete(id);
        else times.set(id, time);
        const [first] = [...times].sort(([a, at], [b, bt]) => at - bt || a - b);
        expect(heap.nextTime).toBe(first === undefined ? Number.POSITIVE_INFINITY : first[1]);
        if (first !== undefined) expect(heap.next).toBe(first[0]);
      }
    }),
  );
});

test('answers end in the order of their ends, also when some are taken out', () => {
  const step = fc.record({ kind: fc.constantFrom('add', 'add', 'pop', 'remove'), end: fc.nat(1000), which: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = new FinishHeap();
      const ends = new Map<number, number>();
      steps.forEach(({ kind, end, which }, row) => {
        if (kind === 'add') {
          heap.add(end, row);
          ends.set(row, end);
        } else if (heap.count > 0) {
          const place = which % heap.count;
          const gone = kind === 'pop' ? heap.pop() : heap.rowAt(place);
          if (kind === 'remove') {
            expect(heap.endAt(place)).toBe(ends.get(gone));
            heap.removeAt(place);
          } else {
            expect(ends.get(gone)).toBe(Math.min(...ends.values()));
          }
          ends.delete(gone);
        }
        expect(heap.count).toBe(ends.size);
        expect(heap.nextEnd).toBe(ends.size === 0 ? 2 ** 31 - 1 : Math.min(...ends.values()));
      });
    }),
  );
});
