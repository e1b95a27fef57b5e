import type { Fields } from '../../stack/fields';
import type { RehearseOptions } from '../options/rehearse-options';
import { Unreadable } from '../reader';
import { rehearse } from '../rehearse';
import type { RehearsalResult, Totals } from '../result';
import { applyPolicy } from './apply';
import { type Policy, policyText } from './grammar';
import { frontier, scalesOf } from './pareto';
import type { SweepResult } from './result';

/** Rehearses one policy put into the manifests. */
export function rehearsePolicy(
  objects: readonly Fields[],
  policy: Policy,
  options: RehearseOptions,
): RehearsalResult | Unreadable {
  const changed = applyPolicy(objects, policy);
  if (changed instanceof Unreadable) return changed;
  const result = rehearse(changed, options);
  if (!(result instanceof Unreadable)) return result;
  return new Unreadable(result.reasons.map((reason) => `with ${policyText(policy)}: ${reason}`));
}

/** Puts what policies came to beside each other. `all` has the totals of each, in their order. */
export function sweepResultOf(
  policies: readonly Policy[],
  all: readonly Totals[],
  { title, objectives }: Pick<SweepResult, 'title' | 'objectives'>,
): SweepResult {
  const scales = scalesOf(all[0]);
  const best = frontier(all, scales);
  return {
    format: 'cdk8s-llm-inference/sweep/v1',
    title,
    objectives,
    weighedBy: { service: scales.service.name, cost: scales.cost.name },
    policies: policies.map((policy, index) => ({
      name: policyText(policy),
      settings: Object.fromEntries(policy.map(({ name, value }) => [name, value])),
      totals: all[index],
      isBest: best[index],
    })),
  };
}
