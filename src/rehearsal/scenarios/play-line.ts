import { Unreadable } from '../reader';
import { type HpaOutcome, playHpaScenario } from './hpa-scenario';
import { type KedaOutcome, playKedaScenario } from './keda-scenario';
import type { ControllerVersions } from './scenario';

/** Plays the scenario that a line of JSON holds, of a HorizontalPodAutoscaler or of a ScaledObject. */
export function playLine(line: string, versions: ControllerVersions = {}): HpaOutcome | KedaOutcome | Unreadable {
  let scenario: unknown;
  try {
    scenario = JSON.parse(line);
  } catch (error) {
    return new Unreadable([`is not JSON: ${(error as Error).message}`]);
  }
  if (typeof scenario !== 'object' || scenario === null || Array.isArray(scenario))
    return new Unreadable(['must be an object']);
  return 'scaledObject' in scenario ? playKedaScenario(scenario, versions) : playHpaScenario(scenario, versions);
}
