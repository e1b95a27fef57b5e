import type { Labels } from './labels';
import type { Samples, SeriesStore } from './series-store';

/** Why an expression cannot be evaluated: what it uses, or what Prometheus would say of it. */
export class PromqlError {
  constructor(readonly message: string) {}
}

/** A moment at which an expression is evaluated. */
export interface Moment {
  /** In milliseconds. */
  readonly time: number;
  readonly store: SeriesStore;
  /** The first thing that went wrong during the evaluation. */
  problem?: string;
}

/** One element of an instant vector. */
export interface Element {
  readonly labels: Labels;
  readonly value: number;
}

export type Vector = readonly Element[];

/** Samples of a series within a window, in milliseconds. */
export interface Window {
  readonly labels: Labels;
  /** Only until the next window is asked for. */
  readonly samples: Samples;
  readonly from: number;
  readonly to: number;
}

/** A part of a query, compiled. */
export type Expression =
  | { readonly type: 'scalar'; readonly at: (moment: Moment) => number }
  | { readonly type: 'vector'; readonly at: (moment: Moment) => Vector }
  | { readonly type: 'range'; readonly each: (moment: Moment, take: (window: Window) => void) => void }
  | { readonly type: 'string'; readonly text: string };

export type ExpressionType = Expression['type'];
type OfType<T extends ExpressionType> = Extract<Expression, { readonly type: T }>;
export type ScalarExpression = OfType<'scalar'>;
export type VectorExpression = OfType<'vector'>;

/** A number that never changes. */
export function constant(value: number): ScalarExpression {
  return { type: 'scalar', at: () => value };
}
