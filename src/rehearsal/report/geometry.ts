/** From where to where the lines of a panel go, in the units of its picture. */
export const PLOT = { left: 56, right: 728 } as const;

/** Where the lines of a panel are. */
export interface Box {
  /** Where the bottom of the scale lies; as in all of SVG, places grow downwards. */
  readonly bottom: number;
  /** From the bottom of the scale to its top. */
  readonly height: number;
  /** The place of a value of the panel, counted from above. */
  readonly y: (value: number) => number;
}

/** The place of a share of the time. */
export function xOf(share: number): number {
  return round(PLOT.left + share * (PLOT.right - PLOT.left));
}

/** A tenth of a unit is as fine as anybody sees. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
