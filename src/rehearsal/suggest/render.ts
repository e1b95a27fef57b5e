import { comparisonMarkdown, comparisonTerminal } from '../compare/render';
import { markdown as escaped } from '../report/escape';
import { painter, wrap } from '../report/terminal-text';
import type { Suggestion } from './suggest';

/** What is proposed, in sentences. */
export function suggestionSentences({ changes, isMet, tried, proposed }: Suggestion): string[] {
  const what = changes.map(({ name, from, to }) => `${name} ${from} → ${to}`).join(', ');
  return [
    changes.length === 0 ? `Keep it as it is: ${proposed}.` : `Change ${what}.`,
    isMet
      ? `It is the cheapest of ${tried} rehearsed policies that meets the objectives.`
      : `None of ${tried} rehearsed policies meets the objectives; this one comes nearest.`,
  ];
}

/** What is proposed and what was rejected, line by line. */
export function suggestionNotes(suggestion: Suggestion): string[] {
  return [
    ...suggestionSentences(suggestion),
    ...suggestion.rejected.map(({ setting, why }) => `rejected ${setting}: ${why}`),
  ];
}

/** A suggestion in the terminal. */
export function suggestionTerminal(
  suggestion: Suggestion,
  terminal: { readonly width: number; readonly hasColors: boolean },
): string {
  const paint = painter(terminal.hasColors);
  const longest = Math.max(0, ...suggestion.rejected.map(({ setting }) => setting.length));
  const lines = [
    ...suggestionSentences(suggestion).flatMap((each) => wrap(each, terminal.width).map((line) => paint(line, 'bold'))),
    '',
    'Neighbours that were rejected',
    ...suggestion.rejected.map(({ setting, why }) => `  ${setting.padEnd(longest)}  ${why}`),
    '',
  ];
  return `${lines.join('\n')}\n${comparisonTerminal(suggestion.comparison, terminal)}`;
}

/** A suggestion as Markdown. */
export function suggestionMarkdown(suggestion: Suggestion, picture?: string): string {
  const rows = suggestion.rejected.map(({ setting, why }) => `| ${escaped(setting)} | ${escaped(why)} |`);
  const parts = [
    suggestionSentences(suggestion).map(escaped).join(' '),
    rows.length === 0 ? '' : ['| neighbour | why not |', '| --- | --- |', ...rows].join('\n'),
    comparisonMarkdown(suggestion.comparison, picture).trimEnd(),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
