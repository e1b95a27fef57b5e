import { statSync } from 'node:fs';
import { Unreadable } from '../../rehearsal/reader';
import { playLine } from '../../rehearsal/scenarios/play-line';
import { ExitCode, type Io } from '../io';
import { linesOf } from '../lines';
import type { RehearseFlags } from './flags';
import { refuse } from './job';
import { versionsOf } from './options';

/** What is written at once: one write for each line takes longer than the scenarios themselves. */
const CHUNK = 1 << 16;

/** Plays recorded metrics, one scenario a line. A line that cannot be played is reported; the others are played. */
export function playScenarios(file: string, flags: RehearseFlags, io: Io): ExitCode {
  const versions = versionsOf(flags);
  if (versions instanceof Unreadable) return refuse(versions, io);
  if (file !== '-' && !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    io.err(`error: '${file}' of --scenarios is not there, or no file\n`);
    return ExitCode.UNUSABLE;
  }
  let code = ExitCode.OK;
  let number = 0;
  let pending = '';
  for (const line of file === '-' ? (io.inputLines?.() ?? io.readInput().split('\n')) : linesOf(file)) {
    number += 1;
    // Ends of lines of another system, and the mark at the beginning of its files.
    const text = line.trim();
    if (text === '') continue;
    const outcome = playLine(text, versions);
    if (outcome instanceof Unreadable) {
      code = ExitCode.UNUSABLE;
      io.err(`${file}:${number}: ${outcome.reasons.join('; ')}\n`);
      continue;
    }
    pending += `${JSON.stringify(outcome)}\n`;
    if (pending.length < CHUNK) continue;
    io.out(pending);
    pending = '';
  }
  if (pending !== '') io.out(pending);
  return code;
}
