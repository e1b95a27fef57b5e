import type { Rule } from './rule';

/** What can be said about a rule without running it. */
export type RuleInfo = Pick<Rule, 'name' | 'severity' | 'demands' | 'why' | 'link'>;

/** Where the package is documented. */
export const HOME = 'https://www.npmjs.com/package/cdk8s-llm-inference';

/** A document that cannot be read. */
export const UNPARSABLE: RuleInfo = {
  name: 'yaml/unparsable',
  severity: 'error',
  demands: 'every document can be read and says nothing twice',
  why: 'The API server refuses what cannot be read, and nothing in it could be checked.',
  link: 'https://yaml.org/spec/1.2.2/',
};

/** An object of which one half of its type is missing. */
export const INCOMPLETE: RuleInfo = {
  name: 'yaml/incomplete',
  severity: 'error',
  demands: 'an object says both its apiVersion and its kind',
  why: 'The API server does not know what it is and refuses it, and nothing in it could be checked.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields',
};

/** A suppression that is not complete. */
export const SUPPRESSION: RuleInfo = {
  name: 'checks/suppression',
  severity: 'error',
  demands: 'a suppression names a rule that there is, and a reason, and in an annotation no object',
  why: 'Who reads a suppression later has to see what it is for and why it was right.',
  link: HOME,
};

/** A suppression without effect. */
export const UNUSED_SUPPRESSION: RuleInfo = {
  name: 'checks/unused-suppression',
  severity: 'warning',
  demands: 'a suppression suppresses something',
  why: 'A suppression that is left behind would hide the next mistake of its kind.',
  link: HOME,
};

/** Settings that cannot be used. The command line says so and ends; elsewhere it is an error like others. */
export const SETTINGS: RuleInfo = {
  name: 'checks/settings',
  severity: 'error',
  demands: 'the profile file and what else says how to check can be used',
  why: 'Nothing is checked as long as it is not known how.',
  link: HOME,
};

/** The rules about what is checked and how, beside those about the graph. Their findings cannot be suppressed. */
export const META_RULES: readonly RuleInfo[] = [UNPARSABLE, INCOMPLETE, SETTINGS, SUPPRESSION, UNUSED_SUPPRESSION];
