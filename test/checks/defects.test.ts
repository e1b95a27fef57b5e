import { join } from 'node:path';
import { ALL_RULES } from '../../src/checks/all';
import { DEFECTS, type Defect } from './defects/table';
import { check, foundInGood, readPair } from './support';

type WithManifests = Extract<Defect, { rules: readonly string[] }>;
const PAIRS = Object.entries(DEFECTS).flatMap(([id, defect]) =>
  'rules' in defect ? [[id, defect.what, defect] as [string, string, WithManifests]] : [],
);

test.each(PAIRS)('%s (%s) is found, and its repaired twin is silent', (id, _, { rules }) => {
  const pair = readPair(join(__dirname, 'defects', id), id);
  const found = check([{ name: 'bad.yaml', text: pair.bad }], pair.profile).map(({ rule }) => rule);
  expect(ALL_RULES.map(({ name }) => name)).toEqual(expect.arrayContaining([...rules]));
  expect(found).toEqual(expect.arrayContaining([...rules]));
  expect(foundInGood(pair)).toEqual([]);
});
