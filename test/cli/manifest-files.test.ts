import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { collect } from '../../src/cli/manifest-files';

const MANIFEST = 'apiVersion: v1\nkind: Service\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(...files: string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), MANIFEST);
  }
}

function run(args: readonly string[], input = '') {
  const io = { out: () => undefined, err: () => undefined, readInput: () => input, hasColors: false };
  const { sources, problems, notes } = collect(
    args.map((arg) => (arg === '-' ? arg : join(folder, arg))),
    io,
  );
  const relative = (text: string) => text.replaceAll(folder, '.');
  return {
    names: sources.map(({ name }) => relative(name)),
    problems: problems.map(relative),
    notes: notes.map(relative),
  };
}

test('a folder is read with everything below it, in the order of names', () => {
  write('b.yml', 'a.yaml', 'c/d/e.json', 'c/z.YAML', 'notes.md', 'a.yaml.bak');
  expect(run(['.'])).toEqual({ names: ['./a.yaml', './b.yml', './c/d/e.json', './c/z.YAML'], problems: [], notes: [] });
});

test('what tools keep for themselves is passed over', () => {
  write('a.yaml', 'node_modules/x/b.yaml', '.git/c.yaml', '.github/d.yaml', 'e/.hidden/f.yaml');
  writeFileSync(join(folder, 'package.json'), '{"name": "x"}');
  writeFileSync(join(folder, 'tsconfig.json'), '// no JSON\n{}');
  expect(run(['.']).names).toEqual(['./a.yaml']);
});

test('a file that is named is read whatever it is called', () => {
  write('manifest.txt', '.hidden/a.yaml');
  expect(run(['manifest.txt', '.hidden/a.yaml']).names).toEqual(['./manifest.txt', './.hidden/a.yaml']);
});

test('nothing is read twice', () => {
  write('a.yaml', 'b/c.yaml');
  expect(run(['b', '.', 'a.yaml']).names).toEqual(['./b/c.yaml', './a.yaml']);
});

test('links to files are followed, links to folders and into nothing are not', () => {
  write('a/b.yaml');
  symlinkSync(join(folder, 'a', 'b.yaml'), join(folder, 'c.yaml'));
  symlinkSync(folder, join(folder, 'a', 'circle'));
  symlinkSync(join(folder, 'nothing'), join(folder, 'd.yaml'));
  expect(run(['.']).names).toEqual(['./a/b.yaml', './c.yaml']);
});

test('standard input is a source like others', () => {
  write('a.yaml');
  expect(run(['-', 'a.yaml'], MANIFEST).names).toEqual(['-', './a.yaml']);
  expect(run(['-'], ' \n')).toEqual({ names: [], problems: ['standard input is empty'], notes: [] });
});

test('what is not there, or holds no manifest, is a problem', () => {
  mkdirSync(join(folder, 'empty'));
  expect(run(['nothing.yaml', 'empty']).problems).toEqual([
    "'./nothing.yaml' is not there",
    "there is no manifest in './empty' (*.yaml, *.yml and *.json with an apiVersion and a kind)",
  ]);
});

test('the templates of a Helm chart are no manifests, and it is said how to check them', () => {
  write('chart/Chart.yaml', 'chart/templates/a.yaml', 'chart/crds/b.yaml', 'templates/c.yaml');
  expect(run(['.'])).toEqual({
    names: ['./chart/Chart.yaml', './chart/crds/b.yaml', './templates/c.yaml'],
    problems: [],
    notes: [
      'the templates of ./chart are no manifests yet; check what they give: helm template ./chart | cdk8s-llm-inference check -',
    ],
  });
});

test('a kustomization is pointed out', () => {
  write('base/kustomization.yaml', 'base/a.yaml');
  expect(run(['base'])).toEqual({
    names: ['./base/a.yaml', './base/kustomization.yaml'],
    problems: [],
    notes: [
      './base holds a kustomization; check what it gives as well: kustomize build ./base | cdk8s-llm-inference check -',
    ],
  });
});
