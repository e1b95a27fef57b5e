// The changes that no test notices, and why none has to: `survivors.yaml`.

/** The part of a report of StrykerJS that is looked at. Lines and columns count from 1. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly replacement: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** A reason, and the changes that it is one for, by file: `code → other code`, with the line where that says little. */
export interface Explanation {
  readonly why: string;
  readonly mutants: Readonly<Record<string, readonly string[]>>;
}

/** Blocks are told by their beginning, and what is shorter than that by its line. */
const LONGEST = 60;
const SHORTEST = 15;

/** What tests did not notice: `file: code → other code`, each once. */
export function survivorsOf({ files }: Report): string[] {
  const survivors = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map((mutant) => `${file}: ${told(source.split('\n'), mutant)}`),
  );
  return [...new Set(survivors)];
}

/** The survivors without a reason, and the reasons without a survivor in the files of a report. */
export function compare(report: Report, explanations: readonly Explanation[]) {
  const survivors = survivorsOf(report);
  const explained = explanations.flatMap(({ mutants }) =>
    Object.entries(mutants).flatMap(([file, changes]) =>
      file in report.files ? changes.map((change) => `${file}: ${change}`) : [],
    ),
  );
  return {
    survivors,
    unexplained: survivors.filter((each) => !explained.includes(each)),
    needless: explained.filter((each) => !survivors.includes(each)),
  };
}

function told(lines: readonly string[], { location: { start, end }, replacement }: Mutant): string {
  const first = lines[start.line - 1];
  const code = start.line === end.line ? first.slice(start.column - 1, end.column - 1) : first.slice(start.column - 1);
  const change = `${short(code)} → ${short(replacement)}`;
  return code.length < SHORTEST ? `${change} in ${short(first.trim())}` : change;
}

function short(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
