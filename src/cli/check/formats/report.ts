import type { Finding } from '../../../checks/finding';

/** What a check has to report. */
export interface Report {
  /** What was found, in the order in which it is shown. */
  readonly findings: readonly Finding[];
  /** The text of the files that were read, by the names that the findings give them. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many objects the files hold. */
  readonly objects: number;
  /** How many findings were suppressed, each with a reason. */
  readonly suppressed: number;
}

/** By file in the order in which they were read, then by line; what came from no file comes last. */
export function sorted(findings: readonly Finding[], files: readonly string[]): Finding[] {
  const places = new Map(files.map((file, index) => [file, index]));
  const placeOf = ({ file }: Finding) => (file === undefined ? undefined : places.get(file)) ?? files.length;
  return [...findings].sort((a, b) => placeOf(a) - placeOf(b) || (a.line ?? 0) - (b.line ?? 0));
}
