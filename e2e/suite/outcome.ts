// What a run of jest has come to, as far as it is counted and shown. Nothing here does anything.

import { basename } from 'node:path';

/** What jest writes with `--json`. */
export interface JestReport {
  readonly testResults: readonly {
    /** Path of the test file. */
    readonly name: string;
    readonly status: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What became of a test file. */
export interface FileOutcome {
  readonly file: string;
  readonly counts: Counts;
  readonly seconds: number;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
  /** That it failed at first and passed when it was run once more, alone. */
  readonly isSecondTry?: boolean;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

export function sum(all: readonly Counts[]): Counts {
  const total = (of: keyof Counts) => all.reduce((count, each) => count + each[of], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** The scenario that a test file is. */
export function scenarioOf(file: string): string {
  return basename(file, '.test.ts');
}

/** The outcome of every test file of a report. */
export function outcomes({ testResults }: JestReport): FileOutcome[] {
  return testResults.map(({ name, status, startTime, endTime, assertionResults }) => {
    const titles = (...wanted: readonly string[]) =>
      assertionResults.filter((each) => wanted.includes(each.status)).map(({ fullName }) => fullName);
    const failed = titles('failed');
    // A file that does not even load has no tests to count, and is a failure all the same.
    if (status === 'failed' && failed.length === 0) failed.push('the file itself');
    const skipped = titles('pending', 'todo', 'skipped', 'disabled');
    const counts = { passed: titles('passed').length, failed: failed.length, skipped: skipped.length };
    return { file: name, counts, seconds: Math.max(0, endTime - startTime) / 1000, failed, skipped };
  });
}

/** The outcomes with those of a second try in the place of the first. */
export function withSecondTries(first: readonly FileOutcome[], second: readonly FileOutcome[]): FileOutcome[] {
  return first.map((outcome) => {
    const again = second.find(({ file }) => file === outcome.file);
    return again ? { ...again, isSecondTry: again.counts.failed === 0 } : outcome;
  });
}

/** The reasons in the titles of skipped groups, with the number of tests that each takes away. */
export function reasons(all: readonly FileOutcome[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const title of all.flatMap(({ skipped }) => skipped)) {
    const [, reason = 'no reason is given'] = /\(skipped: (.*?)\)(?: |$)/.exec(title) ?? [];
    found.set(reason, (found.get(reason) ?? 0) + 1);
  }
  return found;
}

/** `3 passed, 0 failed, 1 skipped` */
export function line({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** The counts as jest words them: only what there is, and the total. */
export function inJestsWords(counts: Counts): string {
  const { passed, failed, skipped } = counts;
  const parts = [
    failed > 0 ? `${failed} failed` : '',
    skipped > 0 ? `${skipped} skipped` : '',
    passed > 0 ? `${passed} passed` : '',
  ];
  return [...parts.filter(Boolean), `${passed + failed + skipped} total`].join(', ');
}

/** How many files there were of each kind: a file fails with one test, and is skipped when nothing in it ran. */
export function fileCounts(all: readonly FileOutcome[]): Counts {
  const failed = all.filter(({ counts }) => counts.failed > 0).length;
  const skipped = all.filter(({ counts }) => counts.failed === 0 && counts.passed === 0).length;
  return { passed: all.length - failed - skipped, failed, skipped };
}

/** Rows in columns; numbers are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const isNumeric = head.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  return all.map((row) =>
    row
      .map((cell, column) => (isNumeric[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd(),
  );
}
