/** The items of a list with commas. One that is left empty stays, so that it is reported. */
export function splitList(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}
