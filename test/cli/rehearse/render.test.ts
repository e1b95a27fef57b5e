import { join } from 'node:path';
import { renderComparison, renderReport, terminalOf } from '../../../src/cli/rehearse/render';
import { ROOT } from '../../support/markdown';
import { madeResult } from '../../support/rehearsal-result';
import { cli } from '../support';

const MANIFEST = join(ROOT, 'test/golden/vllm-hpa.yaml');
const TRAFFIC = ['--traffic', 'constant:rate=1,duration=1m', '--gpu', 'L4'];
const io = { out: () => {}, err: () => {}, readInput: () => '', hasColors: true };
const result = madeResult({ seconds: 600, stepSeconds: 30 });
const [before, after] = ['old.yaml', 'new.yaml'].map((label) => ({ label, result }));

/** What a form begins with. */
const BEGINNINGS = {
  json: /^\{"/,
  html: /^<!doctype html>/,
  svg: /^<svg /,
  markdown: /^### Rehearsal/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  terminal: /^\u001b\[1m/,
} as const;
const FORMATS = Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[];

describe.each(FORMATS)('as %s', (format) => {
  test('a rehearsal goes to standard output', () => {
    const [output, ...rest] = renderReport(result, [], format, undefined, io);
    expect([output.file, rest]).toEqual([undefined, []]);
    expect(output.text).toMatch(BEGINNINGS[format]);
    expect(output.text.endsWith('\n')).toBe(true);
  });

  test('so does a comparison, with both names', () => {
    const [output, ...rest] = renderComparison(before, after, format, undefined, io);
    expect([output.file, rest]).toEqual([undefined, []]);
    expect(output.text).toMatch(BEGINNINGS[format]);
    expect(output.text).toContain('new.yaml');
  });
});

test('Markdown in a file has a picture beside it, whatever it is about', () => {
  const files = (outputs: readonly { file: string | undefined; text: string }[]) =>
    outputs.map(({ file, text }) => `${file} ${text.slice(0, 4)}`);
  const expected = ['out/a.b.md ### ', 'out/a.b.svg <svg'];
  expect(files(renderReport(result, [], 'markdown', 'out/a.b.md', io))).toEqual(expected);
  expect(files(renderComparison(before, after, 'markdown', 'out/a.b.md', io))).toEqual(expected);
});

test('colours and the width of the window are for the terminal alone', () => {
  expect(terminalOf({ ...io, columns: 72 }, undefined)).toEqual({ hasColors: true, width: 72 });
  expect(terminalOf(io, undefined)).toEqual({ hasColors: true, width: 100 });
  expect(terminalOf({ ...io, columns: 72 }, 'report.txt')).toEqual({ hasColors: false, width: 100 });
});

describe('a suggestion', () => {
  const suggest = (...args: string[]) =>
    cli(['suggest', MANIFEST, ...TRAFFIC, '--slo', 'ttft-p95=500ms', '--tries', '2', ...args]);

  test.each([
    ['json', /^\{"/],
    ['html', /^<!doctype html>/],
    ['svg', /^<svg /],
    ['markdown', /^Keep it as it is: .+\n\n### Rehearsal: proposed beside current\n/],
  ])('has the form %s', async (format, beginning) => {
    const { code, out, err } = await suggest('--format', format);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(beginning);
  });
});
