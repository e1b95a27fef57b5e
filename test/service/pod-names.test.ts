import fc from 'fast-check';
import { podNamePattern } from '../../src/service/facts';

/** The letters that Kubernetes makes names of. */
const SAFE = [...'bcdfghjklmnpqrstvwxz2456789'];
const safe = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...SAFE), minLength, maxLength });

const alphanumeric = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789');
const inner = fc.oneof({ weight: 5, arbitrary: alphanumeric }, { weight: 1, arbitrary: fc.constant('-') });

/** A name of so many characters as a Deployment can have. */
const nameOf = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc
    .tuple(alphanumeric, fc.string({ unit: inner, minLength: 0, maxLength: maxLength - 2 }), alphanumeric)
    .map(([first, middle, last]) => `${first}${middle}${last}`)
    .filter((name) => name.length >= minLength)
    .chain((name) => (minLength > 1 ? fc.constant(name) : fc.constantFrom(name, name[0])));

/** How Kubernetes names a pod: the ReplicaSet's name and a dash, cut at 58 characters, then five of its letters. */
function podName(deployment: string, hash: string, random: string): string {
  return `${`${deployment}-${hash}-`.slice(0, 58)}${random}`;
}

/** Prometheus anchors a pattern on both sides. */
function matches(deployment: string, pod: string): boolean {
  return new RegExp(`^(?:${podNamePattern(deployment)})$`).test(pod);
}

test('the pattern matches the pods of its Deployment, however long its name', () => {
  fc.assert(
    fc.property(nameOf(1, 63), safe(1, 10), safe(5, 5), (name, hash, random) => {
      const pod = podName(name, hash, random);
      expect(pod.length).toBeLessThanOrEqual(63);
      expect(matches(name, pod)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test.each([46, 47, 55, 56, 57, 58, 59, 63])('the pattern matches the pods of a name of %i characters', (length) => {
  for (const hash of ['b', 'bcdfg', 'bcdfghjklm'])
    expect(matches('n'.repeat(length), podName('n'.repeat(length), hash, 'bcdfg'))).toBe(true);
});

test('the pattern matches no pods of a Deployment whose name goes on, where names are not cut', () => {
  fc.assert(
    fc.property(nameOf(1, 44), nameOf(1, 20), safe(1, 10), safe(5, 5), (name, more, hash, random) => {
      const other = `${name}-${more}`;
      // Beyond 56 characters nothing of the hash is left, and the names of pods do not tell Deployments apart.
      fc.pre(other.length <= 56);
      expect(matches(name, podName(other, hash, random))).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('the pattern matches no pods of other Deployments and no other pods', () => {
  fc.assert(
    fc.property(nameOf(1, 46), nameOf(1, 46), safe(1, 10), safe(5, 5), (name, other, hash, random) => {
      fc.pre(name !== other);
      expect(matches(name, podName(other, hash, random))).toBe(false);
    }),
    { numRuns: 1000 },
  );
  for (const pod of ['qwen', 'qwen-0', 'qwen-abc12', 'my-qwen-abc-bcdfg', 'qwen-abc-bcdf', 'qwen-abc-bcdfgh'])
    expect(matches('qwen', pod)).toBe(false);
});

test('a dot in a name is a dot', () => {
  expect(matches('llama.v3', podName('llama.v3', 'bcd', 'bcdfg'))).toBe(true);
  expect(matches('llama.v3', podName('llamaxv3', 'bcd', 'bcdfg'))).toBe(false);
  const long = `llama.${'n'.repeat(50)}`;
  expect(matches(long, podName(long, 'bcd', 'bcdfg'))).toBe(true);
  expect(matches(long, podName(long.replace('.', 'x'), 'bcd', 'bcdfg'))).toBe(false);
});
