/** From where to where the lines of a panel go, in the units of its picture. */
export const PLOT = { left: 56, right: 728 } as const;

/** Where the lines of a panel are. */
export interface Box {
  readonly bottom: number;
  readonly height: number;
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
