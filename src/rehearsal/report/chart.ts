import type { Steps } from '../result';
import { type Columns, greatest, toColumns } from './downsample';
import { markup } from './escape';
import { formatTick, formatValue, type Unit } from './format';
import { type Box, PLOT, round, xOf } from './geometry';
import { band, curve, stairs } from './paths';
import { linearScale, logScale, type Scale, timeTicks } from './scale';
import { timeLabel } from './time-label';
import { valueAt } from './value-at';

/** One chart above the common time axis. */
export interface Panel {
  /** What it shows; the name of the service stands before it where a picture has several. */
  readonly title: string;
  /** What stands small beside the title. @default - nothing */
  readonly note?: string;
  /** How its values are written on the axis, in the legend and under the cursor. */
  readonly unit: Unit;
  /** Only whole numbers on the axis. @default false */
  readonly isWhole?: boolean;
  /** In the order of the legend; a later one is drawn over those before it. */
  readonly lines: readonly Line[];
  /** Horizontal lines: objectives, targets and bounds. The axis reaches to all of them. @default - none */
  readonly bounds?: readonly Bound[];
  /** The greatest value that must be seen; what is above is cut off. @default - that of the lines, stacks added up */
  readonly top?: number;
  /** Powers of ten, where the values differ by orders of magnitude. @default false */
  readonly isLog?: boolean;
  /** What stands beside a line while nothing is pointed at. @default 'max' */
  readonly shows?: 'max' | 'min';
}

/** One series of a panel. */
export interface Line {
  /** As the legend calls it, which cuts what is longer than 20 characters. */
  readonly name: string;
  /** One for each step or interval, spread evenly over the whole time axis. */
  readonly values: Steps;
  /** What it is drawn and filled with. */
  readonly color: Color;
  /** `stack` lies on top of the `stack` before it; `step` holds its value until the next. @default 'line' */
  readonly shape?: 'line' | 'area' | 'step' | 'stack';
  /** Whether its line has dashes; a `stack` has no line. @default false */
  readonly isDashed?: boolean;
}

export interface Bound {
  /** As the legend calls it, for example `maxReplicas`. */
  readonly name: string;
  /** How high it lies, in the unit of the panel. */
  readonly value: number;
}

/** The colours of the palette, by what they are used for. */
export type Color = 'blue' | 'orange' | 'yellow' | 'green' | 'violet' | 'pink' | 'teal' | 'grey' | 'red';

/** A stretch of time that is pointed out in every panel, in seconds. */
export interface Mark {
  /** Where it begins, from the beginning of the rehearsal. */
  readonly from: number;
  /** Where it ends, from the beginning of the rehearsal. */
  readonly to: number;
  /** Stands above it: the rank of a worst minute, from 1. */
  readonly label: string;
}

/** The common time axis. */
export interface TimeAxis {
  /** How long the axis is: the whole rehearsal, or the longer one of two. */
  readonly seconds: number;
  /** Wall-clock time at second 0, as ISO 8601 in UTC: ticks are labelled by it. */
  readonly startsAt: string;
  /** The worst minutes, the worst first; none where two rehearsals are compared. */
  readonly marks: readonly Mark[];
}

/** A panel as it is drawn, and what its lines are worth in each column, as text. */
export interface Drawn {
  /** Elements in a box of `WIDTH` × `height`. */
  readonly svg: string;
  /** With the title above and the axis below, in the units of its picture. */
  readonly height: number;
  /** By line and by column: the value, or the least and the greatest; `–` where nothing was measured. */
  readonly readOut: readonly (readonly string[])[];
}

export const WIDTH = 960;
export const TOP = 36;
const PLOT_HEIGHT = 104;
export const AXIS_HEIGHT = 22;
const LEGEND = { left: 748, right: 952, row: 17 } as const;
const LONGEST_NAME = 20;
const COLUMNS = 336;
const TICKS = 3;
const LABEL_GAP = 8;
const TIME_TICKS = 9;

/** Draws a panel. */
export function drawPanel(panel: Panel, axis: TimeAxis): Drawn {
  const rows = panel.lines.length + (panel.bounds ?? []).length;
  const plotHeight = Math.max(PLOT_HEIGHT, rows * LEGEND.row + 4);
  const bottom = TOP + plotHeight;
  const scale = scaleOf(panel);
  const box: Box = { bottom, height: plotHeight, y: (value) => bottom - scale.at(value) * plotHeight };
  const columns = panel.lines.map(({ values }) => toColumns(values, COLUMNS));
  const svg = [
    `<text class="title" x="${PLOT.left}" y="14">${markup(panel.title)}`,
    panel.note === undefined ? '' : `<tspan class="muted" dx="8">${markup(panel.note)}</tspan>`,
    '</text>',
    ...drawGrid(panel, scale, axis, box),
    ...drawMarks(axis, box),
    `<g clip-path="url(#plot-${plotHeight})">`,
    ...drawLines(panel, columns, box),
    '</g>',
    ...(panel.bounds ?? []).map(({ value }) => horizontal('bound', box.y(value))),
    ...drawLegend(panel),
    clipOf(plotHeight),
  ];
  const readOut = panel.lines.map((_, index) => readOutOf(columns[index], panel.unit));
  return { svg: svg.join(''), height: bottom + AXIS_HEIGHT, readOut };
}

function scaleOf({ lines, bounds = [], top, isLog, isWhole, unit }: Panel): Scale {
  const highest = top ?? greatest([...stackSums(lines), ...lines.map(({ values }) => greatest(values))]);
  const maximum = Math.max(highest, ...bounds.map(({ value }) => value));
  if (isLog) return logScale(lowestOf(lines), maximum);
  return linearScale(unit === 'share' && maximum > 0.5 ? 1 : maximum, TICKS, isWhole);
}

function lowestOf(lines: readonly Line[]): number {
  const positive = lines.flatMap(({ values }) => values.filter((value) => value !== null && value > 0) as number[]);
  return positive.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

function stackSums(lines: readonly Line[]): number[] {
  const stack = lines.filter(({ shape }) => shape === 'stack');
  return (stack[0]?.values ?? []).map((_, at) => stack.reduce((sum, { values }) => sum + valueAt(values, at), 0));
}

function drawGrid({ unit }: Panel, scale: Scale, axis: TimeAxis, box: Box): string[] {
  const labels = scale.ticks.map((tick) => {
    const y = box.y(tick);
    return `${horizontal('grid', y)}<text class="tick" x="${PLOT.left - 8}" y="${round(y + 3.5)}" text-anchor="end">${markup(formatTick(tick, unit))}</text>`;
  });
  const times = timeTicks(axis.seconds, TIME_TICKS).map((seconds) => {
    const x = xOf(seconds / axis.seconds);
    const text = timeLabel(seconds, axis.seconds, axis.startsAt);
    return `<path class="grid" d="M${x} ${TOP}V${box.bottom + 4}"/><text class="tick" x="${x}" y="${box.bottom + 16}" text-anchor="middle">${text}</text>`;
  });
  return [...labels, ...times];
}

/** The stretches, and their labels above; labels that would run into each other become one. */
function drawMarks({ marks, seconds }: TimeAxis, box: Box): string[] {
  const placed = marks.map(({ from, to, label }) => {
    const left = xOf(from / seconds);
    return { left, width: Math.max(2, round(xOf(to / seconds) - left)), label };
  });
  const stretches = placed.map(
    ({ left, width }) => `<rect class="mark" x="${left}" y="${TOP}" width="${width}" height="${box.height}"/>`,
  );
  const labels: { left: number; right: number; text: string }[] = [];
  for (const { left, width, label } of [...placed].sort((one, other) => one.left - other.left)) {
    const before = labels.at(-1);
    if (before && left - before.right < LABEL_GAP) {
      before.right = left + width;
      before.text += ` ${label}`;
    } else labels.push({ left, right: left + width, text: label });
  }
  return [
    ...stretches,
    ...labels.map(({ left, right, text }) => {
      const x = round((left + right) / 2);
      return `<text class="mark-label" x="${x}" y="${TOP - 4}" text-anchor="middle">${markup(text)}</text>`;
    }),
  ];
}

function drawLines({ lines }: Panel, columns: readonly Columns[], box: Box): string[] {
  const drawn: string[] = [];
  let below: readonly number[] | undefined;
  lines.forEach(({ color, shape = 'line', isDashed }, index) => {
    const { low, high, last } = columns[index];
    const dash = isDashed ? ' dashed' : '';
    if (shape === 'stack') {
      const above: number[] = high.map((value, at) => (Number.isNaN(value) ? 0 : value) + (below?.[at] ?? 0));
      drawn.push(`<path class="fill ${color} solid" d="${band(above, below, box)}"/>`);
      below = above;
      return;
    }
    if (shape === 'area') drawn.push(`<path class="fill ${color}" d="${band(high, undefined, box)}"/>`);
    const path = shape === 'step' ? stairs(last, box) : curve(low, high, last, box);
    drawn.push(`<path class="line ${color}${dash}" d="${path}"/>`);
  });
  return drawn;
}

function drawLegend({ lines, bounds = [], unit, shows = 'max' }: Panel): string[] {
  const caption = `<text class="tick" x="${LEGEND.right}" y="${TOP - 3}" text-anchor="end" data-caption="${shows}">${shows}</text>`;
  const rows = lines.map(({ name, values, color, shape = 'line', isDashed }, index) => {
    const isFilled = shape === 'stack' || shape === 'area';
    const swatch = isFilled
      ? `<rect class="fill ${color}${shape === 'stack' ? ' solid' : ''}" x="${LEGEND.left}" y="${rowAt(index) - 9}" width="12" height="10" rx="2"/>`
      : `<path class="line ${color}${isDashed ? ' dashed' : ''}" d="M${LEGEND.left} ${rowAt(index) - 4}h12"/>`;
    return `${swatch}${legendText(name, index)}${legendValue(formatValue(extreme(values, shows), unit), index, true)}`;
  });
  const boundRows = bounds.map(({ name, value }, index) => {
    const row = lines.length + index;
    const swatch = `<path class="bound" d="M${LEGEND.left} ${rowAt(row) - 4}h12"/>`;
    return `${swatch}${legendText(name, row)}${legendValue(formatValue(value, unit), row, false)}`;
  });
  return [caption, ...rows, ...boundRows];
}

function rowAt(index: number): number {
  return TOP + 14 + index * LEGEND.row;
}

function legendText(name: string, row: number): string {
  const letters = Array.from(name);
  const isLong = letters.length > LONGEST_NAME;
  const text = markup(isLong ? `${letters.slice(0, LONGEST_NAME - 1).join('')}…` : name);
  const full = isLong ? `<title>${markup(name)}</title>` : '';
  return `<text class="name" x="${LEGEND.left + 18}" y="${rowAt(row)}">${text}${full}</text>`;
}

function legendValue(text: string, row: number, isLine: boolean): string {
  const line = isLine ? ` data-line="${row}" data-rest="${markup(text)}"` : '';
  return `<text class="value" x="${LEGEND.right}" y="${rowAt(row)}" text-anchor="end"${line}>${markup(text)}</text>`;
}

function readOutOf({ low, high }: Columns, unit: Unit): string[] {
  return low.map((value, at) => {
    if (Number.isNaN(value)) return '–';
    const [from, to] = [formatValue(value, unit), formatValue(high[at], unit)];
    return from === to ? to : `${from} – ${to}`;
  });
}

function extreme(values: Steps, shows: 'max' | 'min'): number {
  const present = values.filter((value) => value !== null);
  return (
    present.reduce((end, value) => (shows === 'max' ? Math.max(end, value) : Math.min(end, value)), present[0]) ??
    Number.NaN
  );
}

function clipOf(height: number): string {
  const width = PLOT.right - PLOT.left;
  return `<clipPath id="plot-${height}"><rect x="${PLOT.left}" y="${TOP - 1}" width="${width}" height="${height + 2}"/></clipPath>`;
}

function horizontal(className: string, y: number): string {
  return `<path class="${className}" d="M${PLOT.left} ${round(y)}H${PLOT.right}"/>`;
}
