import { parseArguments, SGLANG_FLAGS, VLLM_FLAGS } from '../../src/kubernetes/engine-arguments';

test.each([
  [['--port=8000'], { port: '8000' }],
  [['--port', '8000', '--x'], { port: '8000', x: '' }],
  [['--tensor_parallel_size', '2'], { 'tensor-parallel-size': '2' }],
  [['-tp', '2', '-q=awq'], { 'tensor-parallel-size': '2', quantization: 'awq' }],
  [['--a', '-1', '--b', '--c'], { a: '-1', b: '', c: '' }],
  [['serve', 'model', '--text=a\nb=c'], { text: 'a\nb=c' }],
  [undefined, {}],
])('%j is read as %j', (args, expected) => {
  expect(Object.fromEntries(parseArguments(args, VLLM_FLAGS.aliases))).toEqual(expected);
});

test('the last of several counts', () => {
  expect(
    parseArguments(['--tp-size', '2', '--tensor-parallel-size=4'], SGLANG_FLAGS.aliases).get('tensor-parallel-size'),
  ).toBe('4');
});
