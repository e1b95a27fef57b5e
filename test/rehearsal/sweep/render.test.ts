import { type Axis, parseSweep, policiesOf } from '../../../src/rehearsal/sweep/grammar';
import { sweepHtml, sweepMarkdown, sweepSvg, sweepTerminal } from '../../../src/rehearsal/sweep/render';
import type { SweepResult } from '../../../src/rehearsal/sweep/result';
import { sweepResultOf } from '../../../src/rehearsal/sweep/sweep';
import { expectGolden } from '../../support/golden';
import { madeResult } from '../../support/rehearsal-result';

const { totals, inputs } = madeResult({ seconds: 600, stepSeconds: 30 });
const policies = policiesOf(parseSweep('target=2..6, stabilization=60s|300s') as readonly Axis[]);
const sweep: SweepResult = sweepResultOf(
  policies,
  policies.map(([target, window]) => ({
    ...totals,
    cost: 40 / target.value + window.value / 100,
    attainment: [{ ...totals.attainment[0], share: 1 - target.value ** 2 / 200 + window.value / 20_000 }],
  })),
  { title: 'wave with a spike', objectives: inputs.objectives },
);

test('keeps what nobody beats', () => {
  expect(sweep.policies.filter(({ isBest }) => isBest).map(({ settings }) => settings)).toEqual([
    { target: 2, stabilization: 60 },
    { target: 2, stabilization: 300 },
    { target: 3, stabilization: 60 },
    { target: 3, stabilization: 300 },
    { target: 4, stabilization: 60 },
    { target: 4, stabilization: 300 },
    { target: 5, stabilization: 60 },
    { target: 6, stabilization: 60 },
  ]);
});

test('the terminal', () =>
  expectGolden(__dirname, 'sweep.txt', sweepTerminal(sweep, { width: 110, hasColors: false })));
test('the Markdown', () => expectGolden(__dirname, 'sweep.md', sweepMarkdown(sweep, 'sweep.svg')));
test('the picture', () => expectGolden(__dirname, 'sweep.svg', sweepSvg(sweep)));
test('the page', () => expectGolden(__dirname, 'sweep.html', sweepHtml(sweep)));
