import { Construct } from 'constructs';
import { type Checked, checkManifests } from '../checks/check-manifests';
import type { Finding } from '../checks/finding';
import type { Rule } from '../checks/rule';
import { loadSettings } from '../checks/settings/load-settings';
import type { StackGraph } from '../stack/graph';
import { manifestsOf } from '../stack/manifest';
import { type ReadManifests, readManifests } from '../stack/read';
import { checkConstruct } from './check-app';

/** How a matcher checks. */
export interface StackOptions {
  /** A profile file. @default - none; the cluster profile of a chart says its facts */
  readonly profile?: string;
  /** What is suppressed: `RULE: REASON` or `RULE in KIND/NAMESPACE/NAME: REASON`. @default - nothing */
  readonly ignore?: readonly string[];
  /** Facts (`kserveVersion=0.15`) and objects that exist elsewhere (`Service/monitoring/dcgm`). @default - none */
  readonly assume?: readonly string[];
  /** Rules of your own, beside those of this package. @default - none */
  readonly ownRules?: readonly Rule[];
}

/** What was given to a matcher, read and checked. */
export interface Stack {
  /** What messages call it. */
  readonly title: string;
  /** What was found. */
  readonly findings: readonly Finding[];
  /** Its clusters. */
  readonly graphs: readonly StackGraph[];
}

/** Reads a chart, an app, manifests or YAML. */
export function stackOf(given: unknown, options: StackOptions): Stack | { readonly problem: string } {
  const settings = loadSettings({ ...options, profile: options.profile ?? false });
  if ('problems' in settings) return { problem: settings.problems.join('\n') };
  if (Construct.isConstruct(given)) return of(titleOf(given), checkConstruct(given, settings));
  if (typeof given === 'string')
    return of('the YAML', [checkManifests(readManifests([{ name: 'YAML', text: given }]), settings)]);
  if (typeof given !== 'object' || given === null)
    return {
      problem: `expected a chart, an app, manifests or YAML, and got ${given === null ? 'null' : typeof given}`,
    };
  const objects = (Array.isArray(given) ? given : [given]).map((object: unknown) => ({ object }));
  return of('the manifests', [checkManifests(made(objects), settings)]);
}

function titleOf({ node }: Construct): string {
  return node.path === '' ? 'the app' : `'${node.path}'`;
}

function made(objects: Parameters<typeof manifestsOf>[0]): ReadManifests {
  return { manifests: manifestsOf(objects), others: [], unparsable: [] };
}

function of(title: string, checked: readonly Checked[]): Stack {
  return { title, findings: checked.flatMap(({ findings }) => findings), graphs: checked.map(({ graph }) => graph) };
}

/** A finding in the message of a matcher. */
export function describe({ constructPath, objects, rule, message, why, fix, line }: Finding): string {
  const place =
    constructPath ?? [objects.at(0), line === undefined ? undefined : `line ${line}`].filter(Boolean).join(', ');
  return [`  ${place}  ${rule}`, `    ${message}`, `    why  ${why}`, `    fix  ${fix}`].join('\n');
}
