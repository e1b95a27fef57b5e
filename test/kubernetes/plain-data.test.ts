import fc from 'fast-check';
import { checkPlainData } from '../../src/kubernetes/plain-data';

const textsOf = (value: unknown, path = 'spec') => checkPlainData(value, path).map(({ text }) => text);

class Instance {
  readonly a = 1;
}

describe('text that YAML readers break on', () => {
  test.each([
    ['NUL', '\u0000', '\\u0000', '0000'],
    ['escape', '\u001b', '\\u001b', '001B'],
    ['vertical tab', '\u000b', '\\u000b', '000B'],
    ['form feed', '\u000c', '\\f', '000C'],
    ['carriage return', '\r', '\\r', '000D'],
    ['DEL', '\u007f', '\\u007f', '007F'],
    ['a C1 control', '\u0080', '\\u0080', '0080'],
    ['NEL', '\u0085', '\\u0085', '0085'],
    ['the last C1 control', '\u009f', '\\u009f', '009F'],
    ['a line separator', '\u2028', '\\u2028', '2028'],
    ['a paragraph separator', '\u2029', '\\u2029', '2029'],
    ['the first half of a pair', '\ud83d', '\\ud83d', 'D83D'],
    ['the second half of a pair', '\udca9', '\\udca9', 'DCA9'],
  ])('%s is refused by its place and code', (_what, char, shown, code) => {
    expect(textsOf({ args: ['fine', `ab${char}c`] })).toEqual([
      `'spec.args[1]' ("ab${shown}c") must not contain U+${code} (at index 2); remove the character (value/text)`,
    ]);
  });

  test('is refused in keys too', () => {
    expect(textsOf({ 'a\u2028b': 'c' })).toEqual([
      `'spec' ("a\\u2028b") must not contain U+2028 (at index 1); remove the character (value/text)`,
    ]);
  });

  test('is found just where such a character is', () => {
    const isBroken = (text: string) =>
      [...text].some((char) => {
        const code = char.codePointAt(0) ?? 0;
        const isControl = code < 0x20 ? !'\t\n'.includes(char) : code >= 0x7f && code <= 0x9f;
        return isControl || code === 0x2028 || code === 0x2029 || (code >= 0xd800 && code <= 0xdfff);
      });
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code)),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom('\u2028', '\u2029', '😀', '\t', '\n'),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 6 }), (text) => {
        expect(textsOf(text).length > 0).toBe(isBroken(text));
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['tab\tand\nline feed', 'é ü 日本 😀', '{"json": true}', '0x1F', '1e3', 'yes', '=', ''])(
    'leaves %p alone',
    (text) => {
      expect(textsOf(text)).toEqual([]);
    },
  );
});

describe('text that kubectl takes for a number', () => {
  test.each(['0o17', '-0o17', '+0o7', '0O17', '0o1_7'])('%s is refused', (text) => {
    expect(textsOf({ a: text })).toEqual([
      `'spec.a' ("${text}") must not look like an octal number; write it another way (value/text)`,
    ]);
  });

  test.each(['0X1F', '0B11', '-0X_a'])('%s is refused', (text) => {
    expect(textsOf({ a: text })).toEqual([
      `'spec.a' ("${text}") must not look like a number; write it another way (value/text)`,
    ]);
  });

  test('is refused as a key', () => {
    expect(textsOf({ '0o17': 'a' })).toEqual([
      `'spec' ("0o17") must not look like an octal number; write it another way (value/text)`,
    ]);
  });

  test.each(['0o18', '0o', 'a0o17', '0o17a', '017', '0b11'])('%s is left alone', (text) => {
    expect(textsOf({ a: text, [text]: 'a' })).toEqual([]);
  });
});

describe('values that are no data', () => {
  const cycle: Record<string, unknown> = { a: {} };
  (cycle.a as Record<string, unknown>).back = cycle;
  const list: unknown[] = [];
  list.push(list);

  test.each<[string, unknown, string]>([
    ['NaN', { a: Number.NaN }, "'spec.a' (NaN) must be a finite number; give a number (value/number)"],
    ['Infinity', { a: Infinity }, "'spec.a' (Infinity) must be a finite number; give a number (value/number)"],
    [
      'a function',
      { a: () => 1 },
      "'spec.a' (a function) must be plain data; pass a value, not code (value/plain-data)",
    ],
    [
      'a resolve method, which cdk8s would call',
      { a: { resolve: () => 'pwn' } },
      "'spec.a.resolve' (a function) must be plain data; pass a value, not code (value/plain-data)",
    ],
    [
      'a symbol',
      { a: Symbol('x') },
      "'spec.a' (Symbol(x)) must be plain data; pass a value, not code (value/plain-data)",
    ],
    ['a bigint', { a: 1n }, "'spec.a' (1) must be plain data; pass a value, not code (value/plain-data)"],
    [
      'a Map',
      { a: new Map() },
      "'spec.a' (an instance of Map) must be a plain object or list; convert it (value/plain-data)",
    ],
    [
      'a Date',
      { a: new Date(0) },
      "'spec.a' (an instance of Date) must be a plain object or list; convert it (value/plain-data)",
    ],
    [
      'an instance of a class',
      [new Instance()],
      "'spec[0]' (an instance of Instance) must be a plain object or list; convert it (value/plain-data)",
    ],
    ['a cycle', cycle, "'spec.a.back' (an object) must not contain itself; cut the cycle (value/plain-data)"],
    [
      'a list in itself',
      { list },
      "'spec.list[0]' (a list of 1) must not contain itself; cut the cycle (value/plain-data)",
    ],
    [
      'undefined in a list',
      { args: ['--x', undefined] },
      "'spec.args[1]' (undefined) must have a value; drop it or give one (value/plain-data)",
    ],
    [
      'null in a list',
      { args: [null] },
      "'spec.args[0]' (null) must have a value; drop it or give one (value/plain-data)",
    ],
    [
      'an own key __proto__',
      JSON.parse('{"labels": {"__proto__": "x"}}'),
      `'spec.labels' ("__proto__") must not be used as a key; rename the key (value/plain-data)`,
    ],
    [
      'a key constructor',
      { constructor: 'x' },
      `'spec' ("constructor") must not be used as a key; rename the key (value/plain-data)`,
    ],
    [
      'a key prototype',
      { prototype: 'x' },
      `'spec' ("prototype") must not be used as a key; rename the key (value/plain-data)`,
    ],
  ])('refuse %s', (_what, value, text) => {
    expect(textsOf(value)).toEqual([text]);
  });

  test('refuse what is nested too deeply to be meant', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 200; i++) deep = { a: deep };
    expect(textsOf(deep)).toEqual([
      expect.stringMatching(/^'spec(\.a){101}' \(an object\) must not be nested in more than 100 others;/),
    ]);
  });

  test('tell one mistake from the other, each at its path', () => {
    const paths = textsOf({ a: [Number.NaN, { b: '\r' }], c: new Set() }, '').map((text) => text.split(' ')[0]);
    expect(paths).toEqual(["'a[0]'", "'a[1].b'", "'c'"]);
  });

  test('do not stop what is plain, whatever its prototype or how often it is shared', () => {
    const shared = Object.assign(Object.create(null), { a: 1, b: true, c: null, d: undefined });
    expect(textsOf({ one: shared, two: [shared, shared], three: [] })).toEqual([]);
  });

  test('are the only ones that are found: any JSON passes but for its text and its nulls in lists', () => {
    const json = fc.jsonValue({ stringUnit: fc.constantFrom(...'abc-19') });
    fc.assert(
      fc.property(json, (value) => {
        const rest = checkPlainData(value, '').filter(({ text }) => !text.includes('(null) must have a value'));
        expect(rest).toEqual([]);
      }),
    );
  });
});
