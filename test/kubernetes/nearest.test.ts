import fc from 'fast-check';
import { editsBetween, nearest } from '../../src/kubernetes/nearest';

test.each([
  ['', '', 0],
  ['port', 'port', 0],
  ['port', 'prot', 1],
  ['port', 'ports', 1],
  ['port', 'pot', 1],
  ['port', 'pork', 1],
  ['kitten', 'sitting', 3],
])('from %j to %j it takes %i edits', (a, b, edits) => {
  expect(editsBetween(a, b)).toBe(edits);
  expect(editsBetween(b, a)).toBe(edits);
});

test('distances are symmetric, zero only between equals, and never more than a limit', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), fc.nat(9), (a, b, limit) => {
      const edits = editsBetween(a, b);
      expect(editsBetween(b, a)).toBe(edits);
      expect(edits === 0).toBe(a === b);
      expect(edits).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(editsBetween(a, b, limit)).toBe(Math.min(edits, limit));
    }),
  );
});

const RULES = ['wire/monitor-port', 'wire/monitor-labels', 'metric/unit'];

test.each([
  ['wire/monitor-prot', 'wire/monitor-port'],
  ['wire/moniter-label', 'wire/monitor-labels'],
  ['metric/units', 'metric/unit'],
  ['metric-unit', 'metric/unit'],
  ['something else', undefined],
  ['', undefined],
])('the name nearest to %j is %j', (name, expected) => {
  expect(nearest(name, RULES)).toBe(expected);
});
