import type { StackGraph } from '../stack/graph';
import { ALL_RULES } from './all';
import { type Finding, SEVERITIES } from './finding';
import type { CheckProfile } from './profile';
import { type Problem, type Rule, referenceOf } from './rule';

/**
 * Checks a graph by every rule. What is found is sorted (worst first, then by object, rule and place), so that neither
 * the order of the rules nor that of the manifests shows.
 *
 * @param rules @default - all
 */
export function runChecks(
  graph: StackGraph,
  profile: CheckProfile = {},
  rules: readonly Rule[] = ALL_RULES,
): Finding[] {
  const found = rules.flatMap((rule) => Array.from(rule.check(graph, profile), (problem) => findingOf(rule, problem)));
  return distinct(worstFirst(found));
}

/** Findings in the order of `runChecks`, whoever found them or says how bad they are. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(compare);
}

function findingOf(rule: Rule, { at, path, also = [], message, fix, severity, line: lineOfText }: Problem): Finding {
  const line = lineOfText ?? at.lineOf(path ?? []);
  return {
    rule: rule.name,
    severity: severity ?? rule.severity,
    message,
    why: rule.why,
    fix,
    objects: [...new Set([referenceOf(at), ...also.map(referenceOf).sort(compareText)])],
    ...(at.file !== undefined && { file: at.file }),
    ...(line !== undefined && { line }),
    ...(at.constructPath !== undefined && { constructPath: at.constructPath }),
  };
}

function compare(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.objects.at(0) ?? '', b.objects.at(0) ?? '') ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    compareText(a.fix, b.fix) ||
    compareText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0)
  );
}

/** By code units: the locale of the machine has no say in the order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The same of the same object is said once. */
function distinct(sorted: readonly Finding[]): Finding[] {
  return sorted.filter((finding, index) => {
    const before = sorted[index - 1];
    return (
      before?.rule !== finding.rule ||
      before.message !== finding.message ||
      before.objects.join() !== finding.objects.join() ||
      before.file !== finding.file
    );
  });
}
