import type { Construct } from 'constructs';
import type { Rule } from '../checks/rule';

/** How `StackChecks` check. */
export interface StackChecksOptions {
  /** Rules of your own, beside those of this package. @default - none */
  readonly ownRules?: readonly Rule[];
  /** What is suppressed: `RULE: REASON` or `RULE in KIND/NAMESPACE/NAME: REASON`. @default - nothing */
  readonly ignore?: readonly string[];
  /** A profile file, as the command line takes it. @default - none; the cluster profile of a chart says its facts */
  readonly profile?: string;
}

/**
 * Checks at synth that everything which an app emits fits together, whoever made it: the constructs of this package,
 * plain ApiObjects, included YAML and Helm charts.
 *
 * Charts under different `ClusterProfile`s are different clusters. Errors fail the synth, together with those of the
 * constructs; warnings go to stderr and are silenced with `Warnings.silence(scope, rule, reason)`.
 *
 * @example
 * StackChecks.enable(app);
 */
export class StackChecks {
  /**
   * Checks what everything below a scope emits, whenever it is synthesized.
   *
   * @param scope an app, or a chart for what it emits alone
   * Errors: a profile file or rules that cannot be used fail the synth.
   */
  static enable(scope: Construct, options: StackChecksOptions = {}): void {
    // Loaded only here: most apps are synthesized without.
    const { watch } = require('./watch') as typeof import('./watch');
    watch(scope, options);
  }

  private constructor() {}
}
