import { judge, parseAssertions, type Verdict } from '../../../src/rehearsal/options/assertions';
import { renderHtml } from '../../../src/rehearsal/report/html';
import { renderMarkdown } from '../../../src/rehearsal/report/markdown';
import { renderSvg } from '../../../src/rehearsal/report/svg';
import { renderTerminal } from '../../../src/rehearsal/report/terminal';
import { worstMinutes } from '../../../src/rehearsal/report/worst-minutes';
import type { RehearsalResult } from '../../../src/rehearsal/result';
import { madeResult } from '../../support/rehearsal-result';
import { readable } from '../support';

const made = madeResult({ seconds: 1800, stepSeconds: 30 });
const [service] = made.services;

/** The report in each form that is text. */
function reports(result: RehearsalResult, verdicts: readonly Verdict[] = [], width = 100) {
  return {
    html: renderHtml(result, verdicts),
    markdown: renderMarkdown(result, verdicts),
    terminal: renderTerminal(result, { width, hasColors: false }, verdicts),
  };
}

describe('a rehearsal in which nobody had to wait and nothing changed', () => {
  const calm = { ...service.intervals, attainment: [service.intervals.requests.map(() => 1)] };
  const fine = { ...service, intervals: calm };
  const inputs = { ...made.inputs, assumptions: [], parameters: [] };
  const { html, markdown, terminal } = reports({ ...made, services: [fine], decisions: [], pools: [], inputs });

  test('says so as a page', () => {
    expect(html).toContain('<h2>The worst minutes</h2><p class="muted">Nobody had to wait.</p>');
    expect(html).toContain('<h2>Decisions</h2><p class="muted">No controller changed anything.</p>');
    expect(html).not.toMatch(/<h2>Nodes|<ol|id="log"|<th>of<\/th>/);
    expect(renderHtml(made)).toMatch(/<h2>Nodes[\s\S]*id="log"[\s\S]*<th>of<\/th>/);
  });

  test('says so in Markdown', () => {
    expect(markdown).toContain('\n\nNobody had to wait.\n\n<details><summary>What this rests on</summary>');
    expect(markdown).not.toMatch(/decisions of the controllers|\| of \|/);
    expect(renderMarkdown(made)).toMatch(/decisions of the controllers[\s\S]*\| of \|/);
  });

  test('says so in the terminal', () => {
    expect(terminal).toContain('\nNobody had to wait.\n');
    expect(terminal.trimEnd().split('\n').at(-1)).toBe('No controller changed anything.');
  });
});

test('several services are told apart', () => {
  const { html, markdown, terminal } = reports({ ...made, services: [service, { ...service, name: 'qwen' }] });
  expect(html).toContain('<thead><tr><th>service</th><th>ttft-p95=2s</th><th>TTFT</th>');
  expect(html).toMatch(/<strong>gemma: 00:\d\d:00<\/strong>[\s\S]*<strong>qwen: 00:\d\d:00<\/strong>/);
  expect(markdown).toMatch(/^1\. \*\*gemma, 00:\d\d:00\*\* – /m);
  expect(terminal).toMatch(/^ {2}1 00:\d\d:00 gemma {2}/m);
  const svg = renderSvg({ ...made, services: [service, { ...service, name: 'qwen' }] });
  expect(svg).toMatch(/>gemma: Replicas[\s\S]*>qwen: Replicas/);
  expect(renderSvg(made)).not.toContain('gemma: Replicas');
});

test('of minutes that are as bad, the earlier comes first, then the name', () => {
  const copy = { ...service, name: 'another' };
  const minutes = (services: RehearsalResult['services']) =>
    worstMinutes({ ...made, services }).map((minute) => `${minute.from} ${minute.service}`);
  expect(minutes([service, copy])).toEqual(minutes([copy, service]));
  const [first, second] = minutes([service, copy]);
  expect([first, second]).toEqual([first.replace('gemma', 'another'), first.replace('another', 'gemma')]);
});

test('the log is cut where it would be too long, and says so', () => {
  const decisions = Array.from({ length: 5003 }, (_, at) => ({ ...made.decisions[0], at: at / 10 }));
  const { html, markdown } = reports({ ...made, decisions });
  expect(html).toContain('<p class="muted">3 later decisions are left out here; --format json has them.</p>');
  expect(markdown).toMatch(/<details><summary>5003 decisions[\s\S]*\n\n\d+ later ones are left out\.\n\n<\/details>/);
  expect(renderHtml(made)).not.toContain('left out here');
});

test('a change is written only where both numbers are known', () => {
  const decision = { ...made.decisions[0], from: 1, to: 4 };
  const { html, markdown } = reports({ ...made, decisions: [decision, { ...decision, from: null }] });
  expect(html.match(/<td class="number">[^<]*<\/td><\/tr>/g)?.slice(0, 2)).toEqual([
    '<td class="number">1 → 4</td></tr>',
    '<td class="number"></td></tr>',
  ]);
  expect(markdown.match(/ \| (1 → 4)? \|$/gm)?.slice(0, 2)).toEqual([' | 1 → 4 |', ' |  |']);
});

test('lines of the trace that were passed over are told, and numbers without a unit have none', () => {
  const [parameter] = made.inputs.parameters;
  const inputs = {
    ...made.inputs,
    traffic: { ...made.inputs.traffic, skipped: 7 },
    parameters: [{ ...parameter, value: 8, unit: '' }],
  };
  const html = renderHtml({ ...made, inputs });
  expect(html).toContain('in steps of 30 s; 7 lines of the trace were passed over.</p>');
  expect(html).toContain('<td class="number">8</td>');
  expect(renderHtml(made)).not.toContain('were passed over');
});

test('an objective that is met is marked as such', () => {
  const [attainment] = made.totals.attainment;
  const shown = (isMet: boolean) =>
    reports({ ...made, totals: { ...made.totals, attainment: [{ ...attainment, isMet }] } });
  const [met, missed] = [shown(true), shown(false)];
  expect([met.html, missed.html].map((html) => /<li class="(good|bad)"><span class="title">/.exec(html)?.[1])).toEqual([
    'good',
    'bad',
  ]);
  const row = (markdown: string) => /ttft\S*=2s \| \S+ %\*\* (\S+) \|/.exec(markdown)?.[1];
  expect([row(met.markdown), row(missed.markdown)]).toEqual(['✅', '❌']);
  const line = (terminal: string) => /^ {2}ttft-p95=2s .* ([✓✗]) of 95 %/m.exec(terminal)?.[1];
  expect([line(met.terminal), line(missed.terminal)]).toEqual(['✓', '✗']);
});

test('a picture with parentheses in its name stays inside its link', () =>
  expect(renderMarkdown(made, [], { picture: 'a (1).svg' })).toContain('](a%20%281%29.svg)\n'));

test('a long verdict is wrapped below its sign', () => {
  const assertions = readable(parseAssertions('failed<=0%'));
  const verdicts = assertions.map((each) => judge(each, { ...made.totals, requests: 0 }));
  const { terminal } = reports(made, verdicts, 40);
  expect(terminal.slice(terminal.indexOf('Assertions'))).toBe(
    'Assertions\n  ✗ failed<=0%: there was nothing to measure\n    (requests that failed)\n',
  );
});
