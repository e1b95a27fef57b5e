import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { show } from '../../kubernetes/mistake';
import { ALL_RULES } from '../all';
import { SEVERITIES } from '../finding';
import { META_RULES } from '../meta-rules';
import { nearest } from '../nearest';
import type { CheckProfile } from '../profile';
import type { Rule } from '../rule';
import { readAssumptions } from './facts';
import { guarded, loadRules } from './own-rules';
import { PROFILE_FILE, type ProfileFile, readProfileFile } from './profile-file';
import type { CheckSettings, Unusable } from './settings';
import { readSuppression, type Suppression } from './suppression';

/** What a call says about how to check. */
export interface SettingsOptions {
  /** The profile file; `false` for none. @default - the one in a folder, or the nearest above it */
  readonly profile?: string | false;
  /** The only rules that run. @default - all */
  readonly rule?: readonly string[];
  /** What is suppressed: `RULE: REASON` or `RULE in OBJECT: REASON`. @default - nothing */
  readonly ignore?: readonly string[];
  /** Facts about the cluster, and objects that exist elsewhere. @default - none */
  readonly assume?: readonly string[];
  /** Rules beside ours. @default - those that the profile file names */
  readonly ownRules?: readonly Rule[];
}

const NO_FILE: ProfileFile = { profile: {}, overrides: new Map(), suppressions: [], ownRules: [] };

/**
 * Puts together what a profile file and a call say; the call wins.
 *
 * @param path file or folder where the profile file is looked for
 */
export function loadSettings(options: SettingsOptions, path = '.'): CheckSettings | Unusable {
  const profilePath = options.profile === false ? undefined : (options.profile ?? findProfile(path));
  const file = profilePath === undefined ? NO_FILE : loadProfile(profilePath);
  if ('problems' in file) return file;
  const named = profilePath === undefined ? [] : loadRules(file.ownRules, dirname(profilePath));
  if ('problems' in named) return named;
  const assumed = readAssumptions(options.assume ?? []);
  if ('problems' in assumed) return { problems: assumed.problems.map((problem) => `--assume: ${problem}`) };
  const rules = [...ALL_RULES, ...[...named, ...(options.ownRules ?? [])].map(guarded)];
  const problems = [
    ...malformed(rules),
    ...namesakes(rules),
    ...unknownOverrides(file, rules),
    ...unknownOptions(options, rules),
  ];
  if (problems.length > 0) return { problems };
  return {
    profile: { today: today(), ...mergeProfiles(file.profile, assumed) },
    overrides: file.overrides,
    suppressions: [...file.suppressions, ...(options.ignore ?? []).map(byCall)],
    rules,
    only: options.rule?.length ? options.rule : undefined,
  };
}

/** No zone is further behind UTC than this. */
const LAST_ZONE_MS = 12 * 3600 * 1000;

/** The day that it still is somewhere, so that nothing is called past too early. */
function today(): string {
  return new Date(Date.now() - LAST_ZONE_MS).toISOString().slice(0, 10);
}

/** The profile file in the folder of a path, or in the nearest folder above it that has one. */
function findProfile(path: string): string | undefined {
  const start = resolve(path === '-' ? '.' : path);
  let folder = existsSync(start) && statSync(start).isDirectory() ? start : dirname(start);
  while (!existsSync(join(folder, PROFILE_FILE))) {
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
  const file = join(folder, PROFILE_FILE);
  const near = relative('.', file);
  return near.startsWith('..') ? file : near;
}

function loadProfile(path: string): ProfileFile | Unusable {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { problems: [`the profile '${path}' cannot be read (${(error as NodeJS.ErrnoException).code})`] };
  }
  const file = readProfileFile(text, path);
  if (!('problems' in file)) return file;
  return { problems: file.problems.map(({ line, message }) => `${path}:${line}: ${message}`) };
}

/** Two profiles of one cluster as one; what both say counts as the second says it. */
export function mergeProfiles(first: CheckProfile, second: CheckProfile): CheckProfile {
  const elsewhere = [...(first.elsewhere ?? []), ...(second.elsewhere ?? [])];
  const labels = { ...first.monitorLabels, ...second.monitorLabels };
  const monitorLabels = first.monitorLabels || second.monitorLabels ? labels : undefined;
  return { ...first, ...second, ...(monitorLabels && { monitorLabels }), ...(elsewhere.length > 0 && { elsewhere }) };
}

function byCall(text: string): Suppression {
  return { ...readSuppression(text), from: { title: `--ignore '${text}'` } };
}

const RULE_NAME = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;

/** Own rules may come from code that nobody type-checked. */
function malformed(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ name, severity, demands, why, link }) => {
    if (!RULE_NAME.test(String(name))) return [`the rule ${show(name)} must have a name like 'house/registry'`];
    if (!SEVERITIES.includes(severity)) return [`the rule '${name}' must have a severity: ${SEVERITIES.join(', ')}`];
    const missing = Object.entries({ demands, why, link }).filter(
      ([, text]) => typeof text !== 'string' || text === '',
    );
    return missing.map(([field]) => `the rule '${name}' must say its '${field}'`);
  });
}

function namesakes(rules: readonly Rule[]): string[] {
  const names = [...META_RULES, ...rules].map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((name) => `there are two rules called '${name}'; give yours another name`);
}

function unknownOverrides({ overrides }: ProfileFile, rules: readonly Rule[]): string[] {
  return [...overrides].flatMap(([name, { from }]) => {
    const found = ruleNamed(name, rules);
    return typeof found === 'string' ? [`${from.file}:${from.line}: ${found}`] : [];
  });
}

function unknownOptions({ rule = [], ignore = [] }: SettingsOptions, rules: readonly Rule[]): string[] {
  const suppressed = ignore.map(readSuppression);
  const unknown = [...rule, ...suppressed.map((each) => each.rule)].map((name) => ruleNamed(name, rules));
  const bare = suppressed.filter(({ reason }) => reason === '');
  return [
    ...unknown.filter((found) => typeof found === 'string'),
    ...bare.map((each) => `--ignore '${each.rule}' has no reason; write '${each.rule}: REASON'`),
  ];
}

/** The rule of a name, or what to say when there is none. */
export function ruleNamed(name: string, rules: readonly Rule[]): (typeof META_RULES)[number] | string {
  const all = [...rules, ...META_RULES];
  const found = all.find((rule) => rule.name === name);
  if (found) return found;
  const near = nearest(
    name,
    all.map((rule) => rule.name),
  );
  return `there is no rule '${name}'; ${near === undefined ? 'check --list-rules lists all' : `did you mean '${near}'?`}`;
}
