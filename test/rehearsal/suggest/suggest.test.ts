import { parseObjectives } from '../../../src/rehearsal/options/objectives';
import { Unreadable } from '../../../src/rehearsal/reader';
import type { Objective } from '../../../src/rehearsal/result';
import { currentPolicy } from '../../../src/rehearsal/suggest/current';
import { neighboursOf } from '../../../src/rehearsal/suggest/neighbours';
import { suggestionMarkdown, suggestionNotes, suggestionTerminal } from '../../../src/rehearsal/suggest/render';
import { suggest } from '../../../src/rehearsal/suggest/suggest';
import { type Policy, policyText } from '../../../src/rehearsal/sweep/grammar';
import type { Fields } from '../../../src/stack/fields';
import { scaledObject, workload } from '../findings/support';
import { stackGraph } from '../stack/support';
import { readable } from '../support';

const stack = (spec: object = {}) => [...workload(), scaledObject(spec)] as Fields[];
const objectives = (text: string) => parseObjectives(text) as readonly Objective[];
const options = (slo: string) => ({
  traffic: 'users:count=24,duration=10m',
  objectives: objectives(slo),
  prices: [{ of: 'GPU', perGpuHour: 2 }],
  tries: 40,
});

function suggested(objects: readonly Fields[], slo: string) {
  return readable(suggest(objects, options(slo)));
}

describe('the current policy', () => {
  test('is read from a ScaledObject', () => {
    expect(policyText(currentPolicy(stackGraph(...stack())) as Policy)).toBe(
      'target=16, minReplicas=1, maxReplicas=8, stabilization=5m',
    );
  });

  test('is read from a HorizontalPodAutoscaler, metric by metric', () => {
    const metric = (name: string, averageValue: string) => ({
      type: 'Pods',
      pods: { metric: { name }, target: { type: 'AverageValue', averageValue } },
    });
    const hpa = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: {
        maxReplicas: 4,
        metrics: [metric('a', '100m'), metric('b', '3')],
        behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
      },
    };
    expect(policyText(currentPolicy(stackGraph(hpa)) as Policy)).toBe(
      'target:a=0.1, target:b=3, minReplicas=1, maxReplicas=4, stabilization=1m',
    );
  });

  test.each([
    [[], 'there is nothing to suggest: no HorizontalPodAutoscaler and no ScaledObject is among the manifests'],
    [
      [scaledObject(), scaledObject()],
      'a suggestion is about one scaler, and there are 2 (ScaledObject qwen-keda, ScaledObject qwen-keda); give the manifests of one service',
    ],
  ])('is one', (objects, reason) => {
    expect(currentPolicy(stackGraph(...objects))).toEqual(new Unreadable([reason]));
  });
});

test('neighbours differ in one setting, and stay where they make sense', () => {
  const policy = currentPolicy(stackGraph(...stack({ minReplicaCount: 1, maxReplicaCount: 1 }))) as Policy;
  const texts = (step: 'coarse' | 'fine') => neighboursOf(policy, step).map(policyText);
  const text = (target: number, max: number, window: string) =>
    `target=${target}, minReplicas=1, maxReplicas=${max}, stabilization=${window}`;
  expect(texts('coarse')).toEqual([
    text(8, 1, '5m'),
    text(32, 1, '5m'),
    text(16, 2, '5m'),
    text(16, 1, '1m'),
    text(16, 1, '15m'),
  ]);
  expect(texts('fine')).toEqual([
    text(12, 1, '5m'),
    text(20, 1, '5m'),
    text(16, 2, '5m'),
    text(16, 1, '2m'),
    text(16, 1, '10m'),
  ]);
});

describe('a suggestion', () => {
  const easy = suggested(stack({ minReplicaCount: 3 }), 'e2e-p50=10m');

  test('is cheaper, and meets the objectives', () => {
    const { before, after } = easy.comparison;
    expect(easy.isMet).toBe(true);
    expect(after.result.totals.attainment.every(({ isMet }) => isMet)).toBe(true);
    expect(after.result.totals.cost).toBeLessThan(before.result.totals.cost ?? 0);
    expect(easy.changes).toContainEqual({ name: 'minReplicas', from: '3', to: '1' });
  });

  test('shows the neighbours that were rejected, and none of them is better', () => {
    expect(easy.rejected.length).toBeGreaterThan(2);
    const cost = easy.comparison.after.result.totals.cost ?? 0;
    for (const { totals } of easy.rejected)
      expect(totals.attainment.every(({ isMet }) => isMet) && (totals.cost ?? 0) < cost).toBe(false);
  });

  test('is the same every time', () => expect(suggested(stack({ minReplicaCount: 3 }), 'e2e-p50=10m')).toEqual(easy));

  test('says in words what it proposes', () => {
    expect(suggestionNotes(easy)[0]).toMatch(/^Change .*minReplicas 3 → 1.*\.$/);
    expect(suggestionNotes(easy)[1]).toBe(
      `It is the cheapest of ${easy.tried} rehearsed policies that meets the objectives.`,
    );
    expect(suggestionTerminal(easy, { width: 100, hasColors: false })).toContain('Neighbours that were rejected\n');
    expect(suggestionMarkdown(easy)).toContain('| neighbour | why not |');
  });

  test('comes as near as it can where nothing meets the objectives', () => {
    const hard = suggested(stack(), 'ttft-p99=1ms');
    expect(hard.isMet).toBe(false);
    expect(suggestionNotes(hard)[1]).toMatch(
      /^None of \d+ rehearsed policies meets the objectives; this one comes nearest\.$/,
    );
  });

  test('needs an objective', () => {
    expect(suggest(stack(), { ...options('e2e-p50=10m'), objectives: [] })).toEqual(
      new Unreadable(['a suggestion needs an objective; give --slo, such as --slo ttft-p95=2s']),
    );
  });

  test('rehearses no more than it may', () => {
    const told: number[] = [];
    suggest(stack(), { ...options('e2e-p50=10m'), tries: 5, progress: (tried) => told.push(tried) });
    expect(told).toEqual([1, 2, 3, 4, 5]);
  });
});
