import fc from 'fast-check';
import { nearest } from '../../src/checks/nearest';

const FIELDS = ['minReplicas', 'maxReplicas', 'metrics', 'behavior'];

test.each([
  ['minReplica', 'minReplicas'],
  ['MinReplicas', 'minReplicas'],
  ['behaviour', 'behavior'],
  ['metrcs', 'metrics'],
  ['maxReplicaCount', 'maxReplicas'],
  ['target', undefined],
  ['', undefined],
])('%j is meant for %j', (word, meant) => {
  expect(nearest(word, FIELDS)).toBe(meant);
});

test('a word with the same beginning is meant where none is near', () => {
  expect(nearest('maxReplicas', ['minReplicaCount', 'maxReplicaCount'])).toBe('maxReplicaCount');
  expect(nearest('max', ['maxReplicaCount'])).toBeUndefined();
  expect(nearest('maximum', ['maxResources'])).toBeUndefined();
});

test('of two words the nearer one is meant, and of two equally near ones the first', () => {
  expect(nearest('start', ['stark', 'start'])).toBe('start');
  expect(nearest('stars', ['start', 'stark'])).toBe('start');
});

test('one letter more, fewer or other does not matter', () => {
  const word = fc.stringMatching(/^[a-z]{4,20}$/);
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom('', 'x', 'xy'), (text, at, put) => {
      const index = at % text.length;
      const changed = `${text.slice(0, index)}${put}${text.slice(index + 1)}`;
      expect(nearest(changed, [text])).toBe(put.length < 2 || changed.length > 5 ? text : nearest(changed, [text]));
    }),
  );
});
