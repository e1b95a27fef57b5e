import type { Manifest } from '../../stack/manifest';
import type { Finding } from '../finding';
import { type RuleInfo, SUPPRESSION, UNUSED_SUPPRESSION } from '../meta-rules';
import { nearest } from '../nearest';
import { nameOf, referenceOf } from '../rule';
import type { Place } from './place';
import { type CheckSettings, runs } from './settings';
import { IGNORE_ANNOTATION, matches, readSuppressions, type Suppression, type WrittenSuppression } from './suppression';

/** What is left of the findings, and what was suppressed. */
export interface Suppressed {
  /** What was not suppressed, and what is wrong with the suppressions themselves. */
  readonly findings: readonly Finding[];
  /** What was suppressed, with the reason. */
  readonly suppressed: readonly SuppressedFinding[];
}

/** A finding that somebody looked at and found to be fine. */
export interface SuppressedFinding {
  /** As it was found, whatever the profile file says of its severity. */
  readonly finding: Finding;
  /** Why it does not apply, in the words of the first suppression that fits. */
  readonly reason: string;
}

/** A suppression, and the manifest that it stands in, if any. */
interface Candidate extends Suppression {
  readonly at?: Manifest;
  /** What an annotation names as its object, which it has already. */
  readonly named?: string;
}

/** Takes out of the findings what the settings and the annotations of the objects suppress. */
export function suppress(
  findings: readonly Finding[],
  manifests: readonly Manifest[],
  settings: CheckSettings,
): Suppressed {
  const candidates = [...settings.suppressions, ...manifests.flatMap(annotated)];
  const names = settings.rules.map(({ name }) => name);
  const judged = candidates.map((candidate) => ({ candidate, wrong: whatIsWrong(candidate, names) }));
  const broken = judged.flatMap(({ wrong }) => wrong);
  const valid = judged.flatMap(({ candidate, wrong }) => (wrong.length === 0 ? [candidate] : []));
  const used = new Set<Candidate>();
  const left: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const fitting = valid.filter((each) => suppresses(each, finding));
    for (const each of fitting) used.add(each);
    if (fitting.length === 0) left.push(finding);
    else suppressed.push({ finding, reason: fitting[0].reason });
  }
  // A rule that did not run found nothing to suppress.
  const unused = valid.filter((each) => !used.has(each) && runs(each.rule, settings)).map(withoutEffect);
  return { findings: [...left, ...broken, ...unused], suppressed };
}

function annotated(at: Manifest): Candidate[] {
  const annotation = at.annotations[IGNORE_ANNOTATION];
  if (annotation === undefined) return [];
  const line = at.lineOf(['metadata', 'annotations', IGNORE_ANNOTATION]);
  const title = `the annotation ${IGNORE_ANNOTATION} of ${nameOf(at)}`;
  const written = readSuppressions(annotation);
  const all: readonly WrittenSuppression[] = written.length > 0 ? written : [{ rule: '', reason: '' }];
  const from = { file: at.file, line, title };
  return all.map(({ rule, object: named, reason }) => ({ rule, object: referenceOf(at), reason, at, named, from }));
}

function suppresses({ rule, object }: Candidate, finding: Finding): boolean {
  if (rule !== finding.rule) return false;
  return object === undefined || finding.objects.some((each) => matches(object, each));
}

function whatIsWrong(candidate: Candidate, names: readonly string[]): Finding[] {
  const { rule, reason, from, named } = candidate;
  if (!names.includes(rule)) {
    const near = nearest(rule, names);
    const fix = near === undefined ? 'write RULE: REASON with the name that the finding shows' : `write '${near}'`;
    return [about(SUPPRESSION, candidate, `${from.title} names the rule '${rule}', which there is not`, fix)];
  }
  if (named !== undefined) {
    const fix = `write '${rule}: REASON', or name the object under 'ignore' in the profile file`;
    const message = `${from.title} suppresses '${rule}' in ${named}, and an annotation is about its own object alone`;
    return [about(SUPPRESSION, candidate, message, fix)];
  }
  if (reason !== '') return [];
  const fix = `say why the findings do not apply: '${rule}: REASON'`;
  return [about(SUPPRESSION, candidate, `${from.title} suppresses '${rule}' without a reason`, fix)];
}

function withoutEffect(candidate: Candidate): Finding {
  const { rule, from } = candidate;
  const message = `${from.title} suppresses nothing: '${rule}' finds nothing there`;
  return about(UNUSED_SUPPRESSION, candidate, message, 'remove it');
}

function about(rule: RuleInfo, { at, from }: Candidate, message: string, fix: string): Finding {
  return {
    rule: rule.name,
    severity: rule.severity,
    message,
    why: rule.why,
    fix,
    objects: at === undefined ? [] : [referenceOf(at)],
    ...placed(from),
    ...(at?.constructPath !== undefined && { constructPath: at.constructPath }),
  };
}

/** Only what is known becomes part of a finding. */
function placed({ file, line }: Place): Place {
  return { ...(file !== undefined && { file }), ...(line !== undefined && { line }) };
}
