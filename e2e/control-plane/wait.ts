/** Lets the time pass between two tries. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export interface Patience {
  readonly seconds?: number;
  readonly everyMilliseconds?: number;
}

/**
 * Probes until the probe gives a value, and gives that; a probe that gives undefined or false, or throws, is tried
 * again. In the end the last failure tells what was wrong.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  { seconds = 180, everyMilliseconds = 100 }: Patience = {},
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let last = '';
  do {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
    } catch (error) {
      // What cannot get better is not waited for.
      if (error instanceof Hopeless) throw error;
      last = `: ${(error as Error).message}`;
    }
    await pause(everyMilliseconds);
  } while (Date.now() < deadline);
  throw new Error(`${what}: not within ${seconds} s${last}`);
}

/** Thrown by a probe to say that waiting is of no use. */
export class Hopeless extends Error {}
