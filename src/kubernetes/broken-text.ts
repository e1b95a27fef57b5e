/**
 * Text that breaks YAML readers or changes on the way: control characters except tab and line feed, DEL, the C1 block
 * with NEL, the line and paragraph separators, and halves of surrogate pairs.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const BROKEN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u;

/** A character that breaks a text: what it is called, and where it stands. */
export interface BrokenCharacter {
  /** Such as `U+2028`. */
  readonly title: string;
  /** Where it stands, from 0. */
  readonly index: number;
}

/** The first character that breaks a text, if any does. */
export function brokenCharacter(text: string): BrokenCharacter | undefined {
  const index = text.search(BROKEN_TEXT);
  if (index < 0) return undefined;
  return { title: `U+${text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')}`, index };
}
