import type { Verdict } from '../options/assertions';
import type { RehearsalResult, ServiceResult, Steps } from '../result';
import { greatest } from './downsample';
import { plain } from './escape';
import { figuresOf } from './figures';
import { formatValue, type Unit } from './format';
import { timeTicks } from './scale';
import { sparkline } from './sparkline';
import { cut, type Paint, painter, wrap } from './terminal-text';
import { momentLabel, timeLabel } from './time-label';
import { verdictText } from './verdict-text';
import { headingOf, hurtText, serviceTitle, subtitleOf } from './words';
import { worstMinutes } from './worst-minutes';

/** Where it is shown. */
export interface Terminal {
  /** Characters in a line. */
  readonly width: number;
  /** Whether bold, dim and colours are shown; else the text stands without them, as for a file or a pipe. */
  readonly hasColors: boolean;
}

/** A row of the compact timelines. */
interface Row {
  readonly name: string;
  readonly values: Steps;
  readonly unit: Unit;
  /** What is above is shown as bad. */
  readonly bound?: number;
}

const NARROWEST = 48;
const WIDEST = 132;
const NAME_WIDTH = 12;
const VALUE_WIDTH = 12;
const LABEL_WIDTH = 10;

/** The compact view of a rehearsal: figures, sparklines, the worst minutes and what was asserted. */
export function renderTerminal(result: RehearsalResult, terminal: Terminal, verdicts: readonly Verdict[] = []): string {
  const width = Math.min(WIDEST, Math.max(NARROWEST, terminal.width)) - 1;
  const paint = painter(terminal.hasColors);
  const lines = [
    ...wrap(headingOf(result), width).map((line) => paint(line, 'bold')),
    ...wrap(subtitleOf(result), width).map((line) => paint(line, 'dim')),
    '',
    ...figureLines(result, width, paint),
    ...result.services.flatMap((service) => ['', ...serviceLines(service, result, width, paint)]),
    '',
    ...worstLines(result, width, paint),
    '',
    ...wrap(decisionText(result), width).map((line) => paint(line, 'dim')),
    ...verdictLines(verdicts, width, paint),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function figureLines(result: RehearsalResult, width: number, paint: Paint): string[] {
  const figures = figuresOf(result.totals, result).map((each) => ({ ...each, title: plain(each.title) }));
  const titleWidth = Math.max(...figures.map(({ title }) => title.length)) + 2;
  const valueWidth = Math.max(...figures.map(({ value }) => value.length)) + 2;
  return figures.map(({ title, value, note, isMet }) => {
    const sign = isMet === undefined ? ' ' : isMet ? paint('✓', 'green') : paint('✗', 'red');
    const rest = cut(note, width - titleWidth - valueWidth - 4);
    return `  ${title.padEnd(titleWidth)}${paint(value, 'bold')}${' '.repeat(valueWidth - value.length)}${sign} ${paint(rest, 'dim')}`;
  });
}

function serviceLines(service: ServiceResult, result: RehearsalResult, width: number, paint: Paint): string[] {
  const { steps, intervals } = service;
  const boundOf = (measure: string) => result.inputs.objectives.find((each) => each.measure === measure)?.seconds;
  const rows: readonly Row[] = [
    { name: 'arrivals', values: steps.arrivalsPerSecond, unit: 'perSecond' },
    { name: 'running', values: steps.running, unit: 'count' },
    { name: 'waiting', values: steps.waiting, unit: 'count' },
    { name: 'KV cache', values: steps.kvCacheUsage, unit: 'share' },
    { name: 'GPU busy', values: steps.gpuUtilization, unit: 'share' },
    { name: 'desired', values: steps.specReplicas, unit: 'count' },
    { name: 'ready', values: steps.ready, unit: 'count' },
    { name: 'pending', values: steps.pending, unit: 'count' },
    { name: 'TTFT p95', values: intervals.ttft.p95, unit: 'seconds', bound: boundOf('ttft') },
    { name: 'TPOT p95', values: intervals.tpot.p95, unit: 'seconds', bound: boundOf('tpot') },
    { name: 'E2E p95', values: intervals.e2e.p95, unit: 'seconds', bound: boundOf('e2e') },
    ...result.pools.map(({ name, nodes }): Row => ({ name: `nodes ${name}`, values: nodes, unit: 'count' })),
  ];
  const replicasTop = Math.max(greatest(steps.specReplicas), greatest(steps.ready));
  const chart = width - NAME_WIDTH - VALUE_WIDTH - 3;
  const drawn = rows
    .filter(({ values }) => values.some((value) => value !== null))
    .map((row) => rowLine(row, chart, row.name === 'ready' || row.name === 'pending' ? replicasTop : undefined, paint));
  return [
    ...wrap(serviceTitle(service), width).map((line) => paint(line, 'bold')),
    ...drawn,
    `  ${' '.repeat(NAME_WIDTH)}${paint(`${axisLine(result, chart).padEnd(chart)} max`, 'dim')}`,
  ];
}

function rowLine({ name, values, unit, bound }: Row, chart: number, top: number | undefined, paint: Paint): string {
  const bars = sparkline(values, chart, unit === 'share' ? 1 : top);
  const isBad = (value: number) => bound !== undefined && value > bound;
  // Neighbours of one colour share one code.
  let line = '';
  for (let from = 0; from < bars.length; ) {
    let to = from;
    while (to < bars.length && isBad(bars[to].value) === isBad(bars[from].value)) to += 1;
    const blocks = bars
      .slice(from, to)
      .map(({ block }) => block)
      .join('');
    line += isBad(bars[from].value) ? paint(blocks, 'red') : blocks;
    from = to;
  }
  const most = greatest(values);
  const value = formatValue(most, unit);
  return `  ${cut(plain(name), NAME_WIDTH - 1).padEnd(NAME_WIDTH)}${line} ${isBad(most) ? paint(value, 'red') : value}`;
}

/** Round moments under the sparklines, as many as fit. */
function axisLine({ seconds, startsAt }: RehearsalResult, width: number): string {
  let line = '';
  for (const tick of timeTicks(seconds, Math.max(1, Math.floor(width / LABEL_WIDTH)))) {
    const at = Math.floor((tick / seconds) * width);
    const label = timeLabel(tick, seconds, startsAt);
    if (at >= line.length + (line === '' ? 0 : 1) && at + label.length <= width) line = `${line.padEnd(at)}${label}`;
  }
  return line;
}

function worstLines(result: RehearsalResult, width: number, paint: Paint): string[] {
  const minutes = worstMinutes(result);
  if (minutes.length === 0) return ['Nobody had to wait.'];
  const lines = minutes.flatMap((minute, index) => {
    const when = momentLabel(minute.from, result.seconds, result.startsAt);
    const whose = result.services.length > 1 ? ` ${plain(minute.service)}` : '';
    const head = `${index + 1} ${when}${whose}  ${hurtText(minute)}: ${minute.explanation.rule}`;
    return [
      ...wrap(head, width - 2).map((line, row) => `  ${row === 0 ? paint(line, 'bold') : line}`),
      ...minute.explanation.sentences.flatMap((sentence) => wrap(sentence, width - 4).map((line) => `    ${line}`)),
    ];
  });
  const fixes = [...new Set(minutes.flatMap(({ explanation }) => explanation.fixes))];
  const helped = fixes.flatMap((fix) => wrap(fix, width - 4).map((line, row) => `  ${row === 0 ? '-' : ' '} ${line}`));
  return [
    paint('The worst minutes, and what held the replicas back', 'bold'),
    ...lines,
    paint('What would have helped', 'bold'),
    ...helped,
  ];
}

/** How often controllers said what. */
function decisionText({ decisions }: RehearsalResult): string {
  const counts = new Map<string, number>();
  for (const { reason } of decisions) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const told = [...counts].sort((one, other) => other[1] - one[1]).map(([reason, count]) => `${reason} ${count}`);
  return told.length === 0 ? 'No controller changed anything.' : `Decisions: ${told.join(', ')}`;
}

function verdictLines(verdicts: readonly Verdict[], width: number, paint: Paint): string[] {
  if (verdicts.length === 0) return [];
  const lines = verdicts.map((each) => {
    const sign = each.holds ? paint('✓', 'green') : paint('✗', 'red');
    return wrap(verdictText(each), width - 4).map((line, row) => `  ${row === 0 ? sign : ' '} ${line}`);
  });
  return ['', paint('Assertions', 'bold'), ...lines.flat()];
}
