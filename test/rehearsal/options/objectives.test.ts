import fc from 'fast-check';
import { formatDuration } from '../../../src/rehearsal/options/duration';
import { parseObjectives } from '../../../src/rehearsal/options/objectives';
import { Unreadable } from '../../../src/rehearsal/reader';

test('reads a list', () => {
  expect(parseObjectives('ttft-p95=2s, tpot-p99.9=80ms,E2E-p50<=1m')).toEqual([
    { name: 'ttft-p95=2s', measure: 'ttft', quantile: 0.95, seconds: 2 },
    { name: 'tpot-p99.9=80ms', measure: 'tpot', quantile: 0.999, seconds: 0.08 },
    { name: 'e2e-p50=1m', measure: 'e2e', quantile: 0.5, seconds: 60 },
  ]);
});

const FORM = 'must be MEASURE-pPERCENTILE=DURATION, such as ttft-p95=2s, tpot-p95=80ms or e2e-p99=30s';
const DURATION = 'must be a duration with its unit, such as 80ms, 2s, 1m30s, 12h or 7d';

test.each([
  ['', [`'' ${FORM}`]],
  ['ttft=2s', [`'ttft=2s' ${FORM}`]],
  ['ttft-p95', [`'ttft-p95' ${FORM}`]],
  ['ttft-p100=2s', [`'ttft-p100=2s' ${FORM}`]],
  ['ttft-p0=2s', ["'p0' in 'ttft-p0=2s' must be above p0 and below p100"]],
  ['tfft-p95=2s', ["'tfft' in 'tfft-p95=2s' must be one of ttft, tpot, e2e; did you mean ttft?"]],
  ['itl-p95=2s', ["'itl' in 'itl-p95=2s' must be one of ttft, tpot, e2e"]],
  ['ttft-p95=2', [`'2' in 'ttft-p95=2' ${DURATION}`]],
  ['ttft-p95=0s', [`'0s' in 'ttft-p95=0s' ${DURATION}`]],
  ['ttft-p95=2s,', [`'' ${FORM}`]],
  ['ttft-p95=2s,ttft-p95=3s', ["'ttft-p95=3s' gives ttft-p95 a second bound; leave one of them"]],
  ['x,y', [`'x' ${FORM}`, `'y' ${FORM}`]],
])('refuses %p', (text, reasons) => expect(parseObjectives(text)).toEqual(new Unreadable(reasons)));

test('reads back its own names', () => {
  const objective = fc.record({
    measure: fc.constantFrom('ttft', 'tpot', 'e2e'),
    percentile: fc.integer({ min: 1, max: 99 }),
    milliseconds: fc.integer({ min: 1, max: 10_000_000 }),
  });
  fc.assert(
    fc.property(objective, ({ measure, percentile, milliseconds }) => {
      const name = `${measure}-p${percentile}=${formatDuration(milliseconds / 1000)}`;
      expect(parseObjectives(name)).toEqual([
        { name, measure, quantile: percentile / 100, seconds: expect.closeTo(milliseconds / 1000, 9) },
      ]);
    }),
  );
});

test('understands or refuses any text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = parseObjectives(text);
      expect(read instanceof Unreadable ? read.reasons.length : read.length).toBeGreaterThan(0);
    }),
  );
});
