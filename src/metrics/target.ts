import { Duration, Size } from 'cdk8s';
import { type Mistake, mistake } from '../kubernetes/mistake';
import { secondsOf } from '../kubernetes/numbers';
import { fitsMilli, formatQuantity, formatSize, kibibytesOf, SMALLEST_QUANTITY } from '../kubernetes/quantity';
import { type Comparison, type MetricIdentity, MetricTarget } from './metric';
import type { Unit } from './series';
import { Percent, Ratio } from './units';

/** A target whose values were found to be in range. */
export interface CheckedTarget {
  /** What is measured. */
  readonly metric: MetricIdentity;
  /** What its numbers mean. */
  readonly unit: Unit;
  /** How they are compared. */
  readonly comparison: Comparison;
  /** The value in the unit of the series. */
  readonly value: number;
  /** The value as a Kubernetes quantity. */
  readonly quantity: string;
  /** The value above which KEDA wakes a service. @default - 0 */
  readonly activation?: number;
}

/** Judges a target by its unit; what is found out of range is reported under the prop that holds it. */
export function checkTarget(prop: string, target: unknown): CheckedTarget | readonly Mistake[] {
  if (!(target instanceof MetricTarget))
    return [mistake('metric/unit', prop, target, 'must be made by the target() of a metric', 'call target(…) on it')];
  const { metric, unit, comparison, given, activation } = MetricTarget._facts(target);
  const mistakes = [
    ...checkNumber(prop, unit, comparison, given, RANGES[unit].least, isSize(metric, comparison)),
    ...(activation === undefined ? [] : checkNumber(`${prop}.activation`, unit, comparison, activation, 0)),
  ];
  if (mistakes.length > 0) return mistakes;
  const value = numberOf(given);
  return {
    metric,
    unit,
    comparison,
    value,
    quantity: given instanceof Size ? formatSize(given) : formatQuantity(value),
    activation: activation === undefined ? undefined : numberOf(activation),
  };
}

interface UnitRange {
  /** Least value of a target; an activation may be 0. */
  readonly least: number;
  readonly most: number;
  readonly words: string;
  readonly type: string;
  readonly holds: (given: unknown) => boolean;
}

const RANGES: Record<Unit, UnitRange> = {
  count: {
    least: SMALLEST_QUANTITY,
    most: Number.MAX_SAFE_INTEGER / 1000,
    words: 'be a number',
    type: 'a number',
    holds: (given) => typeof given === 'number',
  },
  ratio: {
    least: SMALLEST_QUANTITY,
    most: 1,
    words: 'be a ratio of at most 1',
    type: 'a Ratio, 0–1',
    holds: (given) => given instanceof Ratio && typeof given.value === 'number',
  },
  percent: {
    least: 1,
    most: 100,
    words: 'be at most 100 %',
    type: 'a Percent, 0–100',
    holds: (given) => given instanceof Percent && typeof given.value === 'number',
  },
  seconds: {
    least: SMALLEST_QUANTITY,
    most: Number.MAX_SAFE_INTEGER / 1000,
    words: 'be a duration',
    type: 'a Duration',
    holds: (given) => given instanceof Duration,
  },
};

/** Memory per pod is an amount of bytes, and nothing else is: a number could be of any unit. */
const SIZE: UnitRange = { ...RANGES.count, type: 'a Size', holds: (given) => given instanceof Size };

function isSize(metric: MetricIdentity, comparison: Comparison): boolean {
  return metric.from === 'resource' && comparison === 'average';
}

function checkNumber(
  prop: string,
  unit: Unit,
  comparison: Comparison,
  given: unknown,
  least: number,
  ofSize = false,
): Mistake[] {
  const range = ofSize ? SIZE : RANGES[unit];
  if (!range.holds(given))
    return [mistake('metric/unit', prop, given, `must be ${range.type}, as its metric is`, 'use the type of the unit')];
  const value = numberOf(given);
  if (comparison === 'utilization' && !Number.isInteger(value))
    return [mistake('metric/target', prop, value, 'must be a whole percentage', 'round it')];
  if (fitsMilli(value) && value >= least && value <= range.most) return [];
  return [
    mistake(
      'metric/target',
      prop,
      value,
      `must ${range.words} and at least ${least}, with at most three decimals`,
      hint(unit, value),
    ),
  ];
}

function hint(unit: Unit, value: number): string {
  if (unit === 'ratio' && value > 1 && value <= 100)
    return `did you mean Ratio.of(${Number((value / 100).toFixed(3))})?`;
  if (unit === 'percent' && value >= 0.01 && value < 1)
    return `did you mean Percent.of(${Number((value * 100).toFixed(3))})?`;
  return 'give a value in that range';
}

function numberOf(given: unknown): number {
  if (given instanceof Duration) return secondsOf(given);
  if (given instanceof Size) return kibibytesOf(given) * 1024;
  return given instanceof Percent || given instanceof Ratio ? given.value : (given as number);
}
