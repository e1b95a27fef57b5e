import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../src/kubernetes/rules';
import { anchorsOf, blocksIn, ROOT, readText } from './support/markdown';
import { rulesPage } from './support/rules-page';

const PAGE = 'docs/rules.md';

if (process.env.UPDATE_DOCS) writeFileSync(join(ROOT, PAGE), rulesPage());

test('the page about the rules is what `npm run docs:rules` writes', () => {
  expect(readText(PAGE)).toBe(rulesPage());
});

test('every rule has a section with an example', () => {
  expect(anchorsOf(readText(PAGE))).toEqual(
    expect.arrayContaining(Object.keys(RULES).map((rule) => rule.replace('/', ''))),
  );
  expect(blocksIn(readText(PAGE), 'ts')).toHaveLength(Object.keys(RULES).length);
});
