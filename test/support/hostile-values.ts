import { Duration } from 'cdk8s';
import { Percent } from '../../src';

const fail = (): never => {
  throw new Error('a trap');
};

/** A chain of objects, each in the one before. */
function chain(length: number): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < length; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

function cycle(): unknown {
  const value: Record<string, unknown> = { list: [] };
  value.self = value;
  (value.list as unknown[]).push(value.list);
  return value;
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const everyTrap = Object.fromEntries(
  ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor', 'set', 'defineProperty'].map((trap) => [
    trap,
    fail,
  ]),
);

/** What nobody should give as a prop, by what it is; each is made anew, since some remember. */
export const HOSTILE_VALUES: Readonly<Record<string, () => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  true: () => true,
  zero: () => 0,
  'minus zero': () => -0,
  'minus one': () => -1,
  'a fraction': () => 0.1 + 0.2,
  'a great number': () => 1e308,
  'no number': () => Number.NaN,
  'an endless number': () => Number.POSITIVE_INFINITY,
  'a BigInt': () => 10n,
  'a symbol': () => Symbol('x'),
  'a function': () => () => 'x',
  'an empty text': () => '',
  'a space': () => ' ',
  'a number as text': () => '0o17',
  'a huge text': () => 'x'.repeat(100_000),
  'huge repeated signs': () => '-a'.repeat(10_000),
  'a lone surrogate': () => 'a\ud800b',
  'control characters': () => 'a\u0000\u001b[31m\u2028b',
  __proto__: () => '__proto__',
  'an empty list': () => [],
  'a list of null': () => [null],
  'a list with a hole': () => new Array(3),
  'a long list': () => new Array(2_000).fill('x'),
  'a list of lists': () => chain(10_001),
  'an empty object': () => ({}),
  'no prototype': () => Object.assign(Object.create(null), { a: 'b' }),
  'a key __proto__': () => JSON.parse('{"__proto__": {"a": "b"}, "constructor": 1, "toString": 2, "length": -1}'),
  'a cycle': cycle,
  'a cycle of lists': () => {
    const list: unknown[] = [];
    list.push(list);
    return list;
  },
  'deep objects': () => chain(10_000),
  'a getter that throws': () => Object.defineProperty({}, 'a', { enumerable: true, get: fail }),
  'texts that throw': () => ({ toString: fail, valueOf: fail, toJSON: fail, [Symbol.toPrimitive]: fail }),
  'a proxy that throws': () => new Proxy({}, everyTrap),
  'a proxy of a list that throws': () => new Proxy([], everyTrap),
  'a revoked proxy': revoked,
  'a date': () => new Date(0),
  'a Map': () => new Map([['a', 'b']]),
  'another value of the library': () => Percent.of(5),
  'a duration': () => Duration.seconds(5),
  'a class': () => Percent,
};

/** Getters, each of which stands where a value should. */
export const HOSTILE_GETTERS: Readonly<Record<string, () => () => unknown>> = {
  'a getter that throws': () => fail,
  'a getter that changes its mind': () => {
    let calls = 0;
    return () => (calls++ % 2 === 0 ? 'x' : calls);
  },
};
