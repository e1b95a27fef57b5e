import { parseObjectives } from '../../../src/rehearsal/options/objectives';
import type { Objective } from '../../../src/rehearsal/result';
import { answersOf } from '../../../src/rehearsal/sweep/answers';
import { type Axis, parseSweep, policiesOf } from '../../../src/rehearsal/sweep/grammar';
import type { SweepOrder } from '../../../src/rehearsal/sweep/pool';
import { rehearsePolicy } from '../../../src/rehearsal/sweep/sweep';
import { openOrder } from '../../../src/rehearsal/sweep/traffic-order';
import type { TrafficSource } from '../../../src/rehearsal/trace/traffic';
import type { Fields } from '../../../src/stack/fields';
import { scaledObject, workload } from '../findings/support';

const traffic = { spec: 'constant:rate=2,duration=5m', seed: 1, durationMs: 300_000 };
const order: SweepOrder = {
  objects: [...workload(), scaledObject()] as Fields[],
  sweep: 'maxReplicas=1|3',
  traffic,
  options: { untilSeconds: 600, objectives: parseObjectives('ttft-p95=2s') as readonly Objective[] },
};

test('answers with what the policy of an index comes to, in any order and again', () => {
  const policies = policiesOf(parseSweep(order.sweep) as readonly Axis[]);
  const expected = policies.map((policy) => {
    const result = rehearsePolicy(order.objects, policy, {
      ...order.options,
      traffic: openOrder(traffic) as TrafficSource,
    });
    return 'totals' in result ? result.totals : undefined;
  });
  expect(expected[0]?.requests).toBeGreaterThan(100);
  const answer = answersOf(order);
  for (const index of [1, 0, 1]) expect(answer(index)).toEqual({ index, totals: expected[index] });
});

test.each([
  ['the sweep', { sweep: 'maxReplicas=0' }, "'0' in 'maxReplicas=0' must be at least 1"],
  ['the traffic', { traffic: { ...traffic, spec: undefined, trace: 'no.csv' } }, "--trace: 'no.csv' is not there"],
  [
    'a policy',
    { sweep: 'target:queue=4' },
    "'target:queue=4' has no place here; no metric is called 'queue', only running",
  ],
  ['a rehearsal', { objects: [scaledObject()] as Fields[], sweep: 'target=4' }, /^with target=4: /],
])('answers with what is wrong with %s', (_, change, reason) => {
  expect(answersOf({ ...order, ...change })(0)).toEqual({
    index: 0,
    reasons: [typeof reason === 'string' ? reason : expect.stringMatching(reason)],
  });
});
