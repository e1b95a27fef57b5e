import { bindTarget } from '../support/binding';
import { isPromQl, shapeOf } from '../support/promql';
import { GPU_SERIES } from './bindings/gpu-series';
import { ENGINE_SERIES, OWN_SERIES } from './bindings/pod-series';

describe.each([...ENGINE_SERIES, ...OWN_SERIES, ...GPU_SERIES])('%s', (_what, target, scope, expected) => {
  const { bound, mistakes } = bindTarget(target, scope);
  const exposure = bound?.exposure;

  test('has its query, its rules and its name from one series', () => {
    const [namespace, pod] = expected.labels ?? ['namespace', 'pod'];
    expect(mistakes).toEqual([]);
    expect(bound).toEqual({
      query: expected.query,
      isTotal: expected.isTotal,
      exposure: {
        name: expected.name,
        fromGpuExporter: expected.fromGpuExporter ?? false,
        recordingRule: expected.record && { record: expected.record, expr: expected.expr },
        adapterRule: {
          seriesQuery: expected.seriesQuery,
          resources: { overrides: { [namespace]: { resource: 'namespace' }, [pod]: { resource: 'pod' } } },
          name: { matches: expected.matches, as: expected.name },
          metricsQuery: expected.metricsQuery,
        },
      },
    });
  });

  test('is queried as one element: an aggregate without labels, or that or zero', () => {
    expect(isPromQl(expected.query)).toBe(true);
    const top = shapeOf(bound?.query ?? '');
    if (!expected.query.startsWith('('))
      expect(top).toMatch(/^PromQL\((BinaryExpr\()?AggregateExpr\(AggregateOp\(\w+\(\)\)FunctionCallBody\(/);
    else
      expect(top).toMatch(
        /^PromQL\(BinaryExpr\(ParenExpr\(BinaryExpr\((BinaryExpr\()?FunctionCall.*Or\(\)BinaryExpr\(NumberDurationLiteral\(\)Mul\(\)AggregateExpr\(AggregateOp\(Sum\(\)\)FunctionCallBody/,
      );
  });

  test('is exposed by rules that are PromQL once the adapter has filled them in', () => {
    const rule = exposure?.adapterRule;
    const filled = rule?.metricsQuery
      .replaceAll('<<.Series>>', rule.seriesQuery.split('{')[0])
      .replaceAll('<<.LabelMatchers>>', 'namespace="llm",pod=~"a|b"')
      .replaceAll('<<.GroupBy>>', 'pod');
    expect(filled).not.toMatch(/<<|>>/);
    expect(isPromQl(filled ?? '')).toBe(true);
    expect(isPromQl(rule?.seriesQuery ?? '')).toBe(true);
    expect(new RegExp(rule?.name.matches ?? '').test(rule?.seriesQuery.split('{')[0] ?? '')).toBe(true);
    if (exposure?.recordingRule) expect(isPromQl(exposure.recordingRule.expr)).toBe(true);
  });

  test('has a name that fits into a path of the metrics API', () => {
    expect(exposure?.name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
  });
});
