import { parseYaml } from '../../src/stack/yaml-text';

const one = (text: string) => parseYaml(text)[0];
const dataOf = (text: string) => one(text).document?.data;
const lineOf = (text: string, ...path: (string | number)[]) => one(text).document?.lineOf(path);

describe('what a text says', () => {
  test.each([
    ['numbers as keys', '1: a\n1.50: b', { '1': 'a', '1.50': 'b' }],
    ['nothing as a key', '~: a', { '~': 'a' }],
    ['an empty value', 'a:', { a: null }],
    ['a date as it is written', 'a: !!timestamp 2026-01-02', { a: '2026-01-02' }],
    ['an anchor on a list', 'a: &a [1]\nb: *a', { a: [1], b: [1] }],
    ['an anchor on a value', 'a: &a 1\nb: [*a, *a]', { a: 1, b: [1, 1] }],
    ['a merge of nothing', 'a: {<<: , b: 1}', { a: { b: 1 } }],
    ['a key in quotes that looks like a merge', 'a: {"<<": {b: 1}}', { a: { '<<': { b: 1 } } }],
    ['the same in single quotes', "a: {'<<': {b: 1}}", { a: { '<<': { b: 1 } } }],
  ])('%s', (_, text, data) => {
    expect(one(text).problem).toBeUndefined();
    expect(dataOf(text)).toEqual(data);
  });

  test('of two problems the one that leaves nothing counts, and of two of a kind the first', () => {
    expect(one('a: 1\na: 2\nb: 1\nb: 2').problem).toEqual({
      line: 2,
      message: "the key 'a' stands twice in one object; keep one of them",
    });
    const broken = one('a: 1\na: 2\nb: *nobody\nc: *none');
    expect(broken).toEqual({ problem: { line: 3, message: 'the alias *nobody names no anchor above it' } });
  });

  test('a key that is an object comes of a template', () => {
    expect(one('? {a: 1}\n: 3').problem?.message).toBe(
      'the file is a Helm template and no manifest yet; render it first: helm template RELEASE CHART',
    );
  });

  test('a file that is too large is not read', () => {
    expect(parseYaml(' '.repeat(64 * 1024 * 1024 + 1))).toEqual([
      { problem: { line: 1, message: 'the file is larger than 64 MiB' } },
    ]);
  });
});

describe('the line of a field', () => {
  test.each([
    ['below a list', 'a:\n  - b\n  - c', ['a', 1], 3],
    ['below a value, which has none', 'a:\n  b: 1', ['a', 'b', 'c'], 2],
    ['below nothing', 'a:\nb: 1', ['a', 'c'], 1],
    ['that stands twice', 'a: 1\nb: 2\na: 3', ['a'], 3],
    ['of a number as a key', 'a: 1\n7: 2', [7], 2],
    ['in a text that is YAML', 'a: |\n  b: 1\n  c: 2', ['a', 'c'], 3],
    ['in a folded text that is YAML', 'a: >\n  b: 1', ['a', 'b'], 2],
    ['in a text that is none', 'a: |\n  b: [1', ['a', 'c'], 1],
    ['in a text in quotes', 'a: "b: 1"', ['a', 'b'], 1],
    ['beside a key that is no text', 'a: 1\n~: 2\nb: 3', ['b'], 3],
  ])('%s', (_, text, path, line) => expect(lineOf(text, ...path)).toBe(line));
});
