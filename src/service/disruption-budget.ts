import type * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import type { Body, GroupVersionKind } from '../kubernetes/emit';
import { type Mistake, mistake, warning } from '../kubernetes/mistake';
import { checkInteger } from '../kubernetes/numbers';
import type { Wire } from '../kubernetes/wire';
import { Percent } from '../metrics/units';

/** Group, version and kind of the object. */
export const DISRUPTION_BUDGET: GroupVersionKind = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' };

type Budget = { readonly prop: 'minAvailable' | 'maxUnavailable'; readonly given: number | Percent };

/**
 * How many pods a drain of nodes leaves alone. Rollouts and scaling do not heed it.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class DisruptionBudget {
  /** At least so many pods stay, or such a share of them. */
  static minAvailable(pods: number | Percent): DisruptionBudget {
    return new DisruptionBudget({ prop: 'minAvailable', given: pods });
  }

  /** At most so many pods go at a time, or such a share of them. */
  static maxUnavailable(pods: number | Percent): DisruptionBudget {
    return new DisruptionBudget({ prop: 'maxUnavailable', given: pods });
  }

  /** @internal */
  static _budget(budget: DisruptionBudget): Budget {
    return budget.budget;
  }

  private constructor(private readonly budget: Budget) {}
}

/** Renders the object. Pods that are not ready are no reason to keep a node. */
export function disruptionBudgetBody(budget: DisruptionBudget, podSelector: Readonly<Record<string, string>>): Body {
  const { prop, given } = DisruptionBudget._budget(budget);
  const spec: Wire<k8s.PodDisruptionBudgetSpec> = {
    [prop]: given instanceof Percent ? `${given.value}%` : given,
    selector: { matchLabels: { ...podSelector } },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
  return { spec };
}

/** @param fewest the number of pods that there are at least, as far as it is known */
export function checkDisruptionBudget(budget: DisruptionBudget | undefined, fewest: number): Mistake[] {
  if (budget === undefined) return [];
  const { prop, given } = DisruptionBudget._budget(budget);
  const name = `disruptionBudget.${prop}`;
  const value = given instanceof Percent ? given.value : given;
  if (given instanceof Percent && !(Number.isInteger(value) && value >= 0 && value <= 100))
    return [mistake('value/number', name, value, 'must be a whole percentage of at most 100', 'give one')];
  const found = given instanceof Percent ? [] : checkInteger(name, given, 0);
  if (found.length > 0) return found;
  const keepsAll =
    prop === 'maxUnavailable' ? value === 0 : given instanceof Percent ? value === 100 : value >= fewest && value > 0;
  if (!keepsAll) return [];
  return [
    warning(
      'service/disruption-budget',
      `'${name}' (${value}${given instanceof Percent ? ' %' : ''}) lets no pod go while there are ${fewest}, so that no node can be drained`,
      'use DisruptionBudget.maxUnavailable(1), or have more pods',
    ),
  ];
}
