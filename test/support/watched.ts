import { Construct } from 'constructs';
import * as lib from '../../src';

/** The library as a user calls it, with a name for every place where a value is given, like `Engine.vllm(0).args[]`. */
export interface Watched {
  /** The library. */
  readonly lib: typeof lib;
  /** A value that is given to a method of a value: `give('RatioMetric.target(0)', Ratio.of(0.5))`. */
  readonly give: <T>(place: string, value: T) => T;
  /** Every place where something was given. */
  readonly places: Set<string>;
}

/** What stands in a place instead of what the user gave. */
export interface Attack {
  readonly place: string;
  /** The value; where it is a getter, the place is one. */
  readonly value: unknown;
  readonly isGetter?: boolean;
}

/** The library, watched and attacked in some places. */
export function watched(...attacks: readonly Attack[]): Watched {
  const places = new Set<string>();

  function placed(value: unknown, place: string): unknown {
    places.add(place);
    const attack = attacks.find((each) => each.place === place);
    if (attack && !attack.isGetter) return attack.value;
    if (Array.isArray(value)) return value.map((item) => placed(item, `${place}[]`));
    if (!isPlain(value)) return value;
    const copy = {};
    for (const [key, inner] of Object.entries(value)) {
      const at = `${place}.${key}`;
      const given = placed(inner, at);
      const getter = attacks.find((each) => each.place === at && each.isGetter);
      const descriptor = getter ? { get: getter.value as () => unknown } : { value: given, writable: true };
      Object.defineProperty(copy, key, { enumerable: true, configurable: true, ...descriptor });
    }
    return copy;
  }

  const give = <T>(place: string, value: T) => placed(value, place) as T;

  /** The arguments of a call; the scope and the id of a construct are judged by their own library. */
  function given(call: string, args: readonly unknown[]): unknown[] {
    const isConstruct = args[0] instanceof Construct;
    const own = isConstruct && (call === 'Warnings.silence' ? 1 : 2);
    return args.map((arg, index) => (index < Number(own) ? arg : give(`${call}(${index})`, arg)));
  }

  const watchedClass = (type: object, name: string) =>
    new Proxy(type, {
      get: (target, key) => {
        const member = Reflect.get(target, key);
        if (typeof member !== 'function' || /^(_|prototype)/.test(String(key))) return member;
        return (...args: unknown[]) => member.apply(type, given(`${name}.${String(key)}`, args));
      },
      construct: (target, args) => Reflect.construct(target as never, given(name, args)),
    });

  const entries = Object.entries(lib).map(([name, each]) => [
    name,
    typeof each === 'function' ? watchedClass(each, name) : each,
  ]);
  return { lib: Object.fromEntries(entries) as typeof lib, give, places };
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
