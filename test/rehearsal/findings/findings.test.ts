import { FINDING_RULES, findMistakes } from '../../../src/rehearsal/findings/all';
import type { RehearsalProfile } from '../../../src/rehearsal/options/profile';
import { Unreadable } from '../../../src/rehearsal/reader';
import { golden } from '../support';
import { found, RUNNING, rulesOf, scaledObject, workload } from './support';

const behavior = (scaleDown: object) => ({
  advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown } } },
});
const cronTrigger = (desiredReplicas: number, minReplicaCount: number) =>
  scaledObject({
    minReplicaCount,
    maxReplicaCount: 20,
    triggers: [
      {
        type: 'cron',
        metadata: { timezone: 'UTC', start: '0 8 * * *', end: '0 18 * * *', desiredReplicas: String(desiredReplicas) },
      },
    ],
  });
const hpa = (metric: object) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'qwen-hpa', namespace: 'llm' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' },
    minReplicas: 1,
    maxReplicas: 8,
    metrics: [metric],
  },
});
const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } };
const cronHpa = (scaleTargetRef: object) => ({
  apiVersion: 'autoscaling.alibabacloud.com/v1beta1',
  kind: 'CronHorizontalPodAutoscaler',
  metadata: { name: 'hours', namespace: 'llm' },
  spec: { scaleTargetRef, jobs: [{ name: 'up', schedule: '0 0 8 * * *', targetSize: 4 }] },
});
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' };
const policy = (unit: object) => ({
  apiVersion: 'scheduling.alibabacloud.com/v1alpha1',
  kind: 'ResourcePolicy',
  metadata: { name: 'pools', namespace: 'llm' },
  spec: { selector: { app: 'qwen' }, strategy: 'prefer', units: [unit] },
});

interface Case {
  readonly rule: string;
  readonly broken: readonly object[];
  readonly sound: readonly object[];
  readonly profile?: RehearsalProfile;
  readonly soundProfile?: RehearsalProfile;
  readonly message: string;
  /** What the rehearsal shows; nothing where it cannot show anything. */
  readonly happened?: RegExp;
  readonly fixed?: RegExp;
}

const CASES: readonly Case[] = [
  {
    rule: 'keda/unaggregated-query',
    broken: [scaledObject({}, {}, { query: RUNNING })],
    sound: [scaledObject()],
    message: `the query '${RUNNING}' answers with one element for each pod`,
    happened: /^from 2 pods on: .* returned multiple elements; after ten minutes there were 2 replicas$/,
    fixed: /^with sum\(…\) there were [3-8]$/,
  },
  {
    rule: 'scaler/total-as-value',
    broken: [scaledObject({}, { metricType: 'Value' })],
    sound: [scaledObject({}, { metricType: 'AverageValue' })],
    message: "the metric 's0-prometheus' is a total, and its target is a Value",
    happened:
      /^24 requests in flight at all times need 2 replicas; there were 8 after 20 minutes, with a maximum of 8$/,
    fixed: /^with AverageValue there were 2$/,
  },
  {
    rule: 'keda/never-wakes',
    broken: [scaledObject({ minReplicaCount: 0 })],
    sound: [scaledObject({ minReplicaCount: 1 })],
    message: "'minReplicaCount' (0) must be at least 1 while every trigger is measured at the pods themselves",
    happened: /^20 users waited for half an hour, 20 of them at the end, and there were 0 replicas throughout$/,
  },
  {
    rule: 'keda/cron-in-tolerance',
    broken: [cronTrigger(11, 10)],
    sound: [cronTrigger(12, 10)],
    message: 'the schedule asks for 11 replicas where there are 10 anyway, which is within the tolerance of 10 %',
    happened: /^in 30 hours, with every window of the schedule, there were never more than 10 replicas$/,
  },
  {
    rule: 'cron/beside-hpa',
    broken: [scaledObject(), cronHpa(deployment)],
    sound: [scaledObject()],
    message: 'the schedule sets the replicas of Deployment qwen, which ScaledObject qwen-keda scales',
    happened: /^the schedule set 4 replicas, and .+ later \w+ set [1-3]$/,
  },
  {
    rule: 'scaler/same-pods',
    broken: [scaledObject(), hpa(cpu)],
    sound: [scaledObject()],
    message: 'Deployment qwen is scaled by two',
  },
  {
    rule: 'scaler/window-below-cold-start',
    broken: [scaledObject(behavior({ stabilizationWindowSeconds: 0 }))],
    sound: [scaledObject(behavior({ stabilizationWindowSeconds: 300 }))],
    message: 'the window for scaling in (0 s) is shorter than the start of a replica (51 s)',
    happened: /^4 waves of users: \d+ changes, and one of twenty waited .+ or longer for the first token$/,
    fixed: /^with 102 s there were \d+ changes, and it was .+$/,
  },
  {
    rule: 'policy/unseen-by-autoscaler',
    broken: [scaledObject(), policy({ resource: 'ecs', nodeSelector: { pool: 'own' } })],
    sound: [scaledObject(), policy({ resource: 'ecs' })],
    message: '1 of 1 units choose nodes by a nodeSelector, which the autoscaler of nodes does not go by',
  },
  {
    rule: 'keda/cooldown-below-window',
    broken: [scaledObject({ minReplicaCount: 0, cooldownPeriod: 60 })],
    sound: [scaledObject({ minReplicaCount: 0, cooldownPeriod: 600 })],
    message: "'cooldownPeriod' (60 s) is shorter than the window for scaling in (300 s)",
    happened: /^.+ after the last request \d+ replicas became 0 in one step \(at most there were \d+\)$/,
  },
  {
    rule: 'scaler/beyond-gpus',
    broken: [scaledObject()],
    sound: [scaledObject()],
    profile: { pools: [{ name: 'gpu', nodes: 3 }] },
    soundProfile: { pools: [{ name: 'gpu', nodes: 8 }] },
    message: "'maxReplicas' (8) must be at most 3, for which there are GPUs",
    happened: /^after half an hour of more users than can be served 5 of 8 pods were Pending$/,
  },
  {
    rule: 'behavior/rounded-percent',
    broken: [scaledObject(behavior({ policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] }))],
    sound: [scaledObject(behavior({ policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] }))],
    message: '10 % of at most 8 replicas is less than one pod',
    happened: /^without load it went from 2 to 1 within one period of 60 s, which is 50 % and not 10 %$/,
  },
  {
    rule: 'workload/short-grace',
    broken: [...workload({ terminationGracePeriodSeconds: 30 }), scaledObject()],
    sound: [...workload({ terminationGracePeriodSeconds: 600 }), scaledObject()],
    message: "'terminationGracePeriodSeconds' (30) must be longer than the longest answer takes",
    happened: /^answers of 4000 tokens took up to .+; \d+ requests? (was|were) lost when replicas were taken away$/,
  },
];

const stackOf = (objects: readonly object[]) =>
  objects.some((each) => (each as { kind: string }).kind === 'Deployment') ? objects : [...workload(), ...objects];

describe.each(CASES)('$rule', ({ rule, broken, sound, message, happened, fixed, profile, soundProfile }) => {
  test('is found, with the rehearsal that shows it', () => {
    const finding = found(stackOf(broken), profile).find((each) => each.rule === rule);
    expect(finding?.message).toBe(message);
    expect(finding?.objects.length).toBeGreaterThan(0);
    if (happened) expect(finding?.proof?.happened).toMatch(happened);
    else expect(finding?.proof).toBeUndefined();
    if (fixed) expect(finding?.proof?.fixed).toMatch(fixed);
  });

  test('is not found where it is done right', () => {
    expect(rulesOf(stackOf(sound), soundProfile)).not.toContain(rule);
  });
});

test('a sound policy has no findings', () => expect(rulesOf([...workload(), scaledObject()])).toEqual([]));

test('every rule is proved here or in the examples', () => {
  const proved = [...CASES.map(({ rule }) => rule), 'hpa/saturating-target'];
  expect(FINDING_RULES.map(({ name }) => name).sort()).toEqual(proved.sort());
});

describe('hpa/saturating-target', () => {
  const read = (name: string) => {
    const findings = findMistakes([golden(name)]);
    return findings instanceof Unreadable ? [] : findings.filter(({ rule }) => rule === 'hpa/saturating-target');
  };

  test('is found in the example that scales on the utilization of GPUs alone', () => {
    const [finding] = read('ack-gpu');
    expect(finding.message).toBe(
      "'DCGM_CUSTOM_PROCESS_SM_UTIL' is the only metric, and it is at its end under any load",
    );
    expect(finding.proof?.happened).toMatch(
      /^the first thing it asked for were \d+ replicas with 320 users, and just as many with 32$/,
    );
  });

  test('is not found in the example that scales on running requests beside it', () =>
    expect(read('vllm-hpa')).toEqual([]));
});
