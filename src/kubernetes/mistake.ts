import type { RuleName } from './rules';
import { Opaque } from './taken';

/** How bad a mistake is: an error stops the synth, a warning is printed to stderr. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong with what the user declared, as data: who prints it adds the construct path. */
export interface Mistake {
  /** The rule that is broken. */
  readonly rule: RuleName;
  /** Whether it stops the synth. */
  readonly severity: Severity;
  /** What is wrong, what to do, and the name of the rule. */
  readonly text: string;
}

/** What a value has to be and is not, whoever says so: the construct that got it, or a check of the manifest. */
export interface Fault {
  /** The rule that is broken. */
  readonly rule: RuleName;
  /** What the value must be. */
  readonly must: string;
  /** What to write instead. */
  readonly fix: string;
}

/** A value that breaks a rule: `'prop' (got) must …; fix`. */
export function mistake(rule: RuleName, prop: string, got: unknown, must: string, fix: string): Mistake {
  return problem(rule, `'${prop}' (${show(got)}) ${must}`, fix);
}

/** A value that was judged: its mistake, if it is one. */
export function mistakeOf(prop: string, got: unknown, fault: Fault | undefined): Mistake[] {
  return fault === undefined ? [] : [mistake(fault.rule, prop, got, fault.must, fault.fix)];
}

/** Something that is wrong without being the value of one prop. */
export function problem(rule: RuleName, what: string, fix: string): Mistake {
  return { rule, severity: 'error', text: `${escapeOdd(`${shortened(what)}; ${fix}`)} (${rule})` };
}

/** Something that works but probably not as meant. */
export function warning(rule: RuleName, what: string, fix: string): Mistake {
  return { ...problem(rule, what, fix), severity: 'warning' };
}

const LONGEST_SHOWN = 80;
/** Tokens of the hubs and clouds, JWTs and keys; only from the beginning of a word, so that `disk-…` is no `sk-…`. */
const TOKEN_LIKE =
  /(?<![A-Za-z0-9])(hf_[A-Za-z0-9]{20,}|nvapi-[\w-]+|AKIA[0-9A-Z]{12,}|LTAI[0-9A-Za-z]{10,}|sk-[\w-]{16,}|eyJ[\w-]+\.[\w-]+\.[\w-]+)/;
/** Keys as files, and URLs that hold a user, a password or a bare token. */
const SECRET_LIKE = new RegExp(`${TOKEN_LIKE.source}|-----BEGIN|://[^/@\\s]*@`);

/** How a value the user gave is shown in a message: short, on one line, and never a secret. */
export function show(value: unknown): string {
  if (typeof value === 'string') return SECRET_LIKE.test(value) ? 'a secret, not shown' : quote(value);
  if (typeof value === 'function') return 'a function';
  if (value === null || typeof value !== 'object') return String(value);
  try {
    return showObject(value);
  } catch {
    return 'an object that cannot be read';
  }
}

function showObject(value: object): string {
  if (value instanceof Opaque) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  const prototype = Object.getPrototypeOf(value);
  const name = prototype === null || prototype === Object.prototype ? undefined : prototype.constructor?.name;
  return name ? `an instance of ${name}` : 'an object';
}

/** Words, such as names, that are longer than any valid name of an object are cut. */
function shortened(text: string): string {
  return text.replace(/([^\s']{253})[^\s']+/g, '$1…');
}

function quote(text: string): string {
  const escaped = Array.from(escapeOdd(JSON.stringify(text)));
  return escaped.length > LONGEST_SHOWN ? `${escaped.slice(0, LONGEST_SHOWN).join('')}…` : escaped.join('');
}

/** Characters that break the line, turn its direction or cannot be seen, by their numbers. */
function escapeOdd(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u00a0]/gu,
    (char) => `\\u${codeOf(char).toString(16).padStart(4, '0')}`,
  );
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}
