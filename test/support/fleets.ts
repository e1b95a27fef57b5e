import type { Balancing } from '../../src/rehearsal/engine/balancing';
import { Fleet } from '../../src/rehearsal/engine/fleet';
import type { FleetOptions } from '../../src/rehearsal/engine/fleet-options';
import type { ServiceModel } from '../../src/rehearsal/engine/service-model';
import type { Users } from '../../src/rehearsal/trace/traffic';
import { trafficOf } from './traffic';

/** One request at a time, 10 ms a token, whatever the prompt. */
export const SIMPLE: ServiceModel = {
  baseMs: 10,
  memoryMs: 0,
  computeMs: 0,
  kvMs: 0,
  attentionMs: 0,
  kvTokens: 100_000,
  maxRequests: 1,
  maxBatchedTokens: 4096,
  maxModelTokens: 4000,
};
export const BALANCINGS: readonly Balancing[] = [
  { kind: 'random' },
  { kind: 'roundRobin' },
  { kind: 'leastOutstanding' },
  { kind: 'perConnection', connections: 8 },
];

export type Row = readonly [number, number, number];
export const fleetOf = (rows: readonly Row[], options: Partial<FleetOptions> = {}) =>
  new Fleet({ workload: { traffic: trafficOf(rows) }, seed: 1, ...options });
export const same = (value: number) => ({ next: () => value });
export const users = (count: number, more: Partial<Users> = {}): Users => ({
  title: 'users',
  count,
  startMs: 0,
  endMs: 60_000,
  promptTokens: same(1),
  outputTokens: same(10),
  ...more,
});

export function runToEnd(fleet: Fleet, stepMs = 15_000): void {
  for (let now = 0; !fleet.isOver; now += stepMs) fleet.advance(now);
}
