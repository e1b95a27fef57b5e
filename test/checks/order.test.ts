import fc from 'fast-check';
import { ALL_RULES } from '../../src/checks/all';
import { groupBy, objectNamed, scalerOf } from '../../src/checks/lookup';
import { inOrder } from '../../src/checks/order';
import { runChecks } from '../../src/checks/run';
import { buildGraph } from '../../src/stack/graph';
import { manifestOf } from '../../src/stack/manifest';
import { readManifests } from '../../src/stack/read';
import { all, deployment, hpa, policy, scaled, service } from '../bad-inputs/manifests/build';

const TEXT = all(
  deployment(),
  deployment({}, {}, { name: 'other' }),
  hpa(),
  hpa({}, { name: 'second' }),
  scaled(),
  hpa({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'other' } }, { name: 'other' }),
  policy(),
  policy({}, { name: 'second' }),
  service(),
  hpa({ maxReplicas: 8 }),
);
const MANIFESTS = readManifests([{ name: 'stack.yaml', text: TEXT }]).manifests;

test('what is found does not depend on the order of the manifests', () => {
  const found = runChecks(buildGraph(MANIFESTS));
  expect(new Set(found.map(({ rule }) => rule))).toEqual(
    new Set([
      'name/duplicate',
      'policy/two-policies',
      'scaler/overlapping-selectors',
      'scaler/two-scalers',
      ...found.filter(({ severity }) => severity === 'info').map(({ rule }) => rule),
    ]),
  );
  fc.assert(
    fc.property(fc.shuffledSubarray([...MANIFESTS], { minLength: MANIFESTS.length }), (shuffled) => {
      expect(runChecks(buildGraph(shuffled))).toEqual(found);
    }),
    { numRuns: 30 },
  );
});

test('objects of one name are ordered by file, line and construct', () => {
  const make = (file: string, line: number, constructPath?: string) =>
    manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }, { file, constructPath, lineOf: () => line });
  const pods = [make('b', 1), make('a', 10), make('a', 9), make('a', 9, 'app/b'), make('a', 9, 'app/a')];
  const ordered = inOrder(pods, (pod) => pod as NonNullable<typeof pod>);
  expect(ordered).toEqual([pods[2], pods[4], pods[3], pods[1], pods[0]]);
});

test('scalers and objects are looked up in their own graph', () => {
  const graph = buildGraph(MANIFESTS);
  const [, , ofQwen] = MANIFESTS;
  expect(scalerOf(graph, ofQwen)?.name).toBe('qwen');
  expect(scalerOf(graph, MANIFESTS[0])).toBeUndefined();
  expect(scalerOf(buildGraph([]), ofQwen)).toBeUndefined();
  expect(objectNamed(graph, 'Deployment', 'other', 'llm')).toBe(MANIFESTS[1]);
  expect(objectNamed(graph, 'Deployment', 'other', undefined)).toBeUndefined();
  expect(objectNamed(graph, 'StatefulSet', 'other', 'llm')).toBeUndefined();
});

test('groups hold their items in order', () => {
  const groups = groupBy([1, 2, 3, 4, 5], (number) => number % 2);
  expect([...groups]).toEqual([
    [1, [1, 3, 5]],
    [0, [2, 4]],
  ]);
});

test('every rule has a name, a demand, a reason and a link of its own form', () => {
  for (const { name, demands, why, link } of ALL_RULES) {
    expect(name).toMatch(/^[a-z-]+\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(demands).toMatch(/^[^.\s].*[^.]$/);
    expect(why).toMatch(/^\S[\s\S]*\.$/);
    expect(link).toMatch(/^https:\/\//);
  }
  expect(new Set(ALL_RULES.map(({ name }) => name)).size).toBe(ALL_RULES.length);
});
