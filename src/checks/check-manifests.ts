import { fieldsOf, textOf } from '../stack/fields';
import { buildGraph, type StackGraph } from '../stack/graph';
import type { SourceDocument } from '../stack/manifest';
import type { ReadManifests, Unparsable } from '../stack/read';
import type { Finding } from './finding';
import { INCOMPLETE, type RuleInfo, UNPARSABLE } from './meta-rules';
import { runChecks, worstFirst } from './run';
import { type CheckSettings, runs } from './settings/settings';
import { type SuppressedFinding, suppress } from './settings/suppress';
import { homeOf } from './version/home';

/** What a check of the manifests of one cluster gave. */
export interface Checked {
  /** What was found and not suppressed, worst first. */
  readonly findings: readonly Finding[];
  /** What was found and suppressed. */
  readonly suppressed: readonly SuppressedFinding[];
  /** What the manifests are, seen as a whole. */
  readonly graph: StackGraph;
}

/** Checks the manifests of one cluster as the settings say. */
export function checkManifests(read: ReadManifests, settings: CheckSettings): Checked {
  const graph = buildGraph(read.manifests, settings.profile);
  const rules = settings.rules.filter(({ name }) => runs(name, settings));
  const found = runChecks(graph, settings.profile, rules);
  const { findings, suppressed } = suppress(found, read.manifests, settings);
  const all = [...read.unparsable.map(unparsable), ...read.others.flatMap(incomplete), ...findings];
  return { findings: worstFirst(all.flatMap((finding) => overridden(finding, settings))), suppressed, graph };
}

function overridden(finding: Finding, settings: CheckSettings): readonly Finding[] {
  if (!runs(finding.rule, settings)) return [];
  const severity = settings.overrides.get(finding.rule)?.severity ?? finding.severity;
  return severity === 'off' ? [] : [{ ...finding, severity }];
}

function unparsable({ file, line, message }: Unparsable): Finding {
  // The reader says what helps behind a semicolon, where it knows something better than the general.
  const [what, ...fix] = message.split('; ');
  return ofDocument(UNPARSABLE, { file, line }, what, fix.join('; ') || 'correct the YAML');
}

/** What has the name of an object and one half of its type is meant as one; anything else may be whatever it likes. */
function incomplete({ fields, file, lineOf }: SourceDocument): Finding[] {
  const [apiVersion, kind, name] = [fields.apiVersion, fields.kind, fieldsOf(fields.metadata).name].map(textOf);
  if (!name || Boolean(apiVersion) === Boolean(kind)) return [];
  const at = { file, line: lineOf([]) };
  if (!kind) return [ofDocument(INCOMPLETE, at, `an object of ${apiVersion} '${name}' has no kind`, 'add kind')];
  const home = homeOf(kind);
  const fix = home === undefined ? 'add apiVersion' : `add 'apiVersion: ${home}'`;
  return [ofDocument(INCOMPLETE, at, `the ${kind} '${name}' has no apiVersion`, fix)];
}

/** A finding about a document that is no object. */
function ofDocument(
  { name: rule, severity, why }: RuleInfo,
  at: Pick<Finding, 'file' | 'line'>,
  message: string,
  fix: string,
): Finding {
  return { rule, severity, message, why, fix, objects: [], ...at };
}
