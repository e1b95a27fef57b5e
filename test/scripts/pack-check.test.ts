import { missingPairs, pairwise } from '../../scripts/pack-check/consumers';

test('the consumers have every pair of two choices', () => {
  expect(missingPairs(pairwise())).toEqual([]);
  expect(missingPairs(pairwise().slice(1)).length).toBeGreaterThan(0);
});
