import { type Calibration, type ReplicaFacts, serviceParameters } from '../engine/parameters';
import { Unreadable } from '../reader';
import { calibrate } from './fit';
import { readMeasurements } from './read';

/** Fits the times of a replica to results of benchmarks, the text of a file, beginning with what is known of it. */
export function calibrateFrom(text: string, file: string, facts: ReplicaFacts): Calibration | Unreadable {
  const measurements = readMeasurements(text, file);
  if (measurements instanceof Unreadable) return measurements;
  return calibrate(serviceParameters({ ...facts, calibration: undefined }).model, measurements, file);
}
