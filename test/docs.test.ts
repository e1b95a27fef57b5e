import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './support/markdown';

/** Every page below a folder, by its path. */
function pagesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

test('docs/api says what the doc comments say; `npm run docs` writes it anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    const typedoc = join(ROOT, 'node_modules', 'typedoc', 'bin', 'typedoc');
    const { status, stderr } = spawnSync(process.execPath, [typedoc, '--out', folder], { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(pagesIn(join(ROOT, 'docs', 'api'))).toEqual(pagesIn(folder));
    expect(Object.keys(pagesIn(folder)).length).toBeGreaterThan(90);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
