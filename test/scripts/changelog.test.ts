import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestChanges } from '../../scripts/changelog';

let folder: string;
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });

function commit(tag: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  git('add', '--all');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--no-gpg-sign', '--message', tag);
  git('tag', '--no-sign', tag);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'changelog-'));
  mkdirSync(join(folder, 'test', 'golden'), { recursive: true });
  git('init', '--quiet');
  commit('v1', { 'test/golden/one.yaml': 'a: 1\nb: 1\n', 'test/golden/two.yaml': 'a: 1\n', 'README.md': 'one\n' });
  commit('v2', { 'README.md': 'two\n' });
  commit('v3', { 'test/golden/one.yaml': 'a: 1\nb: 2\n', 'test/golden/three.yaml': 'new: true\n' });
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a release is shown by the diff of each example that it changes, a new one included', () => {
  expect(manifestChanges(folder, 'v1', 'v3')).toBe(`#### one

\`\`\`diff
@@ -1,2 +1,2 @@
 a: 1
-b: 1
+b: 2
\`\`\`

#### three

\`\`\`diff
@@ -0,0 +1 @@
+new: true
\`\`\`
`);
});

test('a release that changes no manifest says so', () => {
  expect(manifestChanges(folder, 'v1', 'v2')).toBe('Nothing changes in what the examples emit.\n');
});
