import type { Calibration } from '../engine/parameters';
import type { ServiceModel } from '../engine/service-model';
import type { Measurement } from './measurement';
import { play } from './play';

const FITTED = ['baseMs', 'memoryMs', 'computeMs', 'kvMs'] as const;
/** How much a parameter that the measurements say nothing about is held where it was. */
const HELD = 0.02;
const STEP = 0.05;
const MOST_ROUNDS = 12;
const ENOUGH = 1e-4;

/**
 * Fits the times of an engine to what benchmarks measured, by playing the benchmarks on the engine itself until it comes
 * to the same times (Levenberg's method on the logarithms of the parameters). What the measurements leave open stays
 * near to where it begins.
 */
export function calibrate(start: ServiceModel, measurements: readonly Measurement[], source: string): Calibration {
  let logs = FITTED.map((key) => Math.log(Math.max(start[key], 1e-9)));
  const first = logs;
  const errorsOf = (at: readonly number[]) => [
    ...errors(modelOf(start, at), measurements),
    ...at.map((log, place) => HELD * (log - first[place])),
  ];
  let current = errorsOf(logs);
  let damping = 1e-3;
  for (let round = 0; round < MOST_ROUNDS && damping < 1e3; round++) {
    const slopes = logs.map((_, place) => {
      const moved = errorsOf(logs.map((log, other) => (other === place ? log + STEP : log)));
      return moved.map((error, each) => (error - current[each]) / STEP);
    });
    const change = solve(
      slopes.map((a, row) => slopes.map((b, column) => dot(a, b) * (row === column ? 1 + damping : 1))),
      slopes.map((slope) => -dot(slope, current)),
    );
    const next = logs.map((log, place) => log + Math.max(-1, Math.min(1, change[place])));
    const errorsNext = errorsOf(next);
    const gain = 1 - dot(errorsNext, errorsNext) / dot(current, current);
    if (!(gain > 0)) {
      damping *= 10;
      continue;
    }
    logs = next;
    current = errorsNext;
    damping /= 3;
    if (gain < ENOUGH) break;
  }
  const { baseMs, memoryMs, computeMs, kvMs } = modelOf(start, logs);
  const left = errors(modelOf(start, logs), measurements);
  return { baseMs, memoryMs, computeMs, kvMs, error: Math.sqrt(dot(left, left) / left.length), source };
}

function modelOf(start: ServiceModel, logs: readonly number[]): ServiceModel {
  const [baseMs, memoryMs, computeMs, kvMs] = logs.map(Math.exp);
  return { ...start, baseMs, memoryMs, computeMs, kvMs };
}

/** How far the engine is from each measured time, as the logarithm of their ratio: about the share. */
function errors(model: ServiceModel, measurements: readonly Measurement[]): number[] {
  return measurements.flatMap((measurement) => {
    const { ttftMs, itlMs } = play(model, measurement);
    const error = (got: number, wanted: number) => Math.max(-5, Math.min(5, Math.log(got / wanted)));
    const isAnswered = measurement.outputTokens >= 2;
    return [error(ttftMs, measurement.ttftMs), ...(isAnswered ? [error(itlMs, measurement.itlMs)] : [])];
  });
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, place) => sum + each * b[place], 0);
}

/** Gauss's elimination with the greatest pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, place) => [...row, right[place]]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = column + 1; row < size; row++) {
      const factor = rows[row][column] / rows[column][column];
      for (let each = column; each <= size; each++) rows[row][each] -= factor * rows[column][each];
    }
  }
  const result = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    const rest = rows[row].slice(row + 1, size).reduce((sum, each, place) => sum + each * result[row + 1 + place], 0);
    result[row] = (rows[row][size] - rest) / rows[row][row];
  }
  return result;
}
