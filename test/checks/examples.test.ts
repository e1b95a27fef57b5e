import { join } from 'node:path';
import { ALL_RULES } from '../../src/checks/all';
import { checkBad, foundInBad, foundInGood, pairsIn } from './support';

const PAIRS = pairsIn(join(__dirname, 'examples'));

test('every rule has an example, and every example is one of a rule', () => {
  expect(PAIRS.map(({ name }) => name)).toEqual(ALL_RULES.map(({ name }) => name).sort());
});

test.each(PAIRS.map((pair) => [pair.name, pair] as const))(
  '%s is found in its bad example, and nothing else',
  (name, pair) => {
    const found = foundInBad(pair);
    expect(found).toBe(pair.expected);
    const rules = checkBad(pair)
      .filter(({ rule, severity }) => rule === name || severity !== 'info')
      .map(({ rule }) => rule);
    expect([...new Set(rules)]).toEqual([name]);
  },
);

test.each(PAIRS.map((pair) => [pair.name, pair] as const))('%s: nothing is wrong with its good example', (_, pair) => {
  expect(foundInGood(pair)).toEqual([]);
});
