import { judge, parseAssertions, type Verdict } from '../../../src/rehearsal/options/assertions';
import { renderHtml } from '../../../src/rehearsal/report/html';
import { renderMarkdown } from '../../../src/rehearsal/report/markdown';
import { renderSvg } from '../../../src/rehearsal/report/svg';
import { renderTerminal } from '../../../src/rehearsal/report/terminal';
import { expectGolden } from '../../support/golden';
import { madeResult } from '../../support/rehearsal-result';
import { readable } from '../support';

const result = madeResult({ seconds: 1800, stepSeconds: 30 });

function verdicts(): readonly Verdict[] {
  const assertions = readable(parseAssertions('slo>=99%, gpu-hours<=40'));
  return assertions.map((each) => judge(each, result.totals));
}

test('the page', () => expectGolden(__dirname, 'report.html', renderHtml(result, verdicts())));
test('the picture', () => expectGolden(__dirname, 'report.svg', renderSvg(result)));
test('the Markdown', () =>
  expectGolden(__dirname, 'report.md', renderMarkdown(result, verdicts(), { picture: 'report.svg' })));
test('the terminal without colours', () =>
  expectGolden(__dirname, 'report.txt', renderTerminal(result, { width: 100, hasColors: false }, verdicts())));
test('the terminal with colours, narrow', () =>
  expectGolden(__dirname, 'report-colours.txt', renderTerminal(result, { width: 60, hasColors: true }, verdicts())));

test('the same result gives the same text', () => {
  const again = madeResult({ seconds: 1800, stepSeconds: 30 });
  expect(renderHtml(again, verdicts())).toBe(renderHtml(result, verdicts()));
});

test('the page needs nothing but itself', () => {
  const html = renderHtml(result);
  expect(html).not.toMatch(/\b(src|href)=/);
  expect(html).not.toMatch(/@import|url\(https?:/);
});
