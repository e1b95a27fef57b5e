import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { Unreadable } from '../rehearsal/reader';
import { type HpaScenario, playHpaScenario } from '../rehearsal/scenarios/hpa-scenario';
import { type KedaScenario, playKedaScenario } from '../rehearsal/scenarios/keda-scenario';
import { ExitCode, type Io } from './io';

/** `rehearse --scenarios FILE`: recorded metrics, one scenario a line, through the policy that the line holds. */
export function rehearseCommand(io: Io, end: (code: ExitCode) => void): Command {
  return new Command('rehearse')
    .description('Replays recorded metrics through a scaling policy with the exact arithmetic of its controllers.')
    .requiredOption('--scenarios <file>', 'scenarios as JSON lines, or - for standard input')
    .action(({ scenarios }: { scenarios: string }) => {
      const text = scenarios === '-' ? io.readInput() : readFileSync(scenarios, 'utf8');
      end(playAll(text, scenarios, io));
    });
}

/** A line that cannot be played is reported with its number; the others are played. */
function playAll(text: string, file: string, io: Io): ExitCode {
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
