import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Fields } from '../../stack/fields';
import type { RehearseOptions } from '../options/rehearse-options';
import { Unreadable } from '../reader';
import type { Totals } from '../result';
import type { TrafficOrder } from './traffic-order';

/** Everything that a thread has to know: plain data. */
export interface SweepOrder {
  /** The manifests, before any policy is put into them. */
  readonly objects: readonly Fields[];
  /** The sweep as the user wrote it: each thread makes the same policies of it, in the same order. */
  readonly sweep: string;
  /** What is asked of the service, unless the options have recorded metrics; each thread opens it for itself. */
  readonly traffic: TrafficOrder;
  /** The same for all policies. */
  readonly options: PlainOptions;
}

/** The options of a rehearsal that are plain data: all but the traffic, which may be a source that is opened. */
export type PlainOptions = Omit<RehearseOptions, 'traffic'>;

/** What a thread answers for the policy of an index. */
export type Answer = { readonly index: number } & (
  | { readonly totals: Totals }
  | { readonly reasons: readonly string[] }
);

/**
 * Rehearses the policies of a sweep in threads: each takes the next index when it is done with one. Gives the totals in
 * the order of the policies, whichever thread was first.
 */
export function sweepInThreads(
  order: SweepOrder,
  count: number,
  threads: number,
  done: (finished: number) => void,
): Promise<readonly Totals[] | Unreadable> {
  const totals: Totals[] = [];
  let [next, finished] = [0, 0];
  return new Promise((resolve, reject) => {
    const workers = Array.from({ length: Math.min(threads, count) }, () => startWorker(order));
    const stop = () => {
      for (const worker of workers) void worker.terminate();
    };
    const end = (outcome: readonly Totals[] | Unreadable) => {
      stop();
      resolve(outcome);
    };
    for (const worker of workers) {
      const give = () => {
        if (next < count) worker.postMessage(next);
        next += 1;
      };
      worker.on('error', (error) => {
        // Those that are left would keep the process from its end.
        stop();
        reject(error);
      });
      worker.on('message', (answer: Answer) => {
        if ('reasons' in answer) return end(new Unreadable(answer.reasons));
        totals[answer.index] = answer.totals;
        finished += 1;
        done(finished);
        return finished === count ? end(totals) : give();
      });
      give();
    }
  });
}

/** The compiled file, or in a checkout the source of it. */
function startWorker(workerData: SweepOrder): Worker {
  const compiled = join(__dirname, 'worker.js');
  if (existsSync(compiled)) return new Worker(compiled, { workerData });
  const source = JSON.stringify(join(__dirname, 'worker.ts'));
  return new Worker(`require('tsx/cjs'); require(${source});`, { workerData, eval: true });
}
