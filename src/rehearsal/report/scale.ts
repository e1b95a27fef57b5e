/** Where values lie between the bottom (0) and the top (1) of a chart. */
export interface Scale {
  /** The place of a value: 0 at the bottom or on the left, 1 at the top or on the right. */
  readonly at: (value: number) => number;
  /** The values that are written beside the chart, the least first. */
  readonly ticks: readonly number[];
}

/** Steps of a scale that people read at once. */
const STEPS = [1, 2, 2.5, 5];
const SPANS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800];

/** From zero to a round number at or above the maximum. Steps of whole numbers only where `isWhole`. */
export function linearScale(maximum: number, wanted: number, isWhole = false): Scale {
  const top = maximum > 0 ? maximum : 1;
  const raw = top / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const fitting = STEPS.map((step) => step * power).find((step) => step >= raw * 0.999) ?? 10 * power;
  const step = isWhole ? Math.max(1, Math.ceil(fitting)) : fitting;
  const count = Math.ceil(top / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return { at: (value) => clamp(value / (count * step)), ticks };
}

/** Powers of ten from at or below the minimum to at or above the maximum; what is below lies at the bottom. */
export function logScale(minimum: number, maximum: number): Scale {
  const from = Math.floor(Math.log10(Math.max(minimum, 1e-9)) + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.log10(maximum) - 1e-9));
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => Number(`1e${from + index}`));
  return { at: (value) => (value <= 0 ? 0 : clamp((Math.log10(value) - from) / (to - from))), ticks };
}

/** Round moments of a span of seconds. */
export function timeTicks(seconds: number, wanted: number): number[] {
  const most = SPANS[SPANS.length - 1];
  const step = SPANS.find((span) => seconds / span <= wanted) ?? Math.ceil(seconds / wanted / most) * most;
  return Array.from({ length: Math.floor(seconds / step + 1e-9) + 1 }, (_, index) => index * step);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
