interface Counted {
  e2eFailures?: number;
}

/** Counts a failed test or hook, in the world of its test file. */
export function countFailure(global: object): void {
  const counted = global as Counted;
  counted.e2eFailures = (counted.e2eFailures ?? 0) + 1;
}

/** How many tests and hooks of this file have failed until now. */
export function failures(): number {
  return (globalThis as Counted).e2eFailures ?? 0;
}
