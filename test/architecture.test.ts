import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');
const SRC = join(ROOT, 'src');
const LONGEST_FILE = 300;

/** Which folders a folder may import from; everything else points the wrong way. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  kubernetes: [],
  metrics: ['kubernetes'],
  cluster: ['kubernetes', 'metrics'],
  service: ['kubernetes', 'metrics', 'cluster'],
  scaling: ['kubernetes', 'metrics', 'cluster', 'service'],
  placement: ['kubernetes', 'cluster', 'service'],
  monitoring: ['kubernetes', 'metrics', 'cluster'],
  // The examining half reads manifests; it knows no construct.
  stack: ['kubernetes', 'metrics'],
  checks: ['kubernetes', 'metrics', 'stack'],
  rehearsal: ['kubernetes', 'metrics', 'stack'],
  // The checks where constructs are: at synth, in the command line of cdk8s and in tests.
  integration: ['kubernetes', 'metrics', 'cluster', 'stack', 'checks', 'rehearsal'],
  cli: ['kubernetes', 'metrics', 'stack', 'checks', 'rehearsal'],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));

/** The files of src that a file imports or exports from. */
function importsOf(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const specifiers = source.statements.flatMap((statement) => {
    const isModule = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    return isModule && statement.moduleSpecifier ? [(statement.moduleSpecifier as ts.StringLiteral).text] : [];
  });
  return specifiers
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => relative(SRC, resolve(SRC, file, '..', `${specifier}.ts`)))
    .filter((path) => !path.startsWith('..'));
}

const graph = new Map(files.map(({ file, text }) => [file, importsOf(file, text)]));
const folderOf = (file: string) => (file.includes('/') ? file.split('/')[0] : 'index');

test.each(files.filter(({ file }) => file !== 'index.ts').map(({ file }) => file))(
  '%s imports in one direction',
  (file) => {
    const folder = folderOf(file);
    const wrong = (graph.get(file) ?? []).filter((path) => ![folder, ...MAY_IMPORT[folder]].includes(folderOf(path)));
    expect(wrong).toEqual([]);
  },
);

test('no file imports itself in a circle, types included', () => {
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, above: string[]) => {
    if (above.includes(file)) circles.push([...above.slice(above.indexOf(file)), file]);
    if (done.has(file) || above.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...above, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

test('only index.ts is a barrel', () => {
  const barrels = files.filter(({ text }) => /^export .* from '/m.test(text)).map(({ file }) => file);
  expect(barrels).toEqual(['index.ts']);
});

test(`no file is longer than ${LONGEST_FILE} lines`, () => {
  expect(files.filter(({ text }) => text.split('\n').length > LONGEST_FILE + 1).map(({ file }) => file)).toEqual([]);
});

test('only the file that emits creates objects, and nothing prints or throws', () => {
  const find = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
  expect(find(/new ApiObject\(/)).toEqual(['kubernetes/emit.ts']);
  expect(find(/\bconsole\./)).toEqual([]);
  expect(find(/\bthrow\b(?!s)/)).toEqual([]);
});
