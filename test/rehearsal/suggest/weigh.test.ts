import type { Totals } from '../../../src/rehearsal/result';
import { beats, whyNot } from '../../../src/rehearsal/suggest/weigh';
import { scalesOf } from '../../../src/rehearsal/sweep/pareto';
import { madeResult } from '../../support/rehearsal-result';

const { totals } = madeResult({ seconds: 600, stepSeconds: 30 });
const scales = scalesOf(totals);

/** What a policy comes to: the shares within two objectives, each to be 0.95, the cost, and the changes. */
function made(shares: readonly (number | null)[], cost: number | null, rescales = 4): Totals {
  const [{ objective }] = totals.attainment;
  const attainment = shares.map((share, index) => ({
    objective: { ...objective, name: `slo-${index + 1}` },
    share,
    isMet: (share ?? 0) >= 0.95,
  }));
  return { ...totals, attainment, cost, rescales };
}

test.each([
  ['what meets the objectives, at any cost', made([0.96, 0.95], 90), made([0.99, 0.94], 10)],
  ['what comes nearer, at any cost', made([0.9, 0.8], 90), made([0.99, 0.7], 10)],
  ['what comes nearer than no answer at all', made([0.9, 0.1], 90), made([0.9, null], 10)],
  ['what costs less', made([0.95, 0.95], 9), made([0.99, 0.99], 10)],
  ['what costs less, and is as near', made([0.5, 0.9], 9), made([0.9, 0.5], 10)],
  ['what changes less often for the same', made([0.95, 0.95], 10, 3), made([0.95, 0.95], 10, 4)],
  ['what has no price', made([0.95, 0.95], null), made([0.95, 0.95], 1)],
])('prefers %s', (_, better, worse) => {
  expect(beats(better, worse, scales)).toBe(true);
  expect(beats(worse, better, scales)).toBe(false);
});

test('does not prefer what is the same', () => {
  const one = made([0.9, 0.8], 10);
  expect(beats(one, made([0.9, 0.8], 10), scales)).toBe(false);
});

test.each([
  ['the objective that is met worst', made([0.94, 0.5], 5), made([0.95, 0.99], 10), '50.0 % within slo-2: not met'],
  ['the same, in any order', made([0.4, 0.94], 5), made([0.95, 0.99], 10), '40.0 % within slo-1: not met'],
  ['an objective without requests', made([null, 0.94], 5), made([0.95, 0.99], 10), '0 % within slo-1: not met'],
  [
    'how far it is from the objective, where none is met',
    made([0.7, 0.6], 5),
    made([0.8, 0.8], 10),
    '60.0 % requests within the objective: further from the objective',
  ],
  ['what it costs', made([0.96, 0.96], 12), made([0.95, 0.95], 10), 'dearer: $12.00'],
  ['that nothing differs', made([0.96, 0.96], 10), made([0.95, 0.95], 10), 'comes to the same'],
  ['that it is not as calm', made([0.96, 0.96], 10, 9), made([0.95, 0.95], 10, 4), 'changes more often'],
])('says of a neighbour %s', (_, neighbour, proposed, why) => expect(whyNot(neighbour, proposed, scales)).toBe(why));
