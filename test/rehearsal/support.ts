import { Unreadable } from '../../src/rehearsal/reader';

export { golden } from '../stack/support';

/** What was read or rehearsed, in a test where it can be. */
export function readable<T>(result: T | Unreadable): T {
  if (result instanceof Unreadable) throw new Error(result.reasons.join('\n'));
  return result;
}

/** Why something could not be read or rehearsed: nothing where it could. */
export function reasonsIn(result: unknown): readonly string[] {
  return result instanceof Unreadable ? result.reasons : [];
}
