import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { type FieldPath, pathText, valueAt } from '../../src/stack/fields';
import { manifestsOf } from '../../src/stack/manifest';
import { readManifests, readObjects } from '../../src/stack/read';
import { parseYaml } from '../../src/stack/yaml-text';
import { GOLDEN, golden } from './support';

const read = (text: string, name = 'a.yaml') => readManifests([{ name, text }]);
const namesIn = (text: string) => read(text).manifests.map(({ kind, namespace, name }) => [kind, namespace, name]);

describe('what is a manifest', () => {
  test('documents, JSON and lists give their objects in order', () => {
    const text = `
apiVersion: v1
kind: Service
metadata: {name: a, namespace: x}
---
# only a comment
---
{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "b"}}
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Secret, metadata: {name: c}}
  - {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, metadata: {name: d}}]}
---
apiVersion: v1
kind: ServiceList
items: [{metadata: {name: e}}]
`;
    expect(namesIn(text)).toEqual([
      ['Service', 'x', 'a'],
      ['Deployment', undefined, 'b'],
      ['Secret', undefined, 'c'],
      ['Pod', undefined, 'd'],
      ['Service', undefined, 'e'],
    ]);
  });

  test('JSON with tabs, carriage returns and a byte order mark are read', () => {
    expect(namesIn('{\n\t"apiVersion": "v1",\n\t"kind": "Service"\n}')).toEqual([['Service', undefined, '']]);
    expect(namesIn('\ufeffapiVersion: v1\r\nkind: Service\r\nmetadata:\r\n  name: a\r\n')).toEqual([
      ['Service', undefined, 'a'],
    ]);
  });

  test('what is no object of the API stays apart, and values of an adapter are taken along', () => {
    const { manifests, others } = read(
      'replicaCount: 1\n---\nrules: {custom: [{seriesQuery: a}]}\n---\n[1]\n---\nx',
      'dir/v.yaml',
    );
    expect(manifests.map(({ kind, name }) => [kind, name])).toEqual([['HelmValues', 'v.yaml']]);
    expect(others.map(({ fields }) => fields)).toEqual([{ replicaCount: 1 }]);
  });

  test('objects are read as those of a text are', () => {
    const list = { kind: 'List', items: [{ apiVersion: 'v1', kind: 'A', metadata: { name: 'a' } }, 7] };
    const values = { rules: { custom: [{ seriesQuery: 'a' }] } };
    const manifests = readObjects([list, values, 'text', { kind: 'B' }]);
    expect(manifests.map(({ kind, name, file }) => [kind, name, file])).toEqual([
      ['A', 'a', undefined],
      ['HelmValues', '', undefined],
    ]);
    expect(manifests.map((manifest) => manifest.lineOf([]))).toEqual([undefined, undefined]);
  });

  test('group, labels and annotations are read, whatever their types', () => {
    const [manifest] = read(`
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: 7, namespace: '', labels: {a: 1, b: x, c: {}}, annotations: [x]}
`).manifests;
    expect(manifest).toMatchObject({
      group: 'monitoring.coreos.com',
      name: '',
      labels: { a: '1', b: 'x' },
      annotations: {},
    });
    expect(manifest.namespace).toBeUndefined();
  });

  test('anchors and merge keys are resolved; the own key wins', () => {
    const [manifest] = read(
      'apiVersion: v1\nkind: A\na: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {z: 4, <<: [*a]}',
    ).manifests;
    expect(manifest.fields).toMatchObject({ b: { x: 1, y: 3 }, c: { z: 4, x: 1, y: 2 } });
  });
});

describe('what cannot be read is a value', () => {
  test.each([
    ['a wrong indent', 'apiVersion: v1\nkind: A\n a: b', 2, 'the YAML cannot be read: '],
    ['an open bracket', 'a: 1\nb: [1, 2', 2, 'the YAML cannot be read: '],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', 3, "the key 'a' stands twice in one object; keep one of them"],
    [
      'a value that is a template',
      'name: {{ .Values.name }}',
      1,
      'the file is a Helm template and no manifest yet; render it first: helm template',
    ],
    [
      'lines of a template',
      'a: 1\n{{- if .Values.b }}\nb: 2\n{{- end }}',
      2,
      'the file is a Helm template and no manifest yet',
    ],
    ['deep nesting', `a: ${'['.repeat(120)}${']'.repeat(120)}`, 1, 'the document nests deeper than 100 levels'],
    ['endless nesting', '['.repeat(50_000), 1, 'the document nests deeper than 100 levels'],
    ['an alias of nothing', 'a: *nobody', 1, 'the alias *nobody names no anchor above it'],
    ['aliases of aliases', bomb(12), 6, 'the aliases of the document stand for too many values'],
    ['an alias of itself', 'a: &a [*a]', 1, 'the alias *a names no anchor above it'],
    ['a list as a key', '? [1, 2]\n: 3', 1, 'a key of the document is not a text'],
  ])('%s', (_, text, line, message) => {
    const { unparsable } = read(text);
    expect(unparsable).toHaveLength(1);
    expect(unparsable[0]).toMatchObject({ file: 'a.yaml', line });
    expect(unparsable[0].message).toMatch(new RegExp(`^${message.replace(/[*[\]()]/g, '\\$&')}`));
  });

  test('a broken document does not take the others with it', () => {
    const { manifests, unparsable } = read(
      'apiVersion: v1\nkind: A\n---\na: b: c\n---\napiVersion: v1\nkind: B\n---\nkind: [',
    );
    expect(unparsable.map(({ line }) => line)).toEqual([4, 9]);
    expect(manifests.map(({ kind }) => kind)).toEqual(['A', 'B']);
  });

  test('an object that says something twice is there with what it says last', () => {
    expect(read('apiVersion: v1\nkind: A\nkind: B').manifests.map(({ kind }) => kind)).toEqual(['B']);
  });

  test('a key that would change what an object is has no effect', () => {
    const [manifest] = read(
      'apiVersion: v1\nkind: A\n__proto__: {polluted: yes}\nmetadata: {__proto__: {name: x}}',
    ).manifests;
    expect(manifest.name).toBe('');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(manifest.fields)).toBe(Object.prototype);
  });
});

/** Every level stands for nine of the one below. */
function bomb(levels: number): string {
  const lines = Array.from(
    { length: levels },
    (_, i) => `k${i + 1}: &k${i + 1} [${Array(9).fill(`*k${i}`).join(', ')}]`,
  );
  return ['k0: &k0 x', ...lines].join('\n');
}

/** Every way there is in a value. */
function pathsOf(value: unknown, above: FieldPath = []): FieldPath[] {
  if (typeof value !== 'object' || value === null) return [above];
  const steps = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [
    above,
    ...steps.flatMap((step) => pathsOf((value as Record<string | number, unknown>)[step], [...above, step])),
  ];
}

/** The line has the last step of the way: a key, or the dash of an item. */
function says(line: string, step: string | number): boolean {
  if (typeof step === 'number') return /^\s*-( |$)/.test(line) || line.includes('- ');
  return new RegExp(`^\\s*(- )*["']?${step.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}["']?:`).test(line);
}

describe('the line of every field', () => {
  test.each(readdirSync(GOLDEN))('of %s', (file) => {
    const text = golden(file.replace('.yaml', ''));
    const lines = text.split('\n');
    const seen: string[] = [];
    for (const manifest of read(text).manifests)
      for (const path of pathsOf(manifest.fields).slice(1)) {
        const line = manifest.lineOf(path) ?? 0;
        if (!says(lines[line - 1], path[path.length - 1])) seen.push(`${pathText(path)} at ${line}`);
      }
    expect(seen).toEqual([]);
  });

  test('goes on inside a text that is YAML', () => {
    const text = golden('vllm-hpa');
    const config = read(text).manifests.find(({ kind }) => kind === 'ConfigMap');
    const [inner] = parseYaml(String(valueAt(config?.fields, ['data', 'config.yaml'])));
    const lines = text.split('\n');
    const at = (path: FieldPath) => lines[(config?.lineOf(['data', 'config.yaml', ...path]) ?? 0) - 1];
    for (const path of pathsOf(inner.document?.data).slice(1)) expect(says(at(path), path[path.length - 1])).toBe(true);
    expect(at(['rules', 1, 'name', 'as'])).toBe('          as: vllm_num_requests_running');
  });

  test('of what is not there is that of what is nearest above it', () => {
    const [manifest] = read('# first\napiVersion: v1\nkind: A\nspec:\n  a:\n    - b: 1\n').manifests;
    expect(manifest.lineOf([])).toBe(2);
    expect(manifest.lineOf(['spec', 'a', 0, 'c', 'd'])).toBe(6);
    expect(manifest.lineOf(['spec', 'a', 7])).toBe(5);
    expect(manifest.lineOf(['status'])).toBe(2);
  });

  test('in a list counts from the beginning of the file', () => {
    const [, second] = read(
      '---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n- apiVersion: v1\n  kind: B\n',
    ).manifests;
    expect([second.lineOf([]), second.lineOf(['kind'])]).toEqual([7, 8]);
  });

  test('of an object that a program made is not known', () => {
    const [manifest] = manifestsOf([
      { object: { apiVersion: 'v1', kind: 'A' }, constructPath: 'app/a' },
      { object: 7 },
    ]);
    expect([manifest.constructPath, manifest.file, manifest.lineOf(['kind'])]).toEqual(['app/a', undefined, undefined]);
  });
});

describe('for any text', () => {
  test('reading ends in values, and lines lie within the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'a',
            ':',
            ' ',
            '\n',
            '-',
            '[',
            '{',
            '&x',
            '*x',
            '"',
            "'",
            '|',
            '>',
            '---\n',
            '  ',
            '1',
            '!!',
            '#',
            '?',
            ']',
            '}',
            ',',
          ),
        ),
        (parts) => {
          const text = `apiVersion: v1\nkind: A\nspec: ${parts.join('')}`;
          const count = text.split('\n').length;
          const { manifests, unparsable } = read(text);
          const lines = [
            ...unparsable.map(({ line }) => line),
            ...manifests.flatMap((manifest) => pathsOf(manifest.fields).map((path) => manifest.lineOf(path) ?? 0)),
          ];
          expect(lines.filter((line) => line < 1 || line > count)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('what JSON can say is read as JSON reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        // That key is passed over; a test above says so.
        fc.pre(!JSON.stringify(value).includes('"__proto__"'));
        const [parsed] = parseYaml(JSON.stringify({ value }));
        expect(JSON.stringify(parsed.document?.data)).toBe(
          JSON.stringify({ value: JSON.parse(JSON.stringify(value)) }),
        );
      }),
      { numRuns: 300 },
    );
  });
});
