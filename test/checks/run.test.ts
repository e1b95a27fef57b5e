import { join } from 'node:path';
import { type Problem, type Rule, wrong, wrongValue } from '../../src/checks/rule';
import { runChecks } from '../../src/checks/run';
import { buildGraph } from '../../src/stack/graph';
import { manifestOf } from '../../src/stack/manifest';
import { check, pairsIn } from './support';

const manifest = (name: string, spec: object = {}) => {
  const made = manifestOf({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'llm' }, spec });
  if (!made) throw new Error('no manifest');
  return made;
};
const rule = (name: string, problems: readonly Problem[], severity: Rule['severity'] = 'error'): Rule => ({
  name,
  severity,
  demands: 'nothing',
  why: 'Because.',
  link: 'https://example.com',
  check: () => problems,
});
const GRAPH = buildGraph([]);

test('a problem becomes a finding with what its rule says', () => {
  const at = { ...manifest('qwen', { replicas: 0 }), file: 'a.yaml', constructPath: 'app/qwen', lineOf: () => 7 };
  const problem = wrongValue(at, ['spec', 'replicas'], 'must be more', 'write 1', { also: [manifest('other')] });
  expect(runChecks(GRAPH, {}, [rule('a/b', [problem], 'warning')])).toEqual([
    {
      rule: 'a/b',
      severity: 'warning',
      message: "'spec.replicas' (0) must be more",
      why: 'Because.',
      fix: 'write 1',
      objects: ['Deployment/llm/qwen', 'Deployment/llm/other'],
      file: 'a.yaml',
      line: 7,
      constructPath: 'app/qwen',
    },
  ]);
});

test('what has no file has no line, and what is missing is said so', () => {
  const problem = wrongValue(manifest('qwen'), ['spec', 'a.b'], 'must be there', 'add it');
  expect(runChecks(GRAPH, {}, [rule('a/b', [problem])])).toEqual([
    {
      rule: 'a/b',
      severity: 'error',
      message: "'spec['a.b']' (not given) must be there",
      why: 'Because.',
      fix: 'add it',
      objects: ['Deployment/llm/qwen'],
    },
  ]);
});

test('a problem can be milder than its rule, and know its line', () => {
  const at = { ...manifest('qwen'), file: 'a.yaml', lineOf: () => 1 };
  const problem = wrong(at, [], 'it is so', 'look', { severity: 'info', line: 9 });
  expect(runChecks(GRAPH, {}, [rule('a/b', [problem])])).toMatchObject([{ severity: 'info', line: 9 }]);
});

test('the worst comes first, and what is found twice of one object is said once', () => {
  const [a, b] = [manifest('a'), manifest('b')];
  const rules = [
    rule('z/z', [wrong(b, [], 'two', 'fix'), wrong(a, [], 'one', 'fix'), wrong(a, [], 'one', 'fix')]),
    rule('a/a', [wrong(a, [], 'three', 'fix')], 'info'),
    rule('m/m', [wrong(a, [], 'four', 'fix')]),
  ];
  const found = runChecks(GRAPH, {}, rules);
  expect(found.map(({ message }) => message)).toEqual(['four', 'one', 'two', 'three']);
  expect(runChecks(GRAPH, {}, [...rules].reverse())).toEqual(found);
});

test.each(pairsIn(join(__dirname, 'examples')).map((pair) => [pair.name, pair] as const))(
  '%s: the order of the manifests does not matter',
  (_, { bad, within, profile }) => {
    const documents = bad.split(/^---\n/m);
    const found = (texts: readonly string[]) =>
      check([{ name: `${within}bad.yaml`, text: texts.join('---\n') }], profile).map(({ line, ...rest }) => rest);
    expect(found([...documents].reverse())).toEqual(found(documents));
  },
);
