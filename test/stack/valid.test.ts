import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from '../../src/checks/run';
import { buildGraph } from '../../src/stack/graph';
import { readManifests } from '../../src/stack/read';
import { GOLDEN } from './support';

const VALID = join(__dirname, 'valid');

function findingsIn(folder: string, file: string) {
  const { manifests, unparsable } = readManifests([{ name: file, text: readFileSync(join(folder, file), 'utf8') }]);
  expect(unparsable).toEqual([]);
  expect(manifests.length).toBeGreaterThan(0);
  return runChecks(buildGraph(manifests));
}

const said = ({ rule, objects, message }: ReturnType<typeof runChecks>[number]) => `${rule}: ${objects[0]}: ${message}`;

test.each(readdirSync(VALID))('nothing of %s is called broken', (file) => {
  const errors = findingsIn(VALID, file).filter(({ severity }) => severity === 'error');
  expect(errors.map(said)).toEqual([]);
});

test('there are stacks of many shapes', () => {
  expect(readdirSync(VALID).length).toBeGreaterThanOrEqual(25);
});

test.each(readdirSync(GOLDEN))('nothing of the example %s is called broken or doubtful', (file) => {
  const found = findingsIn(GOLDEN, file).filter(({ severity }) => severity !== 'info');
  expect(found.map(said)).toEqual([]);
});
