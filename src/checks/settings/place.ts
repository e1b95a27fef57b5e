/** Where something was said: a file with a line, or neither for the command line and for code. */
export interface Place {
  /** The file. @default - it was said in no file */
  readonly file?: string;
  /** The line, from 1. @default - it was said in no file */
  readonly line?: number;
}
