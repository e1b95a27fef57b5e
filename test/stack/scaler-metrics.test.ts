import { graphOf } from './support';

describe('every version of an HPA', () => {
  const hpa = (version: string, spec: string) =>
    graphOf(
      `apiVersion: autoscaling/${version}\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: ${spec}`,
    ).metrics.map(({ from, name, comparison, target }) => [from, name?.value, comparison, target?.value]);
  test.each([
    ['v1', '{targetCPUUtilizationPercentage: 50}', [['resource', 'cpu', 'Utilization', 50]]],
    [
      'v2beta1',
      '{metrics: [{type: Pods, pods: {metricName: x, targetAverageValue: 5}}]}',
      [['pods', 'x', 'AverageValue', 5]],
    ],
    [
      'v2beta2',
      '{metrics: [{type: External, external: {metric: {name: x}, target: {type: Value, value: "5"}}}]}',
      [['external', 'x', 'Value', '5']],
    ],
    [
      'v2',
      '{metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}, {type: ContainerResource, containerResource: {name: memory, container: c, target: {type: AverageValue, averageValue: 1Gi}}}]}',
      [
        ['resource', 'cpu', 'Utilization', 70],
        ['resource', 'memory', 'AverageValue', '1Gi'],
      ],
    ],
    [
      'v2',
      '{metrics: [{type: Object, object: {metric: {name: x}, target: {value: 1}}}, {type: Nothing}, 7, {}]}',
      [['object', 'x', 'Value', 1]],
    ],
    ['v2', '{}', []],
  ])('%s %s', (version, spec, expected) => {
    expect(hpa(version, spec)).toEqual(expected);
  });
});

test('triggers of KEDA are what they are', () => {
  const { metrics } = graphOf(`apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: a}
spec:
  triggers:
    - {type: cpu, metricType: Utilization, metadata: {value: "60"}}
    - {type: prometheus, name: q, metricType: Value, metadata: {query: 'sum(up', threshold: "4"}}
    - {type: cron, metadata: {}}
    - 7
`);
  expect(metrics.map(({ from, comparison, target }) => [from, comparison, target?.value])).toEqual([
    ['resource', 'Utilization', '60'],
    ['prometheus', 'Value', '4'],
    ['other', 'AverageValue', undefined],
    ['other', 'AverageValue', undefined],
  ]);
  expect(metrics[1].query?.wrongAt).toBe(7);
});
