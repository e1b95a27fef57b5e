/** What a command has of the process that it runs in. Tests give it their own. */
export interface Io {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Reads all of standard input. */
  readonly readInput: () => string;
  /** The lines of standard input, as they come. @default - those of all of it */
  readonly inputLines?: () => Iterable<string>;
  /** Whether standard output is a terminal that shows colours. */
  readonly hasColors: boolean;
  /** Characters in a line of standard output. @default - as wide as pages are made */
  readonly columns?: number;
  /** Writes over the last line of standard error. @default - nothing: standard error is no terminal */
  readonly progress?: (text: string) => void;
}

/** How a command ends. */
export enum ExitCode {
  /** Nothing to report. */
  OK = 0,
  /** It did its work and found something. */
  FOUND = 1,
  /** It could not do its work: the input or the call is unusable. */
  UNUSABLE = 2,
}
