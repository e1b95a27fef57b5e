import { type FieldPath, fieldsOf, isFields, listOf, pathText } from '../../stack/fields';
import { parseYaml, type TextDocument } from '../../stack/yaml-text';
import { SEVERITIES } from '../finding';
import { nearest } from '../nearest';
import type { CheckProfile } from '../profile';
import { factOf, PROFILE_FACTS } from './facts';
import type { Place } from './place';
import type { RuleOverride } from './settings';
import type { Suppression } from './suppression';

/** The name of the profile file, which is looked for in the folder of what is checked and in those above it. */
export const PROFILE_FILE = '.cdk8s-llm-inference.yaml';

/** What a profile file says. */
export interface ProfileFile {
  /** What is known of the cluster. */
  readonly profile: CheckProfile;
  /** The rules that are treated otherwise, by name. */
  readonly overrides: ReadonlyMap<string, RuleOverride>;
  /** What is suppressed. */
  readonly suppressions: readonly Suppression[];
  /** Modules that give further rules, as paths relative to the file. */
  readonly ownRules: readonly WithPlace[];
}

/** A text of the file, and where it stands. */
export interface WithPlace {
  /** As it was written. */
  readonly text: string;
  /** The profile file, and the line of the text. */
  readonly from: Place;
}

/** Why a profile file cannot be used, by lines. */
export type ProfileProblems = readonly { readonly line: number; readonly message: string }[];

const OTHER_KEYS = ['rules', 'ignore', 'ownRules'];
const LEVELS: readonly string[] = [...SEVERITIES, 'off'];

/** Reads a profile file. Every mistake in it is named, with its line. */
export function readProfileFile(text: string, file: string): ProfileFile | { readonly problems: ProfileProblems } {
  const [parsed, second] = parseYaml(text);
  if (parsed?.problem) return { problems: [parsed.problem] };
  if (second) return { problems: [{ line: second.document?.line ?? 1, message: 'the file must hold one document' }] };
  const reader = new Reader(file, parsed?.document);
  const result = reader.read();
  return reader.problems.length > 0 ? { problems: reader.problems } : result;
}

class Reader {
  readonly problems: { line: number; message: string }[] = [];

  constructor(
    private readonly file: string,
    private readonly document: TextDocument | undefined,
  ) {}

  read(): ProfileFile {
    const data = this.document?.data ?? {};
    if (!isFields(data)) this.refuse([], 'the file must be a mapping, such as `kserveVersion: "0.15"`');
    const fields = fieldsOf(data);
    const facts: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(fields)) {
      if (OTHER_KEYS.includes(key)) continue;
      const fact = factOf(key, value);
      if (fact === undefined) this.unknown([key], key, [...PROFILE_FACTS, ...OTHER_KEYS]);
      else if ('must' in fact) this.refuse([key], `'${key}' must ${fact.must}`);
      else facts[key] = fact.value;
    }
    return {
      profile: facts,
      overrides: new Map(
        Object.entries(this.fieldsAt('rules', fields.rules)).map(([name, value]) => [name, this.override(name, value)]),
      ),
      suppressions: this.listAt('ignore', fields.ignore).map((value, index) => this.suppression(value, index)),
      ownRules: this.listAt('ownRules', fields.ownRules).map((value, index) => this.text(value, ['ownRules', index])),
    };
  }

  private override(name: string, value: unknown): RuleOverride {
    const path = ['rules', name];
    const from = this.place(path);
    const { severity, reason, ...rest } =
      typeof value === 'string' || value === false
        ? { severity: value }
        : ({ reason: undefined, ...fieldsOf(value) } as Record<string, unknown>);
    // YAML 1.1 reads a bare `off` as false, and so may whoever wrote it.
    const level = severity === false ? 'off' : severity;
    for (const key of Object.keys(rest)) this.unknown([...path, key], key, ['severity', 'reason']);
    if (typeof level !== 'string' || !LEVELS.includes(level)) {
      this.refuse(path, `the severity of '${name}' must be one of ${LEVELS.join(', ')}`);
      return { severity: 'off', from };
    }
    const hasReason = typeof reason === 'string' && reason.trim() !== '';
    if (level === 'off' && !hasReason)
      this.refuse(path, `the rule '${name}' is off without a reason; write { severity: off, reason: … }`);
    return { severity: level as RuleOverride['severity'], from };
  }

  private suppression(value: unknown, index: number): Suppression {
    const path = ['ignore', index];
    const { rule, object, reason, ...rest } = fieldsOf(value);
    for (const key of Object.keys(rest)) this.unknown([...path, key], key, ['rule', 'object', 'reason']);
    if (!isFields(value)) this.refuse(path, `'${pathText(path)}' must have a rule and a reason`);
    else {
      if (object !== undefined) this.text(object, [...path, 'object']);
      this.text(rule, [...path, 'rule']);
    }
    return {
      rule: String(rule),
      object: object === undefined ? undefined : String(object),
      reason: typeof reason === 'string' ? reason.trim() : '',
      from: { ...this.place(path), title: `'${pathText(path)}'` },
    };
  }

  private text(value: unknown, path: FieldPath): WithPlace {
    if (typeof value !== 'string' || value.trim() === '') this.refuse(path, `'${pathText(path)}' must be a text`);
    return { text: String(value), from: this.place(path) };
  }

  private fieldsAt(key: string, value: unknown) {
    if (value !== undefined && value !== null && !isFields(value)) this.refuse([key], `'${key}' must be a mapping`);
    return fieldsOf(value);
  }

  private listAt(key: string, value: unknown) {
    if (value !== undefined && value !== null && !Array.isArray(value)) this.refuse([key], `'${key}' must be a list`);
    return listOf(value);
  }

  private unknown(path: FieldPath, key: string, known: readonly string[]): void {
    const near = nearest(key, known);
    const fix = near === undefined ? `there are ${known.join(', ')}` : `did you mean '${near}'?`;
    this.refuse(path, `there is no setting '${pathText(path)}'; ${fix}`);
  }

  private refuse(path: FieldPath, message: string): void {
    this.problems.push({ line: this.document?.lineOf(path) ?? 1, message });
  }

  private place(path: FieldPath): Place {
    return { file: this.file, line: this.document?.lineOf(path) };
  }
}
