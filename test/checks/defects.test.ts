import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DEFECTS, type Defect } from './defects/table';
import { checkBad, foundInGood, readPair } from './support';

const ROOT = join(__dirname, 'defects');

type WithManifests = Extract<Defect, { rules: readonly string[] }>;
const PAIRS = Object.entries(DEFECTS).flatMap(([id, defect]) =>
  'rules' in defect ? [[id, defect.what, defect] as [string, string, WithManifests]] : [],
);

test('every defect has its manifests, and all that were published are here', () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(PAIRS.map(([id]) => id).sort());
  const published = Array.from({ length: 23 }, (_, index) => `W${index + 1}`);
  const seeds = ['000', '001', '002', '003', '004'].map((seed) => `seed-${seed}`);
  expect(Object.keys(DEFECTS)).toEqual(expect.arrayContaining([...published, ...seeds]));
});

test.each(PAIRS)('%s (%s) is found by its rules and no others, and its repaired twin is silent', (id, _, { rules }) => {
  const pair = readPair(join(ROOT, id), id);
  const found = checkBad(pair).filter(({ severity }) => severity !== 'info');
  expect([...new Set(found.map(({ rule }) => rule))].sort()).toEqual([...rules].sort());
  expect(foundInGood(pair)).toEqual([]);
});
