import { markup } from '../report/escape';
import { formatTick, type Unit } from '../report/format';
import { linearScale, logScale, type Scale } from '../report/scale';
import { formatMeasure, unitOf } from '../report/verdict-text';
import { scalesNamed } from './pareto';
import type { SweepResult } from './result';

const BOX = { left: 76, right: 936, top: 24, bottom: 400 } as const;
export const SCATTER_HEIGHT = 450;
const TICKS = 6;
const MOST_LABELS = 12;
/** Nearer than this, labels would lie on each other. */
const LABEL_HEIGHT = 14;
/** Times to first token that differ by more than this are drawn in powers of ten. */
const LOG_FROM = 20;

/** A policy as a point. */
export interface Point {
  /** That of the policy, as it would be asked for: `target=4, stabilization=1m`. */
  readonly name: string;
  /** Whether nobody beats it: then it is drawn larger, and joined by a line to the others like it. */
  readonly isBest: boolean;
  /** How far to the right it lies: GPU-hours, or money where there are prices. */
  readonly cost: number;
  /** How far up it lies: the share within the objective, or the time to first token in seconds. */
  readonly service: number;
}

/** Policies as points: what could not be measured has no place. */
export function pointsOf(sweep: SweepResult): Point[] {
  const { service, cost } = scalesNamed(sweep.weighedBy);
  return sweep.policies.flatMap(({ name, isBest, totals }) => {
    const [x, y] = [cost.of(totals), service.of(totals)];
    return x === null || y === null ? [] : [{ name, isBest, cost: x, service: y }];
  });
}

/** Elements of a picture: cost against the objective, with the policies that nobody beats joined by a line. */
export function drawScatter(sweep: SweepResult): string {
  const { service, cost } = scalesNamed(sweep.weighedBy);
  const points = pointsOf(sweep);
  const [x, y] = [
    scaleOf(
      points.map((point) => point.cost),
      false,
      'count',
    ),
    scaleOf(
      points.map((point) => point.service),
      service.unit === 'seconds',
      unitOf(service.unit),
    ),
  ];
  const xAt = (value: number) => round(BOX.left + x.at(value) * (BOX.right - BOX.left));
  const yAt = (value: number) => round(BOX.bottom - y.at(value) * (BOX.bottom - BOX.top));
  const best = points.filter(({ isBest }) => isBest).sort((one, other) => one.cost - other.cost);
  const stairs = best.map((point, index) =>
    index === 0 ? `M${xAt(point.cost)} ${yAt(point.service)}` : `H${xAt(point.cost)}V${yAt(point.service)}`,
  );
  const dots = [...points]
    .sort((one, other) => Number(one.isBest) - Number(other.isBest))
    .map(
      (point) =>
        `<circle class="fill ${point.isBest ? 'blue solid' : 'grey'}" cx="${xAt(point.cost)}" cy="${yAt(point.service)}" r="${point.isBest ? 5 : 4}"><title>${markup(`${point.name}: ${formatMeasure(point.service, service.unit)}, ${formatMeasure(point.cost, cost.unit)}`)}</title></circle>`,
    );
  return [
    ...y.ticks.map(
      (tick) =>
        `<path class="grid" d="M${BOX.left} ${yAt(tick)}H${BOX.right}"/><text class="tick" x="${BOX.left - 8}" y="${yAt(tick) + 4}" text-anchor="end">${markup(formatTick(tick, unitOf(service.unit)))}</text>`,
    ),
    ...x.ticks.map(
      (tick) =>
        `<path class="grid" d="M${xAt(tick)} ${BOX.top}V${BOX.bottom}"/><text class="tick" x="${xAt(tick)}" y="${BOX.bottom + 16}" text-anchor="middle">${markup(formatTick(tick, unitOf(cost.unit)))}</text>`,
    ),
    `<text class="name" x="${BOX.left}" y="12">${markup(service.title)}</text>`,
    `<text class="name" x="${BOX.right}" y="${BOX.bottom + 36}" text-anchor="end">${markup(cost.title)}</text>`,
    `<path class="line blue" d="${stairs.join('')}"/>`,
    ...dots,
    ...labels(best, xAt, yAt),
  ].join('');
}

/** The names of the best, where there is place for them. */
function labels(best: readonly Point[], xAt: (value: number) => number, yAt: (value: number) => number): string[] {
  const placed: { readonly x: number; readonly y: number }[] = [];
  return best.slice(0, MOST_LABELS).flatMap(({ name, cost, service }) => {
    const isRight = xAt(cost) > (BOX.left + BOX.right) / 2;
    const [x, y] = [xAt(cost) + (isRight ? -9 : 9), yAt(service) + 16];
    if (placed.some((other) => Math.abs(other.y - y) < LABEL_HEIGHT && Math.abs(other.x - x) < 260)) return [];
    placed.push({ x, y });
    return `<text x="${x}" y="${y}" text-anchor="${isRight ? 'end' : 'start'}">${markup(shortName(name))}</text>`;
  });
}

/** A policy without the names of its metrics, unless it is about several. */
export function shortName(name: string): string {
  return name.split('target:').length > 2 ? name : name.replace(/target:[^=]+=/, 'target=');
}

/** Not from zero: what matters are the differences. */
function scaleOf(values: readonly number[], mayBeLog: boolean, unit: Unit): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (mayBeLog && low > 0 && high / low > LOG_FROM) return logScale(low, high);
  const most = unit === 'share' ? Math.min(1, high) : high;
  const span = Math.max(most - low, Math.abs(most) * 0.002, 1e-6);
  const inner = linearScale(span * 1.08, TICKS);
  const step = inner.ticks[1];
  const from = Math.max(0, Math.floor((low - span * 0.04) / step) * step);
  const to = unit === 'share' ? Math.min(1, Math.ceil(most / step + 0.1) * step) : Math.ceil(most / step + 0.1) * step;
  const ticks = Array.from({ length: Math.floor((to - from) / step + 1e-6) + 1 }, (_, index) =>
    Number((from + index * step).toPrecision(10)),
  );
  return { at: (value) => (value - from) / (to - from), ticks };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
