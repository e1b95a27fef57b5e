import { resolve } from 'node:path';
import { type Problem, type Rule, wrong } from '../rule';
import type { WithPlace } from './profile-file';
import type { Unusable } from './settings';

/** Loads the modules of own rules that a profile file names: each exports rules, alone, in a list or by name. */
export function loadRules(modules: readonly WithPlace[], folder: string): readonly Rule[] | Unusable {
  const loaded = modules.map((module) => load(module, folder));
  const problems = loaded.flatMap((each) => (typeof each === 'string' ? [each] : []));
  return problems.length > 0 ? { problems } : loaded.flatMap((each) => (typeof each === 'string' ? [] : each));
}

/** A rule that somebody else wrote: when it fails, that is a finding, and the other rules run on. */
export function guarded(rule: Rule): Rule {
  return {
    ...rule,
    check(graph, profile) {
      const [at] = graph.manifests;
      const fails = (why: string) => (at ? [wrong(at, [], `the rule '${rule.name}' itself fails: ${why}`, FIX)] : []);
      try {
        const problems = [...rule.check(graph, profile)];
        return problems.every(isProblem) ? problems : fails("a problem has 'at', 'message' and 'fix'");
      } catch (error) {
        return fails(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

const FIX = 'correct the rule';

function isProblem({ at, message, fix }: Problem): boolean {
  return typeof at?.lineOf === 'function' && typeof message === 'string' && typeof fix === 'string';
}

function load({ text, from }: WithPlace, folder: string): readonly Rule[] | string {
  const place = `${from.file}:${from.line}`;
  let exported: unknown;
  try {
    exported = require(resolve(folder, text));
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    return `${place}: the rules in '${text}' cannot be loaded (${reason})`;
  }
  const rules = rulesIn(exported);
  return rules.length > 0 ? rules : `${place}: '${text}' exports no rule; export what StackRule.define gives`;
}

function rulesIn(exported: unknown): readonly Rule[] {
  if (isRule(exported)) return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  return [
    ...new Set(
      Object.values(exported).flatMap((each) =>
        isRule(each) ? [each] : Array.isArray(each) ? each.filter(isRule) : [],
      ),
    ),
  ];
}

function isRule(value: unknown): value is Rule {
  if (typeof value !== 'object' || value === null) return false;
  const { name, check } = value as Partial<Rule>;
  return typeof name === 'string' && typeof check === 'function';
}
