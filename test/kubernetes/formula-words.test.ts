import { namesInFormula } from '../../src/kubernetes/formula-words';

test.each([
  ['queue + 1', ['queue']],
  ['queue > 5 and not false ? max(queue, age) : 0', ['queue', 'queue', 'age']],
  ['count([queue, vllm_running], # > 1)', ['queue', 'vllm_running']],
  ['2e3 * a1', ['a1']],
  ['', []],
])('the names in %j are %j', (formula, names) => {
  expect(namesInFormula(formula)).toEqual(names);
});
