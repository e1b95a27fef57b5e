import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { blocksIn, ROOT, readText } from './support/markdown';

const GUIDE = readText('CONTRIBUTING.md');
const FOLDERS = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** The folders of `src` that a folder imports from. */
function importsOf(folder: string): Set<string> {
  const files = readdirSync(join(ROOT, 'src', folder), { recursive: true, encoding: 'utf8' });
  const imported = files.flatMap((file) => {
    if (!file.endsWith('.ts')) return [];
    const imports = readText(join('src', folder, file)).matchAll(/from '((?:\.\.\/)+)(\w+)\//g);
    // So many steps up lead out of the folder; fewer lead to another part of it, whatever that is called.
    const outside = file.split('/').length;
    return [...imports].flatMap(([, up, name]) => (up.length / '../'.length === outside ? [name] : []));
  });
  return new Set(imported.filter((name) => name !== folder && FOLDERS.includes(name)));
}

describe('the architecture in CONTRIBUTING.md', () => {
  const [diagram] = blocksIn(GUIDE, 'mermaid').map(({ text }) => text);
  const arrows = [...diagram.matchAll(/^\s+(\w+)(?:\[.*\])? --> (\w+)$/gm)].map(([, from, to]) => ({ from, to }));
  const reach = (from: string): string[] =>
    arrows.flatMap((arrow) => (arrow.from === from ? [arrow.to, ...reach(arrow.to)] : []));

  test('has a box for every folder', () => {
    expect([...diagram.matchAll(/\["src\/(\w+)<br/g)].map(([, name]) => name).sort()).toEqual([...FOLDERS].sort());
  });

  test.each(FOLDERS)('%s imports only what its arrows lead to', (folder) => {
    expect([...importsOf(folder)].filter((name) => !reach(folder).includes(name))).toEqual([]);
  });

  test('every arrow is an import', () => {
    expect(arrows.filter(({ from, to }) => !importsOf(from).has(to))).toEqual([]);
    expect(arrows.length).toBeGreaterThanOrEqual(FOLDERS.length - 1);
  });
});

test('the files and folders that CONTRIBUTING.md names are there', () => {
  const named = [...GUIDE.matchAll(/`([a-z]+(?:\/[\w.-]+)+\/?)`/g)].map(([, path]) => path);
  const there = (path: string) => ['', 'src', 'src/metrics'].some((base) => existsSync(join(ROOT, base, path)));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !there(path))).toEqual([]);
});
