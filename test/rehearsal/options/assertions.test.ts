import fc from 'fast-check';
import { type Assertion, judge, OPERATORS, parseAssertions } from '../../../src/rehearsal/options/assertions';
import { MEASURES } from '../../../src/rehearsal/options/measures';
import { Unreadable } from '../../../src/rehearsal/reader';
import { verdictText } from '../../../src/rehearsal/report/verdict-text';
import type { Totals } from '../../../src/rehearsal/result';
import { madeResult } from '../../support/rehearsal-result';

const NAMES = MEASURES.map(({ name }) => name).join(', ');
const FORM = 'must be MEASURE OPERATOR NUMBER, such as slo>=99%, gpu-hours<=40 or ttft-p95<=2s';

test('reads a list', () => {
  const read = parseAssertions('slo>=99%, gpu-hours <= 40h,TTFT-p95<2s, rescales==0, cost<$25.50');
  expect(read).toMatchObject([
    { text: 'slo>=99%', measure: { name: 'slo' }, operator: '>=', bound: 0.99 },
    { measure: { name: 'gpu-hours' }, operator: '<=', bound: 40 },
    { measure: { name: 'ttft-p95' }, operator: '<', bound: 2 },
    { measure: { name: 'rescales' }, operator: '=', bound: 0 },
    { measure: { name: 'cost' }, operator: '<', bound: 25.5 },
  ]);
});

test.each([
  ['', [`'' ${FORM}`]],
  ['slo', [`'slo' ${FORM}`]],
  ['slo>=99', ["'99' in 'slo>=99' must be a percentage of at most 100%, such as 99.5%"]],
  ['slo>=101%', ["'101%' in 'slo>=101%' must be a percentage of at most 100%, such as 99.5%"]],
  ['sol>=99%', [`'sol' in 'sol>=99%' must be one of ${NAMES}; did you mean slo?`]],
  ['gpuhours<=40', [`'gpuhours' in 'gpuhours<=40' must be one of ${NAMES}; did you mean gpu-hours?`]],
  ['gpu-hours<=40d', ["'40d' in 'gpu-hours<=40d' must be a number of hours, such as 40"]],
  ['ttft-p95<=2', ["'2' in 'ttft-p95<=2' must be a duration with its unit, such as 80ms, 2s, 1m30s, 12h or 7d"]],
  ['max-replicas<=many', ["'many' in 'max-replicas<=many' must be a number, such as 4"]],
  ['cost<=40h', ["'40h' in 'cost<=40h' must be an amount in the currency of the prices, such as 25.50"]],
])('refuses %p', (text, reasons) => expect(parseAssertions(text)).toEqual(new Unreadable(reasons)));

const totals: Totals = {
  ...madeResult({ seconds: 600, stepSeconds: 30 }).totals,
  attainment: [0.9741, 0.998].map((share) => ({
    objective: { name: 'ttft-p95=2s', measure: 'ttft', quantile: 0.95, seconds: 2 },
    share,
    isMet: true,
  })),
  requests: 1000,
  rejected: 1,
  abandoned: 2,
  timedOut: 3,
  nodeGpuSeconds: 43.2 * 3600,
  cost: null,
  rescales: 4,
};

test.each([
  ['slo>=97%', true, 'slo>=97%: slo is 97.41 %'],
  ['slo>=99%', false, 'slo>=99%: slo is 97.41 %, 1.59 points too low'],
  ['gpu-hours<=40', false, 'gpu-hours<=40: gpu-hours is 43.2 h, 3.2 h too high'],
  ['gpu-hours<=43.2', true, 'gpu-hours<=43.2: gpu-hours is 43.2 h'],
  ['failed<=0.5%', false, 'failed<=0.5%: failed is 0.6 %, 0.1 points too high'],
  ['ttft-p95<=2s', false, 'ttft-p95<=2s: ttft-p95 is 6.8 s, 4.8 s too high'],
  ['rescales<4', false, 'rescales<4: rescales is 4, which is the bound itself'],
  ['rescales=4', true, 'rescales=4: rescales is 4'],
  ['cost<=10', false, 'cost<=10: there was nothing to measure (cost)'],
])('judges %s', (text, holds, said) => {
  const [assertion] = parseAssertions(text) as readonly Assertion[];
  const verdict = judge(assertion, totals);
  expect([verdict.holds, verdictText(verdict)]).toEqual([holds, said]);
});

test.each([
  ['slo>=95%', { attainment: [] }, 'slo>=95%: there was nothing to measure (requests within the objective)'],
  ['failed<=1%', { requests: 0 }, 'failed<=1%: there was nothing to measure (requests that failed)'],
])('%s does not hold where there is nothing to measure', (text, changed, said) => {
  const [assertion] = parseAssertions(text) as readonly Assertion[];
  const verdict = judge(assertion, { ...totals, ...changed });
  expect([verdict.holds, verdictText(verdict)]).toEqual([false, said]);
});

test('an operator and its opposite never agree', () => {
  const opposite = { '>=': '<', '<': '>=', '<=': '>', '>': '<=' } as const;
  fc.assert(
    fc.property(fc.constantFrom(...(['>=', '<', '<=', '>'] as const)), fc.nat(50), (operator, bound) => {
      const [one, other] = parseAssertions(
        `rescales${operator}${bound},rescales${opposite[operator]}${bound}`,
      ) as Assertion[];
      expect(judge(one, totals).holds).toBe(!judge(other, totals).holds);
    }),
  );
});

test('understands or refuses any text', () => {
  const texts = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.constantFrom(...MEASURES.map(({ name }) => name)), fc.constantFrom(...OPERATORS), fc.string())
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const read = parseAssertions(text);
      expect(read instanceof Unreadable || read.every(({ bound }) => Number.isFinite(bound))).toBe(true);
    }),
  );
});
