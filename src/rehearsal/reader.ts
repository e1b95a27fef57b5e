import { type ParsedQuantity, parseQuantity } from '../kubernetes/parse-quantity';
import { type Fields, isFields } from '../stack/fields';

/** What of a manifest cannot be understood: the path of each field, what it is and what it must be. */
export class Unreadable {
  constructor(readonly reasons: readonly string[]) {}
}

const INT32_MAX = 2 ** 31 - 1;

/** Reads untyped values, and remembers what was not as it must be instead of stopping at it. */
export class Reader {
  /** What was not as it must be, in the order of reading: `'spec.maxReplicas' (nothing) must be a whole number`. */
  readonly reasons: string[] = [];
  private readonly silent: string[] = [];

  /** An object; an empty one stands in where it is something else. */
  fields(value: unknown, path: string): Fields {
    if (isFields(value)) return value;
    return this.refuse(path, value, 'must be an object', {});
  }

  /** An object, or an empty one where there is none. */
  optionalFields(value: unknown, path: string): Fields {
    return isAbsent(value) ? {} : this.fields(value, path);
  }

  /** A list, which is empty where there is none. */
  list(value: unknown, path: string): readonly unknown[] {
    if (isAbsent(value)) return [];
    if (Array.isArray(value)) return value;
    return this.refuse(path, value, 'must be a list', []);
  }

  /** A text that is not empty; it is required. */
  text(value: unknown, path: string): string {
    return typeof value === 'string' && value !== '' ? value : this.refuse(path, value, 'must be a text', '');
  }

  /** A whole number of 32 bits, below zero as well. Without a fallback it is required. */
  integer(value: unknown, path: string, fallback?: number): number {
    if (isAbsent(value) && fallback !== undefined) return fallback;
    if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT32_MAX) return value;
    return this.refuse(path, value, 'must be a whole number', 0);
  }

  /** A whole number of 32 bits; nothing where there is none. */
  optionalInteger(value: unknown, path: string): number | undefined {
    return isAbsent(value) ? undefined : this.integer(value, path);
  }

  /** A quantity above zero, in thousandths. */
  milli(value: unknown, path: string): number {
    const milli = this.optionalQuantity(value, path)?.milli;
    if (milli !== undefined && milli > 0) return milli;
    return this.refuse(path, value, 'must be a quantity above zero', 1);
  }

  /** A quantity of the API; nothing where there is none, or where it is something else, which is remembered. */
  optionalQuantity(value: unknown, path: string): ParsedQuantity | undefined {
    if (isAbsent(value)) return undefined;
    const quantity = typeof value === 'string' || typeof value === 'number' ? parseQuantity(String(value)) : undefined;
    return quantity ?? this.refuse(path, value, 'must be a quantity', undefined);
  }

  /** One of several words, which is required; the first of them stands in for anything else. */
  oneOf<T extends string>(value: unknown, path: string, options: readonly T[]): T {
    const found = options.find((option) => option === value);
    return found ?? this.refuse(path, value, `must be one of ${options.join(', ')}`, options[0]);
  }

  /** A number that a text holds, as trigger metadata have them. */
  decimal(value: unknown, path: string, fallback?: number): number {
    if (isAbsent(value) && fallback !== undefined) return fallback;
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    const number = text === '' ? Number.NaN : Number(text);
    return Number.isNaN(number) ? this.refuse(path, value, 'must be a number', 0) : number;
  }

  /** Remembers that a value is not as it must be, once for each path, and gives what stands in for it. */
  refuse<T>(path: string, value: unknown, must: string, instead: T): T {
    // What hangs below a field that is not there, or in an object of an unknown type, has been said with that.
    if (this.silent.some((above) => path === above || path.startsWith(`${above}.`))) return instead;
    this.silent.push(path.replace(/\.type$/, ''));
    this.reasons.push(`'${path}' (${JSON.stringify(value) ?? 'nothing'}) ${must}`);
    return instead;
  }
}

/** A field without a value is none to Kubernetes. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
