import { judge } from '../../rehearsal/options/assertions';
import { Unreadable } from '../../rehearsal/reader';
import { rehearse } from '../../rehearsal/rehearse';
import type { RehearsalResult } from '../../rehearsal/result';
import type { SweepResult } from '../../rehearsal/sweep/result';
import { openOrder } from '../../rehearsal/sweep/traffic-order';
import { ExitCode, type Io } from '../io';
import { calibrated } from './calibrate';
import type { RehearseFlags } from './flags';
import { finish, type Job, plainOptions, refuse } from './job';
import { type NamedManifests, readManifests } from './manifests';
import { readOptions } from './options';
import { renderComparison, renderReport, renderSweep } from './render';
import { runSweep } from './sweep';
import { readMeasured, trafficOrderOf, withProgress } from './traffic';

/** `rehearse` with traffic: one policy, two side by side, or a sweep. */
export async function runRehearse(paths: readonly string[], flags: RehearseFlags, io: Io): Promise<ExitCode> {
  const asked = readOptions(flags);
  if (asked instanceof Unreadable) return refuse(asked, io);
  const recorded = readMeasured(flags);
  const traffic = flags.metrics === undefined ? openOrder(trafficOrderOf(flags, asked)) : undefined;
  const manifests = readManifests(paths, io);
  const { before: pathsBefore = [] } = flags;
  const before = pathsBefore.length === 0 ? undefined : readManifests(pathsBefore, io);
  const reasons = [traffic, recorded, manifests, before].flatMap((read) =>
    read instanceof Unreadable ? read.reasons : [],
  );
  if (
    traffic instanceof Unreadable ||
    recorded instanceof Unreadable ||
    manifests instanceof Unreadable ||
    before instanceof Unreadable
  )
    return refuse(new Unreadable(reasons), io);
  const { texts } = manifests;
  const options = calibrated({ ...plainOptions(asked, flags, manifests), recorded }, flags, texts);
  if (options instanceof Unreadable) return refuse(options, io);
  const job: Job = { asked, flags, traffic, options, io };
  if (asked.axes !== undefined) return showSweep(await runSweep(texts, asked.axes, job), job);
  return before ? compareBoth(before, texts, [pathsBefore.join(' '), paths.join(' ')], job) : rehearseAlone(texts, job);
}

function rehearseAlone(manifests: readonly string[], job: Job): ExitCode {
  const { asked, flags, io } = job;
  const result = rehearseOne(manifests, 'rehearsing', job);
  if (result instanceof Unreadable) return refuse(result, io);
  const verdicts = asked.assertions.map((assertion) => judge(assertion, result.totals));
  const outputs = renderReport(result, verdicts, asked.format, flags.out, io);
  return finish(outputs, verdicts, io, asked.format === 'terminal' && flags.out === undefined);
}

function compareBoth(
  before: NamedManifests,
  after: readonly string[],
  [labelBefore, labelAfter]: readonly [string, string],
  job: Job,
): ExitCode {
  const { io, flags, asked } = job;
  const { recorded, replica } = job.options;
  // The cluster of each side is what the profile file of that side says.
  const options = { ...plainOptions(asked, flags, before), recorded, replica };
  const one = rehearseOne(before.texts, 'before', { ...job, options });
  if (one instanceof Unreadable) return refuse(new Unreadable(one.reasons.map((reason) => `--before: ${reason}`)), io);
  const other = rehearseOne(after, 'after', job);
  if (other instanceof Unreadable) return refuse(other, io);
  const [first, second] = [
    { label: labelBefore, result: one },
    { label: labelAfter, result: other },
  ];
  const verdicts = asked.assertions.map((assertion) => judge(assertion, other.totals));
  return finish(renderComparison(first, second, asked.format, flags.out, io), verdicts, io);
}

function showSweep(swept: SweepResult | Unreadable, { asked, flags, io }: Job): ExitCode {
  if (swept instanceof Unreadable) return refuse(swept, io);
  const code = finish(renderSweep(swept, asked.format, flags.out, io), [], io);
  const isKept = swept.policies.some(({ totals }) =>
    asked.assertions.every((assertion) => judge(assertion, totals).holds),
  );
  if (code !== ExitCode.OK || isKept) return code;
  const wanted = asked.assertions.map(({ text }) => text).join(', ');
  io.err(`failed: none of the ${swept.policies.length} policies keeps ${wanted}\n`);
  return ExitCode.FOUND;
}

function rehearseOne(
  manifests: readonly string[],
  what: string,
  { traffic, options, io }: Job,
): RehearsalResult | Unreadable {
  return rehearse(manifests, { ...options, traffic: traffic && withProgress(traffic, what, io) });
}
