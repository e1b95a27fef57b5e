import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, textOf } from '../../src/checks/finding';
import type { CheckProfile } from '../../src/checks/profile';
import { runChecks } from '../../src/checks/run';
import { buildGraph } from '../../src/stack/graph';
import { readManifests, type Source } from '../../src/stack/read';

/** Checks texts as one cluster. */
export function check(sources: readonly Source[], profile: CheckProfile = {}): Finding[] {
  return runChecks(buildGraph(readManifests(sources).manifests, profile), profile);
}

/** Checks one text. */
export function checkText(text: string, profile?: CheckProfile): Finding[] {
  return check([{ name: 'stack.yaml', text }], profile);
}

/** A finding as the expectations have it: how bad, where, and the whole message. */
export function lineOf(finding: Finding): string {
  const { severity, objects, file, line } = finding;
  return `${severity} ${file ?? ''}${line === undefined ? '' : `:${line}`} ${objects.join(' ')}\n  ${textOf(finding)}\n`;
}

/** A folder with an example of a mistake and the same without it. */
export interface Pair {
  /** `metric/unit`. */
  readonly name: string;
  /** The folder. */
  readonly folder: string;
  /** The broken manifests. */
  readonly bad: string;
  /** The repaired ones. */
  readonly good: string;
  /** The folder that the manifests stand in, for rules that look at it. @default - none */
  readonly within: string;
  /** What is known of the cluster. */
  readonly profile: CheckProfile;
  /** What is found in the broken ones. @default - not written down */
  readonly expected?: string;
}

/** The pairs below a folder, which has one folder for each group. */
export function pairsIn(root: string): Pair[] {
  return readdirSync(root)
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
    .sort()
    .map((name) => readPair(join(root, name), name));
}

/** Reads a pair. */
export function readPair(folder: string, name: string): Pair {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const profile = existsSync(join(folder, 'profile.json')) ? JSON.parse(read('profile.json')) : {};
  const expected = existsSync(join(folder, 'expected.txt')) ? read('expected.txt') : undefined;
  const within = existsSync(join(folder, 'templates')) ? 'templates/' : '';
  return { name, folder, within, bad: read(`${within}bad.yaml`), good: read(`${within}good.yaml`), profile, expected };
}

/** What is found in the broken manifests of a pair. */
export function checkBad({ bad, within, profile }: Pair): Finding[] {
  return check([{ name: `${within}bad.yaml`, text: bad }], profile);
}

/** What is found in the broken manifests of a pair, as its expectation has it. */
export function foundInBad(pair: Pair): string {
  return checkBad(pair).map(lineOf).join('');
}

/** What is found in the repaired manifests of a pair and is no mere information. */
export function foundInGood({ good, within, profile }: Pair): string[] {
  return check([{ name: `${within}good.yaml`, text: good }], profile)
    .filter(({ severity }) => severity !== 'info')
    .map(lineOf);
}
