/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Measures two things in turn, since a machine is not always equally fast: A B, B A, A B … */
export function pairs<T>(count: number, a: () => T, b: () => T): (readonly [T, T])[] {
  return Array.from({ length: count }, (_, i) => {
    if (i % 2 === 0) return [a(), b()] as const;
    const second = b();
    return [a(), second] as const;
  });
}

/** The median of how many times the first of each pair is the second. */
export function ratio<T>(measured: readonly (readonly [T, T])[], of: (one: T) => number): number {
  return median(measured.map(([a, b]) => of(a) / of(b)));
}

/** Milliseconds of CPU that the loop below takes on a core of 3 GHz with nothing else to do. */
const LOOP_MS = 62;

/**
 * How many times as long as it could be work takes now: other work shares the caches and the core. Divide by it what
 * took CPU time.
 */
export function slowness(): number {
  const before = process.cpuUsage();
  let number = 1;
  for (let turn = 0; turn < 5e7; turn += 1) number = (Math.imul(number, 1_103_515_245) + 12_345) | 0;
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, (user + system + (number === 0 ? 1 : 0)) / 1000 / LOOP_MS);
}
