import { plain } from './escape';

export type Style = 'bold' | 'dim' | 'red' | 'green';
/** Puts text into a style of the terminal, or leaves it as it is. */
export type Paint = (text: string, style: Style) => string;

const CODES: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, green: 32 };

/** Styles where they are shown, and none where not: for a file, a pipe or somebody who set `NO_COLOR`. */
export function painter(hasColors: boolean): Paint {
  return (text, style) => (hasColors && text !== '' ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

/** Lines of at most so many characters, broken between words; a longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of plain(text).split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Text of at most so many characters. */
export function cut(text: string, width: number): string {
  const letters = Array.from(text);
  return letters.length <= width ? text : `${letters.slice(0, Math.max(0, width - 1)).join('')}…`;
}
