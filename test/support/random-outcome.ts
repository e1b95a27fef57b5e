import { ApiObject, Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './chart';
import { build } from './random-apps';
import type { AppPlan } from './random-plans';
import { invalid } from './schemas';

/** What comes of a plan: the objects of an accepted app, or the rules that a refused one broke. */
export type RandomOutcome = { readonly manifests: readonly Manifest[] } | { readonly rules: readonly string[] };

const MISTAKE = /^.+; .+ \(([a-z-]+\/[a-z-]+)\)$/;

/**
 * Builds and synthesizes a plan. What is neither a message of our form nor a valid object is an error: it is thrown, so
 * that fast-check shows the plan.
 *
 * @param readsBack whether the objects are written and read again, which takes longer than all the rest
 */
export function outcomeOf(plan: AppPlan, readsBack: boolean): RandomOutcome {
  const { app, chart } = build(plan);
  const constructs = app.node.findAll();
  const messages = constructs.flatMap(({ node }) => node.validate());
  if (messages.length > 0) return { rules: messages.map(ruleOf) };
  const manifests: Manifest[] = readsBack
    ? parseAllDocuments(Yaml.stringify(...chart.toJson())).map((document) => document.toJS())
    : constructs.flatMap((each) => (ApiObject.isApiObject(each) ? [each.toJson()] : []));
  const wrong = manifests.flatMap((each) => invalid(each).map((what) => `${each.kind} ${what}`));
  if (wrong.length > 0) throw new Error(`invalid objects: ${wrong.join(', ')}`);
  return { manifests };
}

function ruleOf(message: string): string {
  const rule = MISTAKE.exec(message)?.[1];
  if (rule === undefined) throw new Error(`not a message of our form: ${message}`);
  return rule;
}
