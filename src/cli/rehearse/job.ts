import { writeFileSync } from 'node:fs';
import type { Verdict } from '../../rehearsal/options/assertions';
import { Unreadable } from '../../rehearsal/reader';
import { verdictText } from '../../rehearsal/report/verdict-text';
import type { PlainOptions } from '../../rehearsal/sweep/pool';
import type { TrafficSource } from '../../rehearsal/trace/traffic';
import { ExitCode, type Io } from '../io';
import type { Asked, RehearseFlags } from './flags';
import type { NamedManifests } from './manifests';
import type { Output } from './render';

/** Everything that a rehearsal of this call goes by. */
export interface Job {
  /** The options as they are meant. */
  readonly asked: Asked;
  /** The same options as they are written: they name the files and the sweep. */
  readonly flags: RehearseFlags;
  /** Nothing where measured metrics take its place. */
  readonly traffic: TrafficSource | undefined;
  /** What the options say, for the library. */
  readonly options: PlainOptions;
  /** Where results and progress are written. */
  readonly io: Io;
}

/** What the options say, for the library; what is known of the cluster stands where they say nothing. */
export function plainOptions(asked: Asked, flags: RehearseFlags, { known }: NamedManifests): PlainOptions {
  return {
    ...known,
    ...asked.profile,
    service: flags.service,
    seed: asked.seed,
    untilSeconds: asked.untilSeconds,
    startsAt: asked.startsAt,
    objectives: asked.objectives,
    prices: asked.prices,
    initialReplicas: asked.replicas,
  };
}

/** Writes what there is to be read, and says which assertions fail. */
export function finish(outputs: readonly Output[], verdicts: readonly Verdict[], io: Io, isShown = false): ExitCode {
  for (const { file, text } of outputs) {
    const problem = file === undefined ? io.out(text) : write(file, text);
    if (typeof problem === 'string') return refuse(new Unreadable([problem]), io);
  }
  const failing = verdicts.filter(({ holds }) => !holds);
  if (!isShown) for (const verdict of failing) io.err(`failed: ${verdictText(verdict)}\n`);
  return failing.length > 0 ? ExitCode.FOUND : ExitCode.OK;
}

/** Says why nothing can be rehearsed. */
export function refuse({ reasons }: Unreadable, io: Io): ExitCode {
  for (const reason of reasons) io.err(`error: ${reason}\n`);
  return ExitCode.UNUSABLE;
}

function write(file: string, text: string): string | undefined {
  try {
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `--out: '${file}' cannot be written (${code === 'ENOENT' ? 'its folder is not there' : code})`;
  }
}
