import fc from 'fast-check';
import {
  checkAnnotations,
  checkLabels,
  checkMetadata,
  checkName,
  checkNamespace,
  kebab,
} from '../../src/kubernetes/names';
import { namespaceOf } from '../../src/kubernetes/scopes';
import { newChart } from '../support/chart';

/** What Kubernetes accepts, written down from its documentation by character, not by our regular expressions. */
const isAlphanumeric = (char: string | undefined, letters = 'abcdefghijklmnopqrstuvwxyz') =>
  char !== undefined && char !== '' && `${letters}0123456789`.includes(char);
const BOTH_CASES = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function isDnsLabel(text: string): boolean {
  return text.length <= 63 && framed(text, (char) => isAlphanumeric(char) || char === '-', isAlphanumeric);
}

function isLabelName(text: string): boolean {
  const end = (char?: string) => isAlphanumeric(char, BOTH_CASES);
  return text.length <= 63 && framed(text, (char) => end(char) || '-_.'.includes(char), end);
}

function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  if (parts.length === 1) return isLabelName(key);
  const isPrefix =
    parts[0].length <= 253 &&
    parts[0].split('.').every((part) => framed(part, (char) => isAlphanumeric(char) || char === '-', isAlphanumeric));
  return parts.length === 2 && isPrefix && isLabelName(parts[1]);
}

function framed(text: string, inner: (char: string) => boolean, outer: (char?: string) => boolean): boolean {
  return text !== '' && outer(text[0]) && outer(text.at(-1)) && [...text].every(inner);
}

const almostName = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abz09-'), maxLength: 70 }),
  fc.string({ unit: fc.constantFrom(...'aZ09-_./ é\n"'), maxLength: 70 }),
  fc.string({ unit: 'binary' }),
);

describe('kebab', () => {
  test.each([
    ['Qwen', 'qwen'],
    ['QwenChat', 'qwen-chat'],
    ['qwenChat', 'qwen-chat'],
    ['Llama3_8B', 'llama3-8b'],
    ['Llama3Chat', 'llama3-chat'],
    ['GPUService', 'gpuservice'],
    ['MyGPUService', 'my-gpuservice'],
    ['sklearn-iris', 'sklearn-iris'],
    ['--a..b--', 'a-b'],
    ['Gemma 3/1b', 'gemma-3-1b'],
    ['日本', ''],
  ])('makes %p the name %p', (id, name) => {
    expect(kebab(id)).toBe(name);
  });

  test('gives a DNS label or nothing, and does not change what it gave', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (id) => {
        const name = kebab(id);
        expect(name === '' || isDnsLabel(name)).toBe(true);
        expect(kebab(name)).toBe(name);
      }),
    );
  });
});

describe('checkName', () => {
  const syntax =
    "must consist of lower-case letters, digits and '-', start with a letter and not end with '-'; choose such a name (name/syntax)";

  test.each([
    ['Qwen_7B', `'name' ("Qwen_7B") ${syntax}`],
    ['7b-chat', `'name' ("7b-chat") ${syntax}`],
    ['chat-', `'name' ("chat-") ${syntax}`],
    ['', `'name' ("") ${syntax}`],
    ['a\n', `'name' ("a\\n") ${syntax}`],
    [undefined, `'name' (undefined) ${syntax}`],
    [7, `'name' (7) ${syntax}`],
    [['a'], `'name' (a list of 1) ${syntax}`],
  ])('refuses %p', (name, text) => {
    expect(checkName('name', name)).toEqual([{ rule: 'name/syntax', severity: 'error', text }]);
  });

  test('says how long a name may be and why', () => {
    expect(checkName('name', 'a'.repeat(48), 48)).toEqual([]);
    expect(checkName('name', 'abcde', 4, ", since '-hpa' is appended").map(({ text }) => text)).toEqual([
      `'name' ("abcde") must have at most 4 characters, not 5, since '-hpa' is appended; shorten it (name/too-long)`,
    ]);
  });

  test('takes just the DNS labels that begin with a letter', () => {
    fc.assert(
      fc.property(almostName, (name) => {
        expect(checkName('name', name).length === 0).toBe(isDnsLabel(name) && !/^\d/.test(name));
      }),
    );
  });
});

describe('checkNamespace', () => {
  test('needs none', () => {
    expect(checkNamespace('namespace', undefined)).toEqual([]);
  });

  test.each(['Kube System', 'a'.repeat(64), '', '-a', null, 5])('refuses %p', (namespace) => {
    expect(checkNamespace('ns', namespace)).toEqual([
      expect.objectContaining({
        rule: 'name/syntax',
        text: expect.stringMatching(
          /^'ns' \(.*\) must be a DNS label: lower-case letters, digits and '-', at most 63 characters; use the name of an existing namespace \(name\/syntax\)$/,
        ),
      }),
    ]);
  });

  test('takes just the DNS labels', () => {
    fc.assert(
      fc.property(almostName, (name) => {
        expect(checkNamespace('namespace', name).length === 0).toBe(isDnsLabel(name));
      }),
    );
  });

  test('is the one of the metadata, else the one of the chart', () => {
    const chart = newChart();
    expect(namespaceOf(chart)).toBe('llm');
    expect(namespaceOf(chart, { namespace: 'other' })).toBe('other');
  });
});

describe('labels and annotations', () => {
  const key =
    'must be a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)';
  const value =
    'must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)';

  test.each([
    ['a slash in a value', { model: 'Qwen/Qwen2.5-7B' }, [`'labels.model' ("Qwen/Qwen2.5-7B") ${value}`]],
    ['64 characters', { a: 'b'.repeat(64) }, [`'labels.a' ("${'b'.repeat(64)}") ${value}`]],
    ['a number', { version: 1.1 }, ["'labels.version' (1.1) must be a string; write it in quotes (label/syntax)"]],
    ['two slashes in a key', { 'a/b/c': 'd' }, [`'labels' ("a/b/c") ${key}`]],
    ['a prefix in upper case', { 'Example.com/a': 'd' }, [`'labels' ("Example.com/a") ${key}`]],
    ['an empty name', { 'example.com/': 'd' }, [`'labels' ("example.com/") ${key}`]],
    ['an empty prefix', { '/a': 'd' }, [`'labels' ("/a") ${key}`]],
    ['both', { 'a b': 'c d' }, [`'labels' ("a b") ${key}`, `'labels.a b' ("c d") ${value}`]],
  ])('refuses %s', (_what, labels, texts) => {
    expect(checkLabels('labels', labels).map(({ text }) => text)).toEqual(texts);
  });

  test('takes just the values that Kubernetes takes', () => {
    fc.assert(
      fc.property(almostName, (text) => {
        expect(checkLabels('labels', { a: text }).length === 0).toBe(text === '' || isLabelName(text));
      }),
    );
  });

  test('takes just the keys that Kubernetes takes', () => {
    const almostKey = fc.oneof(
      almostName,
      fc.array(almostName, { minLength: 2, maxLength: 3 }).map((parts) => parts.join('/')),
      fc
        .tuple(fc.array(fc.stringMatching(/^[a-z0-9-]{1,9}$/), { minLength: 1 }), almostName)
        .map(([p, n]) => `${p.join('.')}/${n}`),
    );
    fc.assert(
      fc.property(almostKey, (text) => {
        expect(checkAnnotations('annotations', { [text]: 'any text' }).length === 0).toBe(isLabelKey(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('judges annotation values by their type only', () => {
    expect(checkAnnotations('annotations', { a: 'any text, "even" {this}' })).toEqual([]);
    expect(checkAnnotations('annotations', { a: true }).map(({ text }) => text)).toEqual([
      "'annotations.a' (true) must be a string; write it in quotes (label/syntax)",
    ]);
  });

  test('finds mistakes in every part of the metadata', () => {
    const metadata = { namespace: 'A', labels: { b: '!' }, annotations: { '!': 'c' } };
    expect(checkMetadata(metadata).map(({ text }) => text.split(' ')[0])).toEqual([
      "'metadata.namespace'",
      "'metadata.labels.b'",
      "'metadata.annotations'",
    ]);
    expect(checkMetadata(undefined)).toEqual([]);
  });
});
