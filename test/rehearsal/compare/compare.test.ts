import { compare } from '../../../src/rehearsal/compare/compare';
import { caveats, overlayPanels } from '../../../src/rehearsal/compare/overlay';
import {
  comparisonHtml,
  comparisonMarkdown,
  comparisonSvg,
  comparisonTerminal,
} from '../../../src/rehearsal/compare/render';
import { rowsOf } from '../../../src/rehearsal/compare/rows';
import { PLOT } from '../../../src/rehearsal/report/geometry';
import type { RehearsalResult } from '../../../src/rehearsal/result';
import { expectGolden } from '../../support/golden';
import { madeResult } from '../../support/rehearsal-result';

const size = { seconds: 1800, stepSeconds: 30 };
const before = { label: 'old/', result: madeResult(size) };
const after = { label: 'new/', result: madeResult({ ...size, maxReplicas: 12, nodes: 10 }) };
const comparison = compare(before, after);

test('says what is better and what is worse', () => {
  const verdicts = Object.fromEntries(comparison.changes.map(({ measure, verdict }) => [measure.name, verdict]));
  expect(verdicts).toMatchObject({
    slo: 'better',
    'ttft-p95': 'same',
    'gpu-hours': 'worse',
    cost: 'worse',
    'max-replicas': undefined,
  });
});

test('the other way round everything is the other way round', () => {
  const opposite = { better: 'worse', worse: 'better', same: 'same' } as const;
  compare(after, before).changes.forEach(({ verdict }, index) => {
    const other = comparison.changes[index].verdict;
    expect(verdict).toBe(other && opposite[other]);
  });
});

test('with itself nothing changes', () => {
  const rows = rowsOf(compare(before, before));
  expect(rows.every((row) => row.verdict === 'same' || row.verdict === undefined)).toBe(true);
  expect(rows.every((row) => row.change.startsWith('±'))).toBe(true);
});

test('leaves out what neither has', () => {
  const without = { ...before.result, totals: { ...before.result.totals, cost: null, attainment: [] } };
  const names = compare({ label: 'a', result: without }, { label: 'b', result: without }).changes.map(
    ({ measure }) => measure.name,
  );
  expect(names).not.toContain('cost');
  expect(names).not.toContain('slo');
});

test('says of one that nobody had to wait, and shows no picture that there is not', () => {
  const calm = { label: 'calm/', result: { ...before.result, services: [] } };
  const text = comparisonMarkdown(compare(before, calm));
  expect(text).toContain('calm/: nobody had to wait');
  expect(text).not.toContain('![');
});

describe('where one has what the other has not', () => {
  const none = { before: '–', after: '–', change: '' };

  test('the table has a dash, and no difference', () => {
    const without = { ...after.result, totals: { ...after.result.totals, cost: null } };
    const row = (one: RehearsalResult, other: RehearsalResult) =>
      rowsOf(compare({ label: 'a', result: one }, { label: 'b', result: other })).find(({ title }) => title === 'cost');
    expect(row(before.result, without)).toMatchObject({ ...none, before: expect.stringMatching(/^\$/) });
    expect(row(without, before.result)).toMatchObject({ ...none, after: expect.stringMatching(/^\$/) });
  });

  test('each service has its own charts, with a line for those who have it', () => {
    const llama = madeResult({ ...size, name: 'llama' });
    const [one] = before.result.services;
    const both = {
      ...before.result,
      services: [{ ...one, intervals: { ...one.intervals, attainment: [] } }, ...llama.services],
    };
    const lines = (from: RehearsalResult, to: RehearsalResult) =>
      overlayPanels(compare({ label: 'old', result: from }, { label: 'new', result: to }))
        .filter(({ title }) => /Ready|within/.test(title))
        .map((panel) => [panel.title, panel.lines.map(({ name }) => name)]);
    expect(lines(llama, both)).toEqual([
      ['llm/gemma: Ready replicas', ['new']],
      ['llm/llama: Ready replicas', ['old', 'new']],
      ['llm/llama: Requests within ttft-p95=2s', ['old', 'new']],
    ]);
    expect(lines(before.result, llama)).toEqual([
      ['llm/gemma: Ready replicas', ['old']],
      ['llm/gemma: Requests within ttft-p95=2s', ['old']],
      ['llm/llama: Ready replicas', ['new']],
      ['llm/llama: Requests within ttft-p95=2s', ['new']],
    ]);
  });
});

test('says what makes the two hard to compare', () => {
  const other = madeResult({ ...size, seconds: 3600, name: 'llama' });
  const told = caveats(
    compare(before, {
      label: 'new/',
      result: { ...other, inputs: { ...other.inputs, traffic: { ...other.inputs.traffic, title: 'else' } } },
    }),
  );
  expect(told).toEqual([
    'the traffic differs',
    'they end after 30 min and 1 h',
    'llm/gemma is only in old/',
    'llm/llama is only in new/',
  ]);
  expect(caveats(comparison)).toEqual([]);
});

describe('where one is longer', () => {
  const longer = { label: 'new/', result: madeResult({ ...size, seconds: 2700, maxReplicas: 12 }) };
  const pair = compare(before, longer);

  /** Where the lines of a panel end: the last place of each path. */
  const endsIn = (picture: string) =>
    [...picture.matchAll(/class="line (?:grey|blue)(?: dashed)?" d="(M[^"]*[HL]([\d.]+)[^"HL]*)"/g)].map((found) =>
      Number(found[2]),
    );

  test('each line ends at its own time', () => {
    for (const { lines } of overlayPanels(pair)) {
      const [one, other] = lines.map(({ values }) => values);
      expect(one).toHaveLength(other.length);
      expect(one.findLastIndex((value) => value !== null)).toBeLessThan((other.length * 2) / 3);
      expect(one.slice((other.length * 2) / 3).every((value) => value === null)).toBe(true);
    }
    const [{ lines }] = overlayPanels(pair);
    expect(lines.map(({ values }) => values.filter((value) => value !== null).length)).toEqual([60, 90]);
  });

  test('a moment of both stands at one place, also where the shorter ends within an interval', () => {
    const cut = { ...madeResult({ ...size, seconds: 1860 }), seconds: 1801 };
    const latencies = overlayPanels(compare({ label: 'old/', result: cut }, longer)).filter(({ title }) =>
      title.endsWith('p95'),
    );
    expect(latencies.map(({ lines }) => lines.map(({ values }) => values.length))).toEqual([
      [45, 45],
      [45, 45],
      [45, 45],
    ]);
  });

  test('the picture shows it, whichever it is', () => {
    const { left, right } = PLOT;
    const end = left + ((right - left) * 2) / 3;
    expect(endsIn(comparisonSvg(pair)).slice(0, 2)).toEqual([end, right]);
    expect(endsIn(comparisonSvg(compare(longer, before))).slice(0, 2)).toEqual([right, end]);
  });

  test('the page reads nothing out after its end', () => {
    const [, data] = /id="data">(.*?)<\/script>/s.exec(comparisonHtml(pair)) ?? [];
    const [[one, other]] = (JSON.parse(data) as { panels: string[][][] }).panels;
    expect(one).toHaveLength(other.length);
    expect(one.map((text) => text === '–')).toEqual(one.map((_, at) => at >= (one.length * 2) / 3));
    expect(other).not.toContain('–');
  });
});

test('the terminal', () =>
  expectGolden(__dirname, 'comparison.txt', comparisonTerminal(comparison, { width: 100, hasColors: false })));
test('the Markdown', () => expectGolden(__dirname, 'comparison.md', comparisonMarkdown(comparison, 'new.svg')));
test('the picture', () => expectGolden(__dirname, 'comparison.svg', comparisonSvg(comparison)));
test('the page', () => expectGolden(__dirname, 'comparison.html', comparisonHtml(comparison)));
