import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_RULES } from '../src/checks/all';
import { META_RULES } from '../src/checks/meta-rules';
import { cli } from './cli/support';
import { checksPage } from './support/checks-page';
import { lineDiff } from './support/line-diff';
import { anchorsOf, blocksIn, ROOT, readText } from './support/markdown';

const PAGE = 'docs/checks.md';

const PICTURE = 'docs/stack.svg';

/** The picture in the README: the stack whose report stands beside it. */
async function picture(): Promise<string> {
  const folder = join(ROOT, 'test', 'readme');
  const { out } = await cli(['graph', join(folder, 'gemma.yaml'), '--no-profile', '--format', 'svg']);
  return out.replaceAll(`${folder}/`, '');
}

beforeAll(async () => {
  if (!process.env.UPDATE_DOCS) return;
  writeFileSync(join(ROOT, PAGE), checksPage());
  writeFileSync(join(ROOT, PICTURE), await picture());
});

test('the page about the checks is what `npm run docs:checks` writes', () => {
  expect(readText(PAGE)).toBe(checksPage());
});

test('the picture of the README is what `npm run docs:checks` draws', async () => {
  expect(readText(PICTURE)).toBe(await picture());
  expect(readText('README.md')).toContain(`](${PICTURE})`);
});

test('every rule has a section, and those about manifests an example', () => {
  const names = [...ALL_RULES, ...META_RULES].map(({ name }) => name.replace('/', ''));
  expect(anchorsOf(readText(PAGE))).toEqual(expect.arrayContaining(names));
  expect(blocksIn(readText(PAGE), 'diff')).toHaveLength(ALL_RULES.length);
  expect(readText(PAGE).match(/^- Found: /gm)).toHaveLength(ALL_RULES.length);
});

test.each([
  ['a\nb\nc\n', 'a\nx\nc\n', [' a', '-b', '+x', ' c']],
  ['a\n', 'a\n', []],
  ['1\n2\n3\n4\n5\n6\n', '1\n2\n3\n4\n5\nx\n', [' 4', ' 5', '-6', '+x']],
  ['a\n1\n2\n3\n4\n5\n6\nb\n', 'A\n1\n2\n3\n4\n5\n6\nB\n', ['-a', '+A', ' 1', ' 2', ' …', ' 5', ' 6', '-b', '+B']],
  ['a\n', 'a\nb\n', [' a', '+b']],
])('the diff of %j and %j', (before, after, lines) => expect(lineDiff(before, after)).toEqual(lines));
