import { DURATION_FORM, parseDuration } from '../options/duration';
import { didYouMean } from '../options/nearest';

/** The fields of one kind of traffic, `key=value` with commas between; what is wrong with them is remembered. */
export class SpecFields {
  /** What is wrong so far, as sentences for the user; empty while all is well. */
  readonly reasons: string[] = [];
  private readonly values = new Map<string, string>();
  private readonly known = new Set<string>();

  constructor(
    private readonly kind: string,
    text: string,
  ) {
    for (const item of text === '' ? [] : text.split(',')) {
      const [, key, value] = /^\s*([a-z]+)\s*=\s*(.*?)\s*$/.exec(item) ?? [];
      if (key === undefined) this.reasons.push(`'${item.trim()}' in '${kind}' must be KEY=VALUE, such as rate=4`);
      else if (this.values.has(key)) this.reasons.push(`'${key}' in '${kind}' must be given once`);
      else this.values.set(key, value);
    }
  }

  /** Whether a field is written. Who asks knows the field, so that `end` does not take it for a mistake. */
  has(key: string): boolean {
    this.known.add(key);
    return this.values.has(key);
  }

  /** A number between two bounds. Without a fallback it is required. */
  number(key: string, least: number, most: number, fallback?: number): number {
    const range = most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `between ${least} and ${most}`;
    return this.read(key, `a number ${range}`, fallback, (text) => {
      const number = plainNumber(text);
      return number !== undefined && number >= least && number <= most ? number : undefined;
    });
  }

  /** A whole number of at least `least`. Without a fallback it is required. */
  integer(key: string, least: number, fallback?: number): number {
    return this.read(key, `a whole number of at least ${least}`, fallback, (text) => {
      const number = plainNumber(text);
      return number !== undefined && Number.isInteger(number) && number >= least ? number : undefined;
    });
  }

  /** Requests per second, from `4`, `4/s`, `240/m` or `14400/h`. */
  rate(key: string, fallback?: number): number {
    return this.read(key, 'requests per second, such as 4, or 240/m', fallback, parseRate);
  }

  /** Several rates, from `1/s;4/s` or `1;4;2`. */
  rates(key: string): readonly number[] {
    return this.read(
      key,
      'two or more rates with semicolons between, such as 1;4;2',
      undefined,
      (text) => {
        const rates = text.split(';').map((each) => parseRate(each.trim()));
        return rates.length > 1 && rates.every((rate) => rate !== undefined) ? rates : undefined;
      },
      [],
    );
  }

  /** Milliseconds. */
  duration(key: string, fallback?: number): number {
    return this.read(key, DURATION_FORM, fallback, (text) => {
      const seconds = parseDuration(text);
      return seconds === undefined ? undefined : seconds * 1000;
    });
  }

  /** A duration above zero, in milliseconds. */
  length(key: string, fallback?: number): number {
    return this.read(key, `${DURATION_FORM}, above 0`, fallback, (text) => {
      const seconds = parseDuration(text);
      return seconds === undefined || seconds === 0 ? undefined : seconds * 1000;
    });
  }

  /** Tokens of prompt and answer, from `1155/211`. */
  pair(key: string, form: string, least: number, fallback: readonly [number, number]): readonly [number, number] {
    return this.read(key, form, fallback, (text) => {
      const [first, second, ...more] = text.split('/').map((each) => plainNumber(each.trim()));
      if (first === undefined || second === undefined || more.length > 0) return undefined;
      return first >= least && second >= least ? ([first, second] as const) : undefined;
    });
  }

  /** One of several words, which are in small letters; how the user capitalizes does not matter. */
  oneOf<T extends string>(key: string, options: readonly T[], fallback: T): T {
    return this.read(key, `one of ${options.join(', ')}`, fallback, (text) =>
      options.find((option) => option === text.toLowerCase()),
    );
  }

  /** Everything has been asked for: what is left over is not known. */
  end(): void {
    const known = [...this.known];
    for (const key of this.values.keys()) {
      if (this.known.has(key)) continue;
      this.reasons.push(`'${key}' in '${this.kind}' must be one of ${known.join(', ')}${didYouMean(key, known)}`);
    }
  }

  private read<T>(
    key: string,
    must: string,
    fallback: T | undefined,
    parse: (text: string) => T | undefined,
    instead = 0 as T,
  ): T {
    this.known.add(key);
    const text = this.values.get(key);
    if (text === undefined) {
      if (fallback === undefined) this.reasons.push(`'${this.kind}' must have ${key}=…, ${must}`);
      return fallback ?? instead;
    }
    const value = parse(text);
    if (value === undefined) this.reasons.push(`'${key}' (${JSON.stringify(text)}) in '${this.kind}' must be ${must}`);
    return value ?? fallback ?? instead;
  }
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

function parseRate(text: string): number | undefined {
  const [, amount, unit] = /^([^/]+?)(?:\/([smh]))?$/.exec(text) ?? [];
  const number = amount === undefined ? undefined : plainNumber(amount);
  return number === undefined || number < 0 ? undefined : number / SECONDS[unit ?? 's'];
}

function plainNumber(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
