import { basename, extname } from 'node:path';
import { compare, type Labelled } from '../../rehearsal/compare/compare';
import { comparisonHtml, comparisonMarkdown, comparisonSvg, comparisonTerminal } from '../../rehearsal/compare/render';
import type { Verdict } from '../../rehearsal/options/assertions';
import { renderHtml } from '../../rehearsal/report/html';
import { renderMarkdown } from '../../rehearsal/report/markdown';
import { renderSvg } from '../../rehearsal/report/svg';
import { renderTerminal, type Terminal } from '../../rehearsal/report/terminal';
import type { RehearsalResult } from '../../rehearsal/result';
import { suggestionMarkdown, suggestionNotes, suggestionTerminal } from '../../rehearsal/suggest/render';
import type { Suggestion } from '../../rehearsal/suggest/suggest';
import { sweepHtml, sweepMarkdown, sweepSvg, sweepTerminal } from '../../rehearsal/sweep/render';
import type { SweepResult } from '../../rehearsal/sweep/result';
import type { Io } from '../io';
import type { Format } from './flags';

/** A file, or standard output where it has no name. */
export interface Output {
  /** Path of the file, as it was given; nothing for standard output. */
  readonly file: string | undefined;
  /** All that is written to it. */
  readonly text: string;
}

const PAGE_WIDTH = 100;

/** A report in a form. Markdown in a file gets its picture beside it. */
export function renderReport(
  result: RehearsalResult,
  verdicts: readonly Verdict[],
  format: Format,
  out: string | undefined,
  io: Io,
): readonly Output[] {
  switch (format) {
    case 'json':
      return [{ file: out, text: json(result) }];
    case 'html':
      return [{ file: out, text: renderHtml(result, verdicts) }];
    case 'svg':
      return [{ file: out, text: renderSvg(result) }];
    case 'markdown':
      return withPicture(
        out,
        (picture) => renderMarkdown(result, verdicts, { picture }),
        () => renderSvg(result),
      );
    case 'terminal':
      return [{ file: out, text: renderTerminal(result, terminalOf(io, out), verdicts) }];
  }
}

/** Two rehearsals beside each other in a form. */
export function renderComparison(
  before: Labelled,
  after: Labelled,
  format: Format,
  out: string | undefined,
  io: Io,
): readonly Output[] {
  const comparison = compare(before, after);
  switch (format) {
    case 'json':
      return [{ file: out, text: json(comparison) }];
    case 'html':
      return [{ file: out, text: comparisonHtml(comparison) }];
    case 'svg':
      return [{ file: out, text: comparisonSvg(comparison) }];
    case 'markdown':
      return withPicture(
        out,
        (picture) => comparisonMarkdown(comparison, picture),
        () => comparisonSvg(comparison),
      );
    case 'terminal':
      return [{ file: out, text: comparisonTerminal(comparison, terminalOf(io, out)) }];
  }
}

/** A sweep in a form. */
export function renderSweep(sweep: SweepResult, format: Format, out: string | undefined, io: Io): readonly Output[] {
  switch (format) {
    case 'json':
      return [{ file: out, text: json(sweep) }];
    case 'html':
      return [{ file: out, text: sweepHtml(sweep) }];
    case 'svg':
      return [{ file: out, text: sweepSvg(sweep) }];
    case 'markdown':
      return withPicture(
        out,
        (picture) => sweepMarkdown(sweep, picture),
        () => sweepSvg(sweep),
      );
    case 'terminal':
      return [{ file: out, text: sweepTerminal(sweep, terminalOf(io, out)) }];
  }
}

/** A suggestion in a form; as a page or a picture it is the comparison of both policies. */
export function renderSuggestion(
  suggestion: Suggestion,
  format: Format,
  out: string | undefined,
  io: Io,
): readonly Output[] {
  const { comparison } = suggestion;
  switch (format) {
    case 'json':
      return [{ file: out, text: json(suggestion) }];
    case 'html':
      return [{ file: out, text: comparisonHtml(comparison, suggestionNotes(suggestion)) }];
    case 'svg':
      return [{ file: out, text: comparisonSvg(comparison) }];
    case 'markdown':
      return withPicture(
        out,
        (picture) => suggestionMarkdown(suggestion, picture),
        () => comparisonSvg(comparison),
      );
    case 'terminal':
      return [{ file: out, text: suggestionTerminal(suggestion, terminalOf(io, out)) }];
  }
}

/** Colours and the width of the window are for who looks at a terminal. */
export function terminalOf({ hasColors, columns = PAGE_WIDTH }: Io, out: string | undefined): Terminal {
  return out === undefined ? { hasColors, width: columns } : { hasColors: false, width: PAGE_WIDTH };
}

/** Plain data as the one text that it has. */
export function json(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

/** Markdown, and the picture that it shows, beside it; on standard output there is no place for one. */
export function withPicture(
  out: string | undefined,
  text: (picture: string | undefined) => string,
  picture: () => string,
): readonly Output[] {
  if (out === undefined) return [{ file: out, text: text(undefined) }];
  const file = `${out.slice(0, out.length - extname(out).length)}.svg`;
  return [
    { file: out, text: text(basename(file)) },
    { file, text: picture() },
  ];
}
