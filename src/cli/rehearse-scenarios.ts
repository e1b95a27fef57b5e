import { existsSync, readFileSync } from 'node:fs';
import { Unreadable } from '../rehearsal/reader';
import { type HpaScenario, playHpaScenario } from '../rehearsal/scenarios/hpa-scenario';
import { type KedaScenario, playKedaScenario } from '../rehearsal/scenarios/keda-scenario';
import { ExitCode, type Io } from './io';

/** Plays recorded metrics, one scenario a line. A line that cannot be played is reported; the others are played. */
export function playScenarios(file: string, io: Io): ExitCode {
  if (file !== '-' && !existsSync(file)) {
    io.err(`error: '${file}' of --scenarios is not there\n`);
    return ExitCode.UNUSABLE;
  }
  const text = file === '-' ? io.readInput() : readFileSync(file, 'utf8');
  let code = ExitCode.OK;
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const outcome = play(line);
    if (outcome instanceof Unreadable) {
      code = ExitCode.UNUSABLE;
      io.err(`${file}:${index + 1}: ${outcome.reasons.join('; ')}\n`);
    } else {
      io.out(`${JSON.stringify(outcome)}\n`);
    }
  });
  return code;
}

function play(line: string): object | Unreadable {
  let scenario: unknown;
  try {
    scenario = JSON.parse(line);
  } catch (error) {
    return new Unreadable([`is not JSON: ${(error as Error).message}`]);
  }
  if (typeof scenario !== 'object' || scenario === null) return new Unreadable(['must be an object']);
  return 'scaledObject' in scenario
    ? playKedaScenario(scenario as KedaScenario)
    : playHpaScenario(scenario as HpaScenario);
}
