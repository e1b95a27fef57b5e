import fc from 'fast-check';
import { spanOf, withoutSecret } from '../../src/checks/source-line';

test.each([
  ['port: metrics', 'metrics'],
  ['    - port: metrics # why', 'metrics'],
  ['  - - a', 'a'],
  ['  "app.kubernetes.io/name": "a # b" # c', '"a # b"'],
  ["  'a: b': c", 'c'],
  ['      "port": "http",', '"http"'],
  ['spec:', 'spec:'],
  ['  spec:   # below', 'spec:'],
  ['  config.yaml: |', 'config.yaml:'],
  ['  query: >-', 'query:'],
  ['  - sum(vllm:num_requests_running{namespace="llm"})', 'sum(vllm:num_requests_running{namespace="llm"})'],
  ['  seriesQuery: vllm:num_requests_running{pod!=""}', 'vllm:num_requests_running{pod!=""}'],
  ['  url: http://a#b', 'http://a#b'],
  ["  note: it's # fine", "it's"],
  ['---', '---'],
  ['', ''],
])('in %j the value is %j', (line, value) => {
  const { from, to } = spanOf(line);
  expect(line.slice(from, to)).toBe(value);
  expect(to).toBeGreaterThan(from);
});

test('a span lies within its line, whatever stands there', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...`ab :-#"'|>{}[],\\`) }), (line) => {
      const { from, to } = spanOf(line);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(Math.max(1, line.length + 1));
    }),
  );
});

test.each([
  ['value: letmein', 'security/secret-variable', 'value: •••'],
  ['value: letmein', 'workload/ports', 'value: letmein'],
  ['- url: https://reader:letmein@models.example.com/qwen # old', 'workload/ports', '- url: ••• # old'],
])('%j, of which %s finds something, is shown as %j', (line, rule, shown) =>
  expect(withoutSecret(line, rule)).toBe(shown),
);
