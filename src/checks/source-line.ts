import { holdsSecret } from '../kubernetes/secrets';

/** Where a finding points within its line, in columns from 0; `to` is the column behind the last one. */
export interface Span {
  /** Its first column. */
  readonly from: number;
  /** The column behind its last one. */
  readonly to: number;
}

/**
 * The part of a line that a finding is about: the value where the line has one (`port: metrics`, `- value`), else
 * everything but indentation and comment.
 */
export function spanOf(line: string): Span {
  const from = /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
  const rest = withoutComment(line.slice(from));
  const key = /^(?:"[^"]*"|'[^']*'|[^\s'"{[#&*!|>][^#]*?):\s+(?=\S)/.exec(rest)?.[0].length ?? 0;
  const value = rest.slice(key).replace(/,$/, '');
  const isBlock = /^[|>][+-]?\d?$/.test(value);
  const to = from + rest.length - (isBlock ? value.length : rest.slice(key).length - value.length);
  const start = isBlock ? from : from + key;
  return { from: start, to: Math.max(start + 1, from + line.slice(from, to).trimEnd().length) };
}

/** A comment begins with `#` behind a space, outside of quotes. */
function withoutComment(text: string): string {
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (quote !== '') quote = char === quote ? '' : quote;
    else if ((char === '"' || char === "'") && (index === 0 || /[\s:[{,]/.test(text[index - 1]))) quote = char;
    else if (char === '#' && (index === 0 || /\s/.test(text[index - 1]))) return text.slice(0, index).trimEnd();
  }
  return text.trimEnd();
}

/** What is shown instead of a secret. */
const MASK = '•••';

/** True for rules whose findings are about a secret that stands in the manifest. */
export function isAboutSecret(rule: string): boolean {
  return rule.startsWith('security/secret');
}

/** A line of the source as it may be shown: without the value where that is a secret, or a finding says that it is. */
export function withoutSecret(line: string, rule = ''): string {
  if (!isAboutSecret(rule) && !holdsSecret(line)) return line;
  const { from, to } = spanOf(line);
  return `${line.slice(0, from)}${MASK}${line.slice(to)}`;
}
