import type { MatcherContext, ToRehearseOptions } from '../rehearsal/matcher/to-rehearse';
import type { ExpectedScaling } from './scaling';
import type { StackOptions } from './stack-of';

/** What a matcher says. */
interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers, for test runners whose `expect` is no global: `expect.extend(matchers)`. */
export const matchers = {
  /** Holds when the checks find no error. */
  toHaveNoBrokenWires(received: unknown, options: StackOptions = {}): Verdict {
    const { stackOf, describe } = require('./stack-of') as typeof import('./stack-of');
    const stack = stackOf(received, options);
    if ('problem' in stack) return { pass: false, message: () => stack.problem };
    const errors = stack.findings.filter(({ severity }) => severity === 'error');
    return {
      pass: errors.length === 0,
      message: () =>
        errors.length === 0
          ? `expected broken wires in ${stack.title}, and there are none`
          : `expected no broken wires in ${stack.title}\n\n${errors.map(describe).join('\n\n')}`,
    };
  },

  /** Holds when something scales a workload as expected, and all the wires of that are there. */
  toScale(received: unknown, target: string, expected: ExpectedScaling & StackOptions = {}): Verdict {
    const { stackOf } = require('./stack-of') as typeof import('./stack-of');
    const { whyNotScaled } = require('./scaling') as typeof import('./scaling');
    const stack = stackOf(received, expected);
    if ('problem' in stack) return { pass: false, message: () => stack.problem };
    const reasons = stack.graphs.map((graph) => whyNotScaled(graph, target, expected));
    const pass = reasons.some((reason) => reason === undefined);
    const wanted = wordsOf(expected);
    return {
      pass,
      message: () =>
        pass
          ? `expected ${target} not to scale${wanted}, and it does`
          : `expected ${target} to scale${wanted}\n\n${reasons.join('\n')}`,
    };
  },

  /** Holds when a rehearsal meets what is asserted. */
  toRehearse(this: MatcherContext, received: unknown, options: ToRehearseOptions): Verdict {
    const { toRehearse } =
      require('../rehearsal/matcher/to-rehearse') as typeof import('../rehearsal/matcher/to-rehearse');
    return toRehearse.call(this, received, options);
  },
};

function wordsOf({ on, min, max }: ExpectedScaling): string {
  const bounds = min === undefined && max === undefined ? '' : ` between ${min ?? 'any'} and ${max ?? 'any'} replicas`;
  return `${on === undefined ? '' : ` on ${on}`}${bounds}`;
}

/** Something that takes matchers: the `expect` of Jest and of those that are like it. */
interface Extendable {
  readonly extend: (matchers: object) => void;
}

// Jest and its like give every test file an `expect` of its own, as a global unless they are told not to.
(globalThis as { readonly expect?: Extendable }).expect?.extend(matchers);

/**
 * The matchers in the words of the types of `expect`. The globals of `@types/jest` have them; where `expect` is imported
 * from `@jest/globals`, add `declare module 'expect' { interface Matchers<R> extends StackMatchers<R> {} }`.
 */
export interface StackMatchers<R> {
  /** Holds when the checks find no error in a chart, an app, manifests or YAML. */
  toHaveNoBrokenWires(options?: StackOptions): R;
  /**
   * Holds when something scales a workload as expected, and all the wires of that are there.
   *
   * @param target `KIND/NAME` or `KIND/NAMESPACE/NAME`, such as `deployment/qwen`
   */
  toScale(target: string, expected?: ExpectedScaling & StackOptions): R;
  /**
   * Holds when the rehearsal of a chart, manifests or YAML keeps every objective, or what `assert` says; the message
   * shows the rehearsal.
   *
   * @param options the traffic, such as `constant:rate=4,duration=1h`, and `slo` or `assert`
   */
  toRehearse(options: ToRehearseOptions): R;
}

declare global {
  namespace jest {
    interface Matchers<R> extends StackMatchers<R> {}
  }
}
