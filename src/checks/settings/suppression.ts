import type { Place } from './place';

/** Findings of one rule that somebody looked at and found to be fine. */
export interface Suppression {
  /** The name of the rule. */
  readonly rule: string;
  /** The object that the findings are about, as findings list it; a `*` stands for any text. @default - any object */
  readonly object?: string;
  /** Why they do not apply. */
  readonly reason: string;
  /** What messages call it. */
  readonly from: Place & { readonly title: string };
}

/** The annotation by which an object suppresses findings about itself: `RULE: REASON`, one a line. */
export const IGNORE_ANNOTATION = 'cdk8s-llm-inference.io/ignore';

/** A suppression as it is written: `RULE: REASON` or `RULE in OBJECT: REASON`. */
export interface WrittenSuppression {
  /** Name of the rule; empty where none is written. */
  readonly rule: string;
  /** The object, in which a `*` stands for any text. @default - any object */
  readonly object?: string;
  /** What stands behind the colon; empty where nothing does. */
  readonly reason: string;
}

/** Reads `RULE: REASON` or `RULE in OBJECT: REASON`. What is missing is empty; who reads it says so. */
export function readSuppression(text: string): WrittenSuppression {
  const colon = text.search(/:(?:\s|$)/);
  const head = (colon === -1 ? text : text.slice(0, colon)).trim();
  const reason = colon === -1 ? '' : text.slice(colon + 1).trim();
  const [, rule, object] = /^(\S+)\s+in\s+(\S+)$/.exec(head) ?? [undefined, head, undefined];
  return { rule, object, reason };
}

/** Reads an annotation: one suppression a line. */
export function readSuppressions(annotation: string): WrittenSuppression[] {
  return annotation
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(readSuppression);
}

/** Whether a pattern in which `*` stands for any text means a name. */
export function matches(pattern: string, name: string): boolean {
  const [first, ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === name;
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  const end = name.length - last.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
