import fc from 'fast-check';
import type { Totals } from '../../../src/rehearsal/result';
import { frontier, scalesOf } from '../../../src/rehearsal/sweep/pareto';
import { madeResult } from '../../support/rehearsal-result';

const { totals } = madeResult({ seconds: 600, stepSeconds: 30 });
const point = (share: number | null, cost: number): Totals => ({
  ...totals,
  attainment: [{ ...totals.attainment[0], share }],
  cost,
});
const scales = scalesOf(totals);

test('weighs the objective against the cost, or what there is', () => {
  const names = (each: Totals) => [scalesOf(each).service.name, scalesOf(each).cost.name];
  expect(names(totals)).toEqual(['slo', 'cost']);
  expect(names({ ...totals, attainment: [], cost: null })).toEqual(['ttft-p95', 'gpu-hours']);
});

test('keeps what nobody beats', () => {
  const all = [
    point(0.9, 10),
    point(0.95, 10),
    point(0.99, 20),
    point(0.98, 21),
    point(0.99, 20),
    point(0.5, 9),
    point(null, 1),
  ];
  expect(frontier(all, scales)).toEqual([false, true, true, false, false, true, false]);
});

test('is the same as asking each pair', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { maxLength: 12 });
  fc.assert(
    fc.property(points, (pairs) => {
      const best = frontier(
        pairs.map(([share, cost]) => point(share / 5, cost)),
        scales,
      );
      pairs.forEach(([share, cost], index) => {
        const isBeaten = pairs.some(
          ([other, price]) => other >= share && price <= cost && (other > share || price < cost),
        );
        const isRepeated = pairs.slice(0, index).some(([other, price]) => other === share && price === cost);
        expect(best[index]).toBe(!isBeaten && !isRepeated);
      });
    }),
  );
});
