import type { Problem, Rule } from '../checks/rule';
import type { FieldPath } from '../stack/fields';
import type { Manifest } from '../stack/manifest';

/**
 * How to write a rule of one's own. A rule is data and a pure function over the graph of the stack; it runs wherever
 * the rules of this package do: at synth, in tests and on the command line.
 *
 * @example
 * export const ownRegistry = StackRule.define({
 *   name: 'house/registry',
 *   severity: 'error',
 *   demands: 'images come from our registry',
 *   why: 'The nodes reach no other one.',
 *   link: 'https://wiki.example.com/registry',
 *   *check({ workloads }) {
 *     for (const { manifest, containers } of workloads)
 *       for (const { image, path } of containers)
 *         if (image !== undefined && !image.startsWith('registry.example.com/'))
 *           yield StackRule.wrongValue(manifest, [...path, 'image'], 'must be in our registry', 'mirror it first');
 *   },
 * });
 */
export class StackRule {
  /**
   * Takes a rule as it is; it is there for the types.
   *
   * @param rule its name is `GROUP/WORDS-WITH-HYPHENS` and none of ours; who runs it says what is wrong with it
   */
  static define(rule: Rule): Rule {
    return rule;
  }

  /**
   * A value that breaks a rule, as the messages of this package say it: `'spec.replicas' (3) must …`.
   *
   * @param at the object to change
   * @param path the way to the value: `['spec', 'replicas']`
   * @param must what it must be, beginning with a verb: `must be at most 2`
   * @param fix what to write instead
   */
  static wrongValue(at: Manifest, path: FieldPath, must: string, fix: string): Problem {
    // Loaded only here: the class stands in the index of the package.
    const { wrongValue } = require('../checks/rule') as typeof import('../checks/rule');
    return wrongValue(at, path, must, fix);
  }

  private constructor() {}
}
