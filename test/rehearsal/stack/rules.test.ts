import { recordingRulesOf } from '../../../src/rehearsal/stack/rules';
import { stackGraph } from './support';

const rule = (group: object) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'gpu', namespace: 'monitoring' },
  spec: { groups: [group] },
});
const rules = [
  { record: 'a:b', expr: 'sum(b)', labels: { team: 'x' } },
  { alert: 'Down', expr: 'up == 0' },
];

test.each([
  [{ name: 'g', interval: '15s', rules }, 15_000],
  [{ name: 'g', rules }, 30_000],
])('the rules of %j are evaluated every so often; alerts are none', (group, intervalMs) => {
  expect(recordingRulesOf(stackGraph(rule(group)))).toEqual([
    {
      record: 'a:b',
      expr: 'sum(b)',
      labels: { team: 'x' },
      intervalMs,
      group: 'monitoring/gpu/g',
      from: 'PrometheusRule monitoring/gpu',
    },
  ]);
});
