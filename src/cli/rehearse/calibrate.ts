import { existsSync, readFileSync } from 'node:fs';
import { calibrateFrom } from '../../rehearsal/calibration/calibrate-from';
import { Unreadable } from '../../rehearsal/reader';
import { isCalled } from '../../rehearsal/rehearse';
import { readStack } from '../../rehearsal/stack/read-stack';
import { factsOf } from '../../rehearsal/stack/replica-facts';
import type { PlainOptions } from '../../rehearsal/sweep/pool';
import type { RehearseFlags } from './flags';

/** The options with the times of the engine fitted to what the user measured, where that is asked for. */
export function calibrated(
  options: PlainOptions,
  { calibrate: file, service: wanted }: RehearseFlags,
  manifests: readonly string[],
): PlainOptions | Unreadable {
  if (file === undefined) return options;
  if (!existsSync(file)) return new Unreadable([`--calibrate: '${file}' is not there`]);
  const stack = readStack(manifests, options);
  if (stack instanceof Unreadable) return stack;
  const services = stack.services.filter((service) => wanted === undefined || isCalled(service, wanted));
  if (services.length !== 1)
    return new Unreadable([
      `--calibrate: a benchmark is about one service, and there are ${services.length}; say which by --service`,
    ]);
  const calibration = calibrateFrom(readFileSync(file, 'utf8'), file, { ...factsOf(services[0]), ...options.replica });
  if (calibration instanceof Unreadable)
    return new Unreadable(calibration.reasons.map((reason) => `--calibrate: ${reason}`));
  return { ...options, replica: { ...options.replica, calibration } };
}
