import { availableParallelism } from 'node:os';
import { Unreadable } from '../../rehearsal/reader';
import type { Totals } from '../../rehearsal/result';
import { manifestsIn } from '../../rehearsal/stack/manifests';
import { type Axis, type Policy, policiesOf } from '../../rehearsal/sweep/grammar';
import { type SweepOrder, sweepInThreads } from '../../rehearsal/sweep/pool';
import type { SweepResult } from '../../rehearsal/sweep/result';
import { rehearsePolicy, sweepResultOf } from '../../rehearsal/sweep/sweep';
import { kept } from '../../rehearsal/sweep/traffic-order';
import type { Fields } from '../../stack/fields';
import type { Job } from './job';
import { trafficOrderOf } from './traffic';

/** Fewer policies than this are done before a thread is there. */
const POLICIES_OF_A_THREAD = 4;

/** Rehearses every combination of the axes. */
export async function runSweep(
  manifests: readonly string[],
  axes: readonly Axis[],
  job: Job,
): Promise<SweepResult | Unreadable> {
  const read = manifestsIn(manifests);
  if (read instanceof Unreadable) return read;
  const objects = read.map(({ fields }) => fields);
  const policies = policiesOf(axes);
  const threads =
    job.asked.workers ?? Math.min(availableParallelism(), Math.ceil(policies.length / POLICIES_OF_A_THREAD));
  const tell = (finished: number) =>
    job.io.progress?.(finished === policies.length ? '' : `sweep: ${finished} of ${policies.length} policies`);
  const totals =
    threads > 1
      ? await sweepInThreads(orderOf(objects, job), policies.length, threads, tell)
      : sweepHere(objects, policies, job, tell);
  if (totals instanceof Unreadable) return totals;
  return sweepResultOf(policies, totals, {
    title: job.traffic?.title ?? job.options.recorded?.title ?? '',
    objectives: job.asked.objectives,
  });
}

function sweepHere(
  objects: readonly Fields[],
  policies: readonly Policy[],
  job: Job,
  tell: (finished: number) => void,
): readonly Totals[] | Unreadable {
  const totals: Totals[] = [];
  const options = { ...job.options, traffic: job.traffic && kept(job.traffic) };
  for (const policy of policies) {
    const result = rehearsePolicy(objects, policy, options);
    if (result instanceof Unreadable) return result;
    totals.push(result.totals);
    tell(totals.length);
  }
  return totals;
}

function orderOf(objects: readonly Fields[], { asked, flags, options }: Job): SweepOrder {
  return { objects, sweep: flags.sweep ?? '', traffic: trafficOrderOf(flags, asked), options };
}
