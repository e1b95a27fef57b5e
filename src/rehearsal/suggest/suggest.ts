import type { Fields } from '../../stack/fields';
import { readObjects } from '../../stack/read';
import { type Comparison, compare } from '../compare/compare';
import type { RehearseOptions } from '../options/rehearse-options';
import { Unreadable } from '../reader';
import { isTrafficSource } from '../rehearse';
import type { RehearsalResult, Totals } from '../result';
import { graphOf } from '../stack/read-stack';
import { type Policy, policyText, valueText } from '../sweep/grammar';
import { type Scales, scalesOf } from '../sweep/pareto';
import { rehearsePolicy } from '../sweep/sweep';
import { kept } from '../sweep/traffic-order';
import { currentPolicy } from './current';
import { neighboursOf } from './neighbours';
import { beats, isMet, whyNot } from './weigh';

/** A policy that is proposed, with its rehearsal as evidence and what was rejected beside it. */
export interface Suggestion {
  /** Changes when a field changes its meaning. */
  readonly format: 'cdk8s-llm-inference/suggestion/v1';
  /** As they would be asked for: `target=4, maxReplicas=8`. */
  readonly current: string;
  /** The best policy that was found, in the same words; the current one where none beats it. */
  readonly proposed: string;
  /** Whether the proposal meets all objectives. */
  readonly isMet: boolean;
  /** What it changes: the setting, before and after, as text. */
  readonly changes: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** Policies one step away, and why they are not proposed. */
  readonly rejected: readonly Rejected[];
  /** How many policies were rehearsed. */
  readonly tried: number;
  /** The current policy and the proposed one. */
  readonly comparison: Comparison;
}

/** A neighbour of the proposal. */
export interface Rejected {
  /** The setting that differs, and its value. */
  readonly setting: string;
  /** In a few words, for example `dearer: 12 h`. */
  readonly why: string;
  /** What its rehearsal came to. */
  readonly totals: Totals;
}

/** How long it may look. */
export interface SuggestOptions extends RehearseOptions {
  /** Policies to rehearse at most. @default 80 */
  readonly tries?: number;
  /** Called after each policy with how many have been rehearsed so far. @default - nobody is told */
  readonly progress?: (tried: number) => void;
}

const DEFAULT_TRIES = 80;

/**
 * Looks for the cheapest policy that meets the objectives, or else for the one that comes nearest: from the current one
 * by large steps in one setting at a time, then by small ones, until no neighbour is better.
 */
export function suggest(objects: readonly Fields[], options: SuggestOptions): Suggestion | Unreadable {
  const { tries = DEFAULT_TRIES, progress } = options;
  const current = currentPolicy(graphOf(readObjects(objects), options));
  if (current instanceof Unreadable) return current;
  if ((options.objectives ?? []).length === 0)
    return new Unreadable(['a suggestion needs an objective; give --slo, such as --slo ttft-p95=2s']);
  const settings = {
    ...options,
    ...(isTrafficSource(options.traffic) && { traffic: kept(options.traffic) }),
  };
  const known = new Map<string, Totals>();
  const keep = (policy: Policy, { totals }: RehearsalResult): Totals => {
    known.set(policyText(policy), totals);
    progress?.(known.size);
    return totals;
  };
  const totalsOf = (policy: Policy): Totals | undefined => {
    const before = known.get(policyText(policy));
    if (before || known.size >= tries) return before;
    const result = rehearsePolicy(objects, policy, settings);
    // A neighbour that cannot be rehearsed is none.
    return result instanceof Unreadable ? undefined : keep(policy, result);
  };
  const before = rehearsePolicy(objects, current, settings);
  if (before instanceof Unreadable) return before;
  const first = keep(current, before);
  const scales = scalesOf(first);
  const proposed = climb(current, first, totalsOf, scales);
  // It was rehearsed on the way, but only its totals were kept.
  const after = rehearsePolicy(objects, proposed, settings) as RehearsalResult;
  return suggestionOf(current, proposed, [before, after], totalsOf, scales, known);
}

/** From neighbour to better neighbour. */
function climb(start: Policy, first: Totals, totalsOf: (policy: Policy) => Totals | undefined, scales: Scales): Policy {
  let best = { policy: start, totals: first };
  for (const step of ['coarse', 'fine'] as const) {
    for (let isBetter = true; isBetter; ) {
      isBetter = false;
      for (const policy of neighboursOf(best.policy, step)) {
        const totals = totalsOf(policy);
        if (totals === undefined || !beats(totals, best.totals, scales)) continue;
        best = { policy, totals };
        isBetter = true;
      }
    }
  }
  return best.policy;
}

function suggestionOf(
  current: Policy,
  proposed: Policy,
  [before, after]: readonly RehearsalResult[],
  totalsOf: (policy: Policy) => Totals | undefined,
  scales: Scales,
  known: ReadonlyMap<string, Totals>,
): Suggestion {
  const rejected = neighboursOf(proposed, 'fine').flatMap((policy): Rejected[] => {
    const totals = totalsOf(policy);
    const setting = policy.find(({ value }, index) => value !== proposed[index].value);
    if (totals === undefined || setting === undefined) return [];
    return [{ setting: policyText([setting]), why: whyNot(totals, after.totals, scales), totals }];
  });
  return {
    format: 'cdk8s-llm-inference/suggestion/v1',
    current: policyText(current),
    proposed: policyText(proposed),
    isMet: isMet(after.totals),
    changes: proposed.flatMap(({ name, parameter, value }, index) => {
      const from = current[index].value;
      return from === value ? [] : [{ name, from: valueText(parameter, from), to: valueText(parameter, value) }];
    }),
    rejected,
    tried: known.size,
    comparison: compare({ label: 'current', result: before }, { label: 'proposed', result: after }),
  };
}
