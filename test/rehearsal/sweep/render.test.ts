import type { Totals } from '../../../src/rehearsal/result';
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

describe('a sweep of another shape', () => {
  const view = { width: 110, hasColors: false };
  const sweepOf = (text: string, all: (index: number) => Partial<Totals>): SweepResult => {
    const some = policiesOf(parseSweep(text) as readonly Axis[]);
    const made = some.map((_, index) => ({ ...totals, attainment: [], ...all(index) }));
    return sweepResultOf(some, made, { title: 'wave', objectives: [] });
  };
  const ttft = (p95: number | null) => ({ ...totals.ttft, p95 });

  test('shows some of the policies that others beat, and says how many there are', () => {
    const many = sweepOf('target=1..30', (index) => ({ cost: index + 1, ttft: ttft(index + 1) }));
    const lines = sweepTerminal(many, view).split('\n');
    expect(lines[0]).toBe('30 policies, of which nobody beats 1');
    expect(lines.filter((line) => line.startsWith('· '))).toHaveLength(20);
    expect(lines.at(-2)).toBe('  and 9 more, which others beat');
  });

  test('has no plot of one policy, and no others in Markdown', () => {
    const one = sweepOf('target=4', () => ({}));
    expect(sweepTerminal(one, view)).not.toContain('│');
    expect(sweepMarkdown(one)).not.toContain('![');
    expect(sweepMarkdown(one)).not.toContain('<details>');
  });

  test('plots policies that cost the same', () => {
    const plotted = sweepTerminal(
      sweepOf('target=4|5', (index) => ({ ttft: ttft(index + 1) })),
      view,
    );
    expect(plotted.match(/│[●·]/g)).toEqual(['│·', '│●']);
  });

  test('leaves out of the picture what could not be measured', () => {
    const mixed = sweepOf('target=4|5|6', (index) => ({ ttft: ttft(index === 1 ? null : index + 1) }));
    expect(sweepSvg(mixed).match(/<circle/g)).toHaveLength(2);
    expect(sweepTerminal(mixed, view)).toContain('–');
    const nothing = sweepOf('target=4|5', () => ({ ttft: ttft(null) }));
    expect(sweepSvg(nothing)).not.toMatch(/NaN|Infinity/);
  });

  test('draws times that differ much in powers of ten', () => {
    const seconds = (last: number) =>
      sweepSvg(sweepOf('target=4|5', (index) => ({ cost: 9 - index, ttft: ttft(index === 0 ? 0.5 : last) })));
    const ticks = (svg: string) => [...svg.matchAll(/text-anchor="end">([^<]+ m?s)</g)].map(([, text]) => text);
    expect(ticks(seconds(50))).toEqual(['100 ms', '1 s', '10 s', '100 s']);
    expect(ticks(seconds(2))).not.toContain('100 ms');
  });

  test('names the metrics where there are several targets', () => {
    const two = sweepOf('target:a=1,target:b=2|3', (index) => ({ cost: index + 1, ttft: ttft(2 - index) }));
    expect(sweepTerminal(two, view)).toContain('target:a  target:b');
    expect(sweepSvg(two)).toContain('>target:a=1, target:b=2</text>');
    const one = sweepOf('target:a=1|2', (index) => ({ cost: index + 1, ttft: ttft(2 - index) }));
    expect(sweepTerminal(one, view)).toMatch(/^ +target {2}/m);
    expect(sweepSvg(one)).toContain('>target=1</text>');
  });

  test('writes no name onto another', () => {
    const near = sweepOf('target=4..6', (index) => ({
      cost: 10 + index / 1000,
      ttft: ttft(index === 2 ? 0.1 : 5 - index / 1000),
    }));
    expect(near.policies.map(({ isBest }) => isBest)).toEqual([true, true, true]);
    expect(sweepSvg(near).match(/>target=\d<\/text>/g)).toEqual(['>target=4</text>', '>target=6</text>']);
  });
});
