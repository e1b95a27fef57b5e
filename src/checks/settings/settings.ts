import type { FindingSeverity } from '../finding';
import type { CheckProfile } from '../profile';
import type { Rule } from '../rule';
import type { Place } from './place';
import type { Suppression } from './suppression';

/** How a rule is treated that is not treated as it says itself. */
export interface RuleOverride {
  /** How bad its findings are, or `off`. */
  readonly severity: FindingSeverity | 'off';
  /** Where it was said. */
  readonly from: Place;
}

/** Why something cannot be run, as messages. */
export interface Unusable {
  /** One for each mistake, with file and line where it has them; never empty. */
  readonly problems: readonly string[];
}

/** Everything that says how to check, from all places in which it can be said. */
export interface CheckSettings {
  /** What is known of the cluster. */
  readonly profile: CheckProfile;
  /** The rules that are treated otherwise, by name. */
  readonly overrides: ReadonlyMap<string, RuleOverride>;
  /** What is suppressed, beside what annotations suppress. */
  readonly suppressions: readonly Suppression[];
  /** The rules that there are, own ones included. */
  readonly rules: readonly Rule[];
  /** The names of those that run. @default - all that are not off */
  readonly only?: readonly string[];
}

/** Whether a rule runs. */
export function runs(rule: string, { overrides, only }: CheckSettings): boolean {
  return overrides.get(rule)?.severity !== 'off' && (only === undefined || only.includes(rule));
}
