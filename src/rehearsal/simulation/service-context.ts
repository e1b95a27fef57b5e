import type { Decision } from '../result';
import type { Stack } from '../stack/read-stack';
import type { EventQueue } from './event-queue';
import type { PoolRun } from './pool-run';
import type { Prometheus } from './prometheus';
import type { SimulationSettings } from './settings';
import type { SignalPlan } from './signal-plan';

/** What a service shares with the others of a rehearsal. */
export interface ServiceContext {
  /** What the manifests say of all services. */
  readonly stack: Stack;
  /** The queries of all scalers and rules, compiled, and the series that they need. */
  readonly plan: SignalPlan;
  /** What the simulation goes by besides the manifests. */
  readonly settings: SimulationSettings;
  /** What is to happen in the whole rehearsal: its clock is that of all. */
  readonly queue: EventQueue;
  /** The one Prometheus, which keeps the series of all services. */
  readonly prometheus: Prometheus;
  /** The nodes that they share; nothing where nodes are not rehearsed. */
  readonly pools: PoolRun | undefined;
  /** A number from 0 to 1 that is always the same for a name. */
  readonly phaseOf: (name: string) => number;
  /** Takes down what a controller did; what comes before second 0 is left out. */
  readonly record: (decision: Decision) => void;
  /** When the signals begin, before the rehearsal does. */
  readonly begin: number;
  /** Place of the service among the others, from 0: its random numbers differ by it. */
  readonly index: number;
}
