import type { Labels } from './labels';
import type { Samples, SeriesStore } from './series-store';

/** Why an expression cannot be evaluated: what it uses, or what Prometheus would say of it. */
export class PromqlError {
  constructor(readonly message: string) {}
}

/** A moment at which an expression is evaluated. */
export interface Moment {
  /** In milliseconds, as samples have it. */
  readonly time: number;
  /** Wall-clock time at time 0, in milliseconds since 1970. */
  readonly epochMs: number;
  /** The series that selectors choose from. */
  readonly store: SeriesStore;
  /** The first thing that went wrong during the evaluation. @default - nothing did */
  problem?: string;
}

/** One element of an instant vector. */
export interface Element {
  /** Its labels, with the name of the series where nothing was calculated. */
  readonly labels: Labels;
  /** Its value at the moment, in whatever unit the query gives. */
  readonly value: number;
}

export type Vector = readonly Element[];

/** Samples of a series within a window, in milliseconds. */
export interface Window {
  /** The labels of the series, or of the elements that a subquery found. */
  readonly labels: Labels;
  /** Only until the next window is asked for. */
  readonly samples: Samples;
  /** Its beginning: only samples after it count. */
  readonly from: number;
  /** Its end: a sample of this very time counts. */
  readonly to: number;
}

/** Labels that a selector asks for with `=`, which what is absent has too. */
export type Asked = Readonly<Record<string, string>>;

/** A part of a query, compiled. */
export type Expression =
  | { readonly type: 'scalar'; readonly at: (moment: Moment) => number }
  | { readonly type: 'vector'; readonly at: (moment: Moment) => Vector; readonly asked?: Asked }
  | {
      readonly type: 'range';
      readonly each: (moment: Moment, take: (window: Window) => void) => void;
      readonly asked?: Asked;
    }
  | { readonly type: 'string'; readonly text: string };

export type ExpressionType = Expression['type'];
type OfType<T extends ExpressionType> = Extract<Expression, { readonly type: T }>;
export type ScalarExpression = OfType<'scalar'>;
export type VectorExpression = OfType<'vector'>;
export type RangeExpression = OfType<'range'>;

/** A number that never changes. */
export function constant(value: number): ScalarExpression {
  return { type: 'scalar', at: () => value };
}
