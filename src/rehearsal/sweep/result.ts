import type { Objective, Totals } from '../result';

/** What a sweep gives: plain data, the same for any number of workers. */
export interface SweepResult {
  /** Changes when a field changes its meaning. */
  readonly format: 'cdk8s-llm-inference/sweep/v1';
  /** What was rehearsed, in a few words. */
  readonly title: string;
  /** Bounds on latencies, the same for all policies; empty without any. */
  readonly objectives: readonly Objective[];
  /** Names of the measures that policies are weighed by. */
  readonly weighedBy: { readonly service: string; readonly cost: string };
  /** In the order in which the axes make them. */
  readonly policies: readonly SweptPolicy[];
}

/** One policy, and what it came to. */
export interface SweptPolicy {
  /** As it would be asked for: `target=4, stabilization=1m`. */
  readonly name: string;
  /** Seconds for durations. */
  readonly settings: Readonly<Record<string, number>>;
  /** What its rehearsal came to, all services together. */
  readonly totals: Totals;
  /** Whether no other policy serves as well for less, or better for as much. */
  readonly isBest: boolean;
}
