import type { Finding } from '../../../checks/finding';
import { isAboutSecret, type Span, spanOf, withoutSecret } from '../../../checks/source-line';

/** Lines longer than this are cut around what matters. */
const WIDEST = 160;

/** Values longer than this are underlined where the message points at, if it does. */
const LONG = 40;

/** The part of a long value that a message names, such as one series of a query; else all of the span. */
function narrowed(line: string, span: Span, message: string): Span {
  const value = line.slice(span.from, span.to);
  if (value.length <= LONG) return span;
  // The value itself stands in brackets; what is said of it stands behind.
  const said = message.slice(message.lastIndexOf(') ') + 1).match(/[\w:.-]*\w/g) ?? [];
  const named = said.filter((word) => word.length > 5 && value.includes(word)).sort((a, b) => b.length - a.length);
  if (named.length === 0) return span;
  const from = span.from + value.indexOf(named[0]);
  return { from, to: from + named[0].length };
}

/** A line of the source with its number, ready to be shown. */
export interface ExcerptLine {
  /** Its place in the file, from 1. */
  readonly number: number;
  /** What is shown of it: without secrets and control characters, and cut where it is too long. */
  readonly text: string;
  /** What to underline. @default - nothing */
  readonly span?: Span;
}

/** The line that a finding is about, and the lines around it that show where it belongs. Secrets are not shown. */
export function excerptOf(text: string, { line = 0, message, rule }: Finding, around = 1): readonly ExcerptLine[] {
  const reach = isAboutSecret(rule) ? 0 : around;
  const lines = text.split('\n', line + reach);
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - reach);
  return lines.slice(first - 1, line + reach).flatMap((raw, index) => {
    const number = first + index;
    const shown = visible(withoutSecret(raw.replace(/\r$/, ''), rule));
    if (number === line) return [cut({ number, text: shown, span: narrowed(shown, spanOf(shown), message) })];
    // What lies beyond the document, or says nothing, does not help.
    return shown.trim() === '' || shown.startsWith('---') ? [] : [cut({ number, text: shown })];
  });
}

/** One character of the text is one column of the terminal, and none of them controls it, whoever wrote it. */
export function visible(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u00b7');
}

function cut(line: ExcerptLine): ExcerptLine {
  if (line.text.length <= WIDEST) return line;
  const from = line.span === undefined ? 0 : Math.max(0, Math.min(line.span.from - 20, line.text.length - WIDEST));
  const text = `${from > 0 ? '…' : ''}${line.text.slice(from + (from > 0 ? 1 : 0), from + WIDEST - 1)}…`;
  const span = line.span && { from: line.span.from - from, to: Math.min(line.span.to - from, text.length) };
  return { ...line, text, span };
}
