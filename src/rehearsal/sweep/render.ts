import { WIDTH } from '../report/chart';
import { markdown as escaped, markup, plain } from '../report/escape';
import { renderPage } from '../report/page';
import { frame } from '../report/picture';
import { cut, painter } from '../report/terminal-text';
import { formatMeasure } from '../report/verdict-text';
import { scalesNamed } from './pareto';
import type { SweepResult } from './result';
import { drawScatter, type Point, pointsOf, SCATTER_HEIGHT } from './scatter';
import { sweepTable } from './table';

const HEAD = 60;
/** Rows of the others, after all that are best. */
const MOST_OTHERS = 20;
const PLOT = { width: 60, height: 12 } as const;

/** What a sweep is called. */
export function sweepTitle({ policies }: SweepResult): string {
  const best = policies.filter(({ isBest }) => isBest).length;
  return `${policies.length} policies, of which nobody beats ${best}`;
}

/** A sweep in the terminal: the plot, the best, and some of the others. */
export function sweepTerminal(
  sweep: SweepResult,
  { width, hasColors }: { readonly width: number; readonly hasColors: boolean },
): string {
  const paint = painter(hasColors);
  const { head, rows } = sweepTable(sweep);
  const others = rows.filter(({ policy }) => !policy.isBest).length;
  const shown = rows.filter(({ policy }, index) => policy.isBest || index < rows.length - others + MOST_OTHERS);
  const widths = head.map((title, column) => Math.max(title.length, ...shown.map(({ cells }) => cells[column].length)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padStart(widths[column])).join('  ');
  const lines = [
    paint(plain(sweepTitle(sweep)), 'bold'),
    paint(plain(sweep.title), 'dim'),
    '',
    ...plot(sweep),
    '',
    paint(`  ${line(head)}`, 'dim'),
    ...shown.map(({ policy, cells }) => {
      const text = cut(plain(line(cells)), width - 3);
      return policy.isBest ? `${paint('●', 'green')} ${paint(text, 'bold')}` : `· ${text}`;
    }),
    ...(shown.length < rows.length ? [`  and ${rows.length - shown.length} more, which others beat`] : []),
  ];
  return `${lines.map((each) => each.trimEnd()).join('\n')}\n`;
}

/** A sweep as Markdown. */
export function sweepMarkdown(sweep: SweepResult, picture?: string): string {
  const { head, rows } = sweepTable(sweep);
  const table = (some: typeof rows) =>
    [head, head.map(() => '---:'), ...some.map(({ cells }) => cells.map(escaped))]
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n');
  const others = rows.filter(({ policy }) => !policy.isBest);
  const parts = [
    `### Rehearsal: ${escaped(sweepTitle(sweep))}`,
    escaped(sweep.title),
    table(rows.filter(({ policy }) => policy.isBest)),
    picture === undefined ? '' : `![${escaped(sweepTitle(sweep))}](${encodeURI(picture)})`,
    others.length === 0
      ? ''
      : `<details><summary>${others.length} policies that others beat</summary>\n\n${table(others)}\n\n</details>`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Cost against the objective as a picture. */
export function sweepSvg(sweep: SweepResult): string {
  const body = [`<g transform="translate(0 ${HEAD})">${drawScatter(sweep)}</g>`];
  return frame({ heading: sweepTitle(sweep), subtitle: sweep.title, body, height: HEAD + SCATTER_HEIGHT });
}

/** A sweep as a page. */
export function sweepHtml(sweep: SweepResult): string {
  const { head, rows } = sweepTable(sweep);
  const items = rows.map(({ policy, cells }) => {
    const tds = cells.map((cell) => `<td class="number">${markup(cell)}</td>`).join('');
    return `<tr${policy.isBest ? ' class="best"' : ''}><td>${policy.isBest ? '●' : ''}</td>${tds}</tr>`;
  });
  return renderPage({
    heading: sweepTitle(sweep),
    subtitle: sweep.title,
    body: [
      '<h2>What it costs, and how users are served</h2>',
      `<div class="charts"><svg viewBox="0 0 ${WIDTH} ${SCATTER_HEIGHT}" role="img" aria-label="cost against the objective">${drawScatter(sweep)}</svg></div>`,
      `<h2>The policies</h2><section><table><thead><tr><th></th>${head.map((each) => `<th>${markup(each)}</th>`).join('')}</tr></thead><tbody>${items.join('\n')}</tbody></table></section>`,
    ],
    data: { seconds: 0, startsAt: '1970-01-01T00:00:00.000Z', panels: [] },
  });
}

/** The plot in characters: policies that nobody beats are dots, the others points. */
function plot(sweep: SweepResult): string[] {
  const points = pointsOf(sweep);
  const { service, cost } = scalesNamed(sweep.weighedBy);
  if (points.length < 2) return [];
  const ends = (of: (point: Point) => number) => [Math.min(...points.map(of)), Math.max(...points.map(of))] as const;
  const [left, right] = ends((point) => point.cost);
  const [low, high] = ends((point) => point.service);
  const grid = Array.from({ length: PLOT.height }, () => Array.from({ length: PLOT.width }, () => ' '));
  const place = (value: number, from: number, to: number, size: number) =>
    to === from ? 0 : Math.round(((value - from) / (to - from)) * (size - 1));
  for (const { cost: x, service: y, isBest } of [...points].sort(
    (one, other) => Number(one.isBest) - Number(other.isBest),
  ))
    grid[PLOT.height - 1 - place(y, low, high, PLOT.height)][place(x, left, right, PLOT.width)] = isBest ? '●' : '·';
  const [top, bottom] = [formatMeasure(high, service.unit), formatMeasure(low, service.unit)];
  const margin = Math.max(top.length, bottom.length);
  const rows = grid.map((row, index) => {
    const label = index === 0 ? top : index === PLOT.height - 1 ? bottom : '';
    return `  ${label.padStart(margin)} │${row.join('')}`;
  });
  const [first, last] = [formatMeasure(left, cost.unit), formatMeasure(right, cost.unit)];
  return [
    `  ${service.title}`,
    ...rows,
    `  ${' '.repeat(margin)} └${'─'.repeat(PLOT.width)}`,
    `  ${' '.repeat(margin)}  ${first}${`${last}  ${cost.title}`.padStart(PLOT.width - first.length + cost.title.length + 2)}`,
  ];
}
