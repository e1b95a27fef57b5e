/** Puts text into a colour of the terminal, or leaves it as it is. */
export type Paint = (text: string) => string;

/** The few colours that the commands use. */
export interface Colors {
  /** What does not work. */
  readonly red: Paint;
  /** What works, but hardly as meant. */
  readonly yellow: Paint;
  /** What is in order. */
  readonly green: Paint;
  /** What may be of interest. */
  readonly cyan: Paint;
  /** What leads the eye. */
  readonly bold: Paint;
  /** What stands back. */
  readonly dim: Paint;
}

/** Colours where they are shown, and none where not: for a file, a pipe or somebody who set `NO_COLOR`. */
export function colorsOf(hasColors: boolean): Colors {
  const paint = (on: number, off: number): Paint =>
    hasColors ? (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`) : (text) => text;
  return {
    red: paint(31, 39),
    yellow: paint(33, 39),
    green: paint(32, 39),
    cyan: paint(36, 39),
    bold: paint(1, 22),
    dim: paint(2, 22),
  };
}
