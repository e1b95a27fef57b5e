import { Duration } from 'cdk8s';
import { show } from '../../src/kubernetes/mistake';
import { Opaque, taken, takenOptions } from '../../src/kubernetes/taken';

const fail = () => {
  throw new Error('a trap');
};

test('what is taken is a copy: nobody changes it later', () => {
  const given = { list: [{ a: 1 }], map: { b: 2 } };
  const copy = taken(given);
  expect(copy).toEqual(given);
  given.list[0].a = 3;
  given.map.b = 4;
  expect(copy).toEqual({ list: [{ a: 1 }], map: { b: 2 } });
});

test('texts, numbers and instances stay what they are', () => {
  const duration = Duration.seconds(5);
  for (const value of ['a', 1, true, null, undefined, 10n, duration, fail]) expect(taken(value)).toBe(value);
});

test('maps without a prototype get one, and reserved keys stay keys', () => {
  expect(taken(Object.assign(Object.create(null), { a: 'b' }))).toStrictEqual({ a: 'b' });
  const copy = taken(JSON.parse('{"__proto__": {"a": 1}}'));
  expect([Object.keys(copy), Object.getPrototypeOf(copy)]).toEqual([['__proto__'], Object.prototype]);
});

test('cycles stay cycles', () => {
  const given: Record<string, unknown> = {};
  given.self = { back: given };
  const copy = taken(given) as { self: { back: unknown } };
  expect(copy.self.back).toBe(copy);
});

test('holes in lists become items that are not there', () => {
  expect(taken(new Array(2))).toStrictEqual([undefined, undefined]);
});

test.each<[string, unknown]>([
  ['a symbol', Symbol('x')],
  ['an object that cannot be read', new Proxy({}, { ownKeys: fail })],
  ['an object that cannot be read', new Proxy([], { get: fail })],
  ['a list of 4294967295', new Array(2 ** 32 - 1)],
])('what cannot be read is %s', (title, given) => {
  const copy = taken(given);
  expect(copy).toBeInstanceOf(Opaque);
  expect([`${copy}`, show(copy)]).toEqual([title, title]);
});

test('a getter that throws is found in its place', () => {
  const given = Object.defineProperty({ a: 1 }, 'b', { enumerable: true, get: fail });
  expect(show(taken(given as Record<string, unknown>).b)).toBe('a getter that cannot be read');
});

test('what is nested beyond any manifest does not exhaust the stack', () => {
  let deep: unknown = 'x';
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(taken(deep)).toHaveLength(1);
});

test.each<[unknown]>([[undefined], [null], [5], ['text'], [[]], [new Map()]])(
  'options that are %p are none',
  (given) => {
    expect(takenOptions(given as object)).toEqual({});
  },
);
