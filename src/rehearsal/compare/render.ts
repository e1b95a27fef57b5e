import { WIDTH } from '../report/chart';
import { markdown as escaped, markup, plain } from '../report/escape';
import { renderPage } from '../report/page';
import { panelElement, type ReadOuts } from '../report/panel-element';
import { renderPicture } from '../report/picture';
import { type Paint, painter, wrap } from '../report/terminal-text';
import { subtitleOf } from '../report/words';
import { type WorstMinute, worstMinutes } from '../report/worst-minutes';
import type { Comparison, Labelled } from './compare';
import { caveats, comparisonTitle, longestOf, overlayPanels } from './overlay';
import { type Row, rowsOf } from './rows';

const SIGNS = { better: '✅', worse: '❌', same: '', none: '' } as const;

/** A comparison as a comment of a pull request. */
export function comparisonMarkdown(comparison: Comparison, picture?: string): string {
  const { before, after } = comparison;
  const head = ['', escaped(before.label), escaped(after.label), 'change'];
  const rows = rowsOf(comparison).map(({ title, change, verdict, ...row }) => [
    escaped(title),
    escaped(row.before),
    `**${escaped(row.after)}**`,
    `${escaped(change)} ${SIGNS[verdict ?? 'none']}`.trim(),
  ]);
  const parts = [
    `### Rehearsal: ${escaped(comparisonTitle(comparison))}`,
    escaped(subtitleOf(after.result)),
    caveats(comparison)
      .map((each) => `- ⚠️ ${escaped(each)}`)
      .join('\n'),
    [head, ['---', '---:', '---:', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    picture === undefined ? '' : `![${escaped(comparisonTitle(comparison))}](${encodeURI(picture)})`,
    heldBack(comparison)
      .map((line) => `- ${escaped(line)}`)
      .join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A comparison in the terminal. */
export function comparisonTerminal(
  comparison: Comparison,
  { width, hasColors }: { readonly width: number; readonly hasColors: boolean },
): string {
  const paint = painter(hasColors);
  const { before, after } = comparison;
  const rows: readonly Row[] = rowsOf(comparison);
  const names = { title: '', before: plain(before.label), after: plain(after.label), change: 'change' };
  const wide = (key: 'title' | 'before' | 'after') => Math.max(...[names, ...rows].map((row) => row[key].length));
  const [title, one, other] = [wide('title'), wide('before'), wide('after')];
  const line = (row: Omit<Row, 'verdict'>) =>
    `  ${row.title.padEnd(title)}  ${row.before.padStart(one)}  ${row.after.padStart(other)}  `;
  const lines = [
    paint(plain(`Rehearsal: ${comparisonTitle(comparison)}`), 'bold'),
    ...wrap(subtitleOf(after.result), width).map((each) => paint(each, 'dim')),
    ...caveats(comparison).flatMap((each) => wrap(`note: ${each}`, width)),
    '',
    paint(`${line(names)}${names.change}`, 'dim'),
    ...rows.map((row) => `${line(row)}${painted(row, paint)}`),
    '',
    ...heldBack(comparison).flatMap((each) => wrap(each, width)),
  ];
  return `${lines.map((each) => each.trimEnd()).join('\n')}\n`;
}

/** The charts of both, one on top of the other. */
export function comparisonSvg(comparison: Comparison): string {
  const { after } = comparison;
  return renderPicture({
    heading: `Rehearsal: ${comparisonTitle(comparison)}`,
    subtitle: subtitleOf(after.result),
    panels: overlayPanels(comparison),
    axis: axisOf(comparison),
  });
}

/** A comparison as a page, with sentences above it. */
export function comparisonHtml(comparison: Comparison, notes: readonly string[] = []): string {
  const { before, after } = comparison;
  const readOuts: ReadOuts = [];
  const axis = axisOf(comparison);
  const panels = overlayPanels(comparison).map((panel) => panelElement(panel, axis, readOuts));
  const head = ['', before.label, after.label, 'change'].map((each) => `<th>${markup(each)}</th>`).join('');
  const rows = rowsOf(comparison).map(({ title, change, verdict, ...row }) => {
    const cells = [row.before, row.after].map((each) => `<td class="number">${markup(each)}</td>`).join('');
    return `<tr><td>${markup(title)}</td>${cells}<td class="${verdict ?? 'same'}">${markup(change)}</td></tr>`;
  });
  const list = (lines: readonly string[]) =>
    lines.length === 0 ? '' : `<ul>${lines.map((each) => `<li>${markup(each)}</li>`).join('')}</ul>`;
  return renderPage({
    heading: `Rehearsal: ${comparisonTitle(comparison)}`,
    subtitle: subtitleOf(after.result),
    body: [
      list(notes),
      list(caveats(comparison)),
      `<h2>What changes</h2><table class="narrow"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
      `<h2>What held the replicas back</h2>${list(heldBack(comparison))}`,
      `<h2>Both, over time</h2><div class="charts" style="max-width:${WIDTH + 60}px">${panels.join('\n')}</div>`,
    ],
    data: { seconds: axis.seconds, startsAt: axis.startsAt, panels: readOuts },
  });
}

function axisOf(comparison: Comparison) {
  const { startsAt } = comparison.after.result;
  return { seconds: longestOf(comparison), startsAt, marks: [] };
}

/** What held replicas back in the worst minutes of each. */
function heldBack({ before, after }: Comparison): string[] {
  return [before, after].map(({ label, result }: Labelled) => {
    const counts = countRules(worstMinutes(result));
    return `${label}: ${counts === '' ? 'nobody had to wait' : `in its worst minutes ${counts}`}`;
  });
}

function countRules(minutes: readonly WorstMinute[]): string {
  const counts = new Map<string, number>();
  for (const { explanation } of minutes) counts.set(explanation.rule, (counts.get(explanation.rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => (count > 1 ? `${rule} (${count} times)` : rule)).join(', ');
}

function painted({ change, verdict }: Row, paint: Paint): string {
  if (verdict === 'better') return `${paint(change, 'green')} better`;
  if (verdict === 'worse') return `${paint(change, 'red')} worse`;
  return change;
}
