import type { Decision } from '../result';
import type { Stack } from '../stack/read-stack';
import type { EventQueue } from './event-queue';
import type { PoolRun } from './pool-run';
import type { Prometheus } from './prometheus';
import type { SimulationSettings } from './settings';
import type { SignalPlan } from './signal-plan';

/** What a service shares with the others of a rehearsal. */
export interface ServiceContext {
  readonly stack: Stack;
  readonly plan: SignalPlan;
  readonly settings: SimulationSettings;
  readonly queue: EventQueue;
  readonly prometheus: Prometheus;
  readonly pools: PoolRun | undefined;
  /** A number from 0 to 1 that is always the same for a name. */
  readonly phaseOf: (name: string) => number;
  readonly record: (decision: Decision) => void;
  /** When the signals begin, before the rehearsal does. */
  readonly begin: number;
  readonly index: number;
}
