/** Stands for what cannot be read. No rule takes it for anything else, and messages say what it was. */
export class Opaque {
  constructor(private readonly title: string) {}

  /** The title alone: it stands in messages in place of the value. */
  toString(): string {
    return this.title;
  }
}

/** Deeper than any manifest may be, so that what is cut off here is refused before it is reached. */
const DEEPEST = 200;
const LONGEST = 1_000_000;

/**
 * What a user gave, as a copy that nobody changes later and that can be read without surprises: maps have a prototype,
 * and what throws when it is read has become something to refuse. Cycles stay cycles; instances stay what they are.
 */
export function taken<T>(given: T): T {
  return copyOf(given, new Map(), 0) as T;
}

/** The options of a factory. What are none become empty ones, of which the rules say what is missing. */
export function takenOptions<T extends object>(given: T): T {
  const copy: unknown = taken(given);
  return (isMap(copy) ? copy : {}) as T;
}

function copyOf(value: unknown, known: Map<object, unknown>, depth: number): unknown {
  if (typeof value === 'symbol') return new Opaque('a symbol');
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  return known.get(value) ?? readable(() => copyOfObject(value, known, depth), 'an object that cannot be read');
}

function copyOfObject(value: object, known: Map<object, unknown>, depth: number): unknown {
  if (Array.isArray(value)) {
    if (value.length > LONGEST) return new Opaque(`a list of ${value.length}`);
    const list: unknown[] = [];
    known.set(value, list);
    for (let index = 0; index < value.length; index++)
      list.push(readable(() => copyOf(value[index], known, depth + 1), 'an item that cannot be read'));
    return list;
  }
  if (!isMap(value)) return value;
  const map = {};
  known.set(value, map);
  for (const key of Object.keys(value)) {
    const inner = readable(
      () => copyOf((value as Record<string, unknown>)[key], known, depth + 1),
      'a getter that cannot be read',
    );
    // Defined, not assigned: an own key `__proto__` stays one and is found by the rules.
    Object.defineProperty(map, key, { value: inner, enumerable: true, configurable: true, writable: true });
  }
  return map;
}

function readable(read: () => unknown, title: string): unknown {
  try {
    return read();
  } catch {
    return new Opaque(title);
  }
}

/** True for an object that is nothing but keys and values. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
