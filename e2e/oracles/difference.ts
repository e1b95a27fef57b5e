/** Where two answers differ first. */
export interface Difference {
  readonly path: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** Whole numbers beyond this are not exact in JSON, and mean by how much nothing can be divided. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** The first difference between plain values, depth first; nothing when there is none. */
export function differenceOf(theirs: unknown, ours: unknown, path = ''): Difference | undefined {
  if (Object.is(theirs, ours) || (theirs === 0 && ours === 0)) return undefined;
  if (typeof theirs === 'number' && typeof ours === 'number' && Math.abs(theirs) > EXACT) return undefined;
  if (!isObject(theirs) || !isObject(ours)) return { path, theirs, ours };
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const found = differenceOf(theirs[key], ours[key], `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
