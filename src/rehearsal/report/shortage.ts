import type { ScalerResult, ServiceResult } from '../result';
import { type Cause, causeOf } from './causes';
import { valueAt } from './value-at';

/** Replicas that were wanted and not there, added up over a while, by what kept them away. */
export interface Shortage {
  /** What kept them away, in words, and what would help. */
  readonly cause: Cause;
  /** The controller's own word. @default - no controller's doing: pods were pending or starting */
  readonly reason?: string;
  /** The scaler that was held back. @default - no controller's doing: pods were pending or starting */
  readonly scaler?: ScalerResult;
  /** Replicas times seconds. */
  replicaSeconds: number;
  /** How long there were too few for this cause, all steps of it added up. */
  seconds: number;
}

const PENDING: Cause = {
  rule: 'pending for GPUs',
  what: 'pods without a node',
  fix: 'keep a node in reserve, raise the limit of the pool, or choose GPUs that are there sooner',
};
const STARTING: Cause = {
  rule: 'cold start',
  what: 'pods that were starting: image, model and warm-up',
  fix: 'shorten the start (image and model near the node), scale out earlier by a lower target, or keep more replicas',
};

/** What kept replicas away in the steps `from` to `to`, both included; the greatest shortage first. */
export function shortagesOf(
  { steps, scalers }: ServiceResult,
  from: number,
  to: number,
  stepSeconds: number,
): Shortage[] {
  const found = new Map<string, Shortage>();
  const add = (key: string, replicas: number, shortage: Omit<Shortage, 'replicaSeconds' | 'seconds'>) => {
    if (replicas <= 0) return;
    const before = found.get(key) ?? { ...shortage, replicaSeconds: 0, seconds: 0 };
    before.replicaSeconds += replicas * stepSeconds;
    before.seconds += stepSeconds;
    found.set(key, before);
  };
  for (let k = Math.max(0, from); k <= to; k += 1) {
    for (const scaler of scalers) {
      const reason = scaler.heldBackBy[k];
      if (reason)
        add(`${scaler.name} ${reason}`, withheld(scaler, k, reason), { cause: causeOf(reason), reason, scaler });
    }
    add('pending', valueAt(steps.pending, k), { cause: PENDING });
    add('starting', valueAt(steps.starting, k), { cause: STARTING });
  }
  return [...found.values()].sort((one, other) => other.replicaSeconds - one.replicaSeconds);
}

/** How many replicas a scaler was kept from. Nobody knows how many a metric that is missing would have asked for. */
function withheld({ wanted, desired, maxReplicas }: ScalerResult, k: number, reason: string): number {
  const asked = wanted[k];
  if (asked === null || asked === undefined) return 1;
  // Above the maximum it is not the speed that is to blame.
  const possible = reason === 'TooManyReplicas' ? asked : Math.min(asked, maxReplicas);
  return possible - (desired[k] ?? possible);
}
