import type { Verdict } from '../options/assertions';
import type { RehearsalResult } from '../result';
import { markdown as escaped } from './escape';
import { type Figure, figuresOf } from './figures';
import { momentLabel } from './time-label';
import { verdictText } from './verdict-text';
import { headingOf, hurtText, subtitleOf } from './words';
import { worstMinutes } from './worst-minutes';

const MOST_DECISIONS = 200;

/** How the report goes into Markdown. */
export interface MarkdownOptions {
  /** The address of the picture. @default - there is none */
  readonly picture?: string;
}

/** The report as Markdown, for a pull request: figures, the picture, the worst minutes, and the log folded away. */
export function renderMarkdown(
  result: RehearsalResult,
  verdicts: readonly Verdict[] = [],
  { picture }: MarkdownOptions = {},
): string {
  const parts = [
    `### ${escaped(headingOf(result))}`,
    escaped(subtitleOf(result)),
    verdicts.map((each) => `- ${each.holds ? '✅' : '❌'} ${escaped(verdictText(each))}`).join('\n'),
    figureTable(figuresOf(result.totals, result)),
    picture === undefined ? '' : `![${escaped(headingOf(result))}](${address(picture)})`,
    worstPart(result),
    decisionPart(result),
    basisPart(result),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ title, value, note, isMet }) => {
    const sign = isMet === undefined ? '' : isMet ? ' ✅' : ' ❌';
    return tableRow([escaped(title), `**${escaped(value)}**${sign}`, escaped(note)]);
  });
  return ['| | | |', '| --- | ---: | --- |', ...rows].join('\n');
}

function worstPart(result: RehearsalResult): string {
  const minutes = worstMinutes(result);
  if (minutes.length === 0) return 'Nobody had to wait.';
  const several = result.services.length > 1;
  const items = minutes.map((minute, index) => {
    const when = momentLabel(minute.from, result.seconds, result.startsAt);
    const head = `${several ? `${minute.service}, ` : ''}${when}`;
    const sentences = minute.explanation.sentences.map((sentence) => `   - ${escaped(sentence)}`);
    const line = `${index + 1}. **${escaped(head)}** – ${escaped(hurtText(minute))}: **${escaped(minute.explanation.rule)}**`;
    return [line, ...sentences].join('\n');
  });
  const fixes = [...new Set(minutes.flatMap(({ explanation }) => explanation.fixes))].map((fix) => `- ${escaped(fix)}`);
  return [
    '**The worst minutes, and what held the replicas back**',
    items.join('\n'),
    '**What would have helped**',
    fixes.join('\n'),
  ].join('\n\n');
}

function decisionPart(result: RehearsalResult): string {
  const { decisions } = result;
  if (decisions.length === 0) return '';
  const rows = decisions.slice(0, MOST_DECISIONS).map(({ at, object, reason, message, from, to }) => {
    const change = from === null || to === null ? '' : `${from} → ${to}`;
    return tableRow([
      momentLabel(at, result.seconds, result.startsAt),
      escaped(object),
      escaped(reason),
      escaped(message),
      change,
    ]);
  });
  const left = decisions.length - MOST_DECISIONS;
  return [
    `<details><summary>${decisions.length} decisions of the controllers</summary>`,
    ['| time | object | reason | message | replicas |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
    ...(left > 0 ? [`${left} later ones are left out.`] : []),
    '</details>',
  ].join('\n\n');
}

function basisPart({ inputs }: RehearsalResult): string {
  const rows = inputs.parameters.map(({ of, name, value, unit, origin, note }) =>
    tableRow([escaped(of), escaped(name), escaped(`${value} ${unit}`.trim()), escaped(origin), escaped(note)]),
  );
  const versions = Object.entries(inputs.versions).map(([name, version]) => `${name} ${version}`);
  return [
    '<details><summary>What this rests on</summary>',
    escaped(`Seed ${inputs.seed}; ${versions.join(', ')}.`),
    inputs.assumptions.map((sentence) => `- ${escaped(sentence)}`).join('\n'),
    rows.length === 0
      ? ''
      : ['| of | number | value | from | note |', '| --- | --- | ---: | --- | --- |', ...rows].join('\n'),
    '</details>',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** An address inside parentheses. */
function address(text: string): string {
  return encodeURI(text).replace(/[()]/g, (char) => (char === '(' ? '%28' : '%29'));
}
