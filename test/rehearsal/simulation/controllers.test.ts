import { readRecorded } from '../../../src/rehearsal/recorded/read-recorded';
import { golden, readable } from '../support';
import { L4, play, REQUESTS_ONLY } from './support';

test('the controller is that of the version of Kubernetes', () => {
  // 11 for 10 is beyond the tolerance of 0.1 up to 1.32, and within it later.
  const recorded = readable(
    readRecorded('{"values":{"gpu_cache_usage_perc":[110]}}\n{"values":{"gpu_cache_usage_perc":[110]}}'),
  );
  const sizeIn = (kubernetesVersion: string) => {
    const { services } = play(golden('nim-hpa'), { recorded, kubernetesVersion });
    return services[0].steps.specReplicas.at(-1);
  };
  expect([sizeIn('1.31'), sizeIn('1.35')]).toEqual([2, 1]);
});

describe('KEDA', () => {
  test('sleeps at zero, and never wakes on a metric of its own pods', () => {
    const manifests = golden('keda-llm')
      .replace('minReplicaCount: 1', 'minReplicaCount: 0\n  cooldownPeriod: 60\n  initialCooldownPeriod: 120')
      .replace('ignoreNullValues: "false"', 'ignoreNullValues: "true"');
    const result = play(manifests, {
      traffic: 'step:rates=2;0;2,every=5m,tokens=10/200,spread=0/0',
      untilSeconds: 900,
    });
    const { specReplicas, waiting } = result.services[0].steps;
    expect(specReplicas[16]).toBeGreaterThan(0);
    expect(specReplicas.at(-1)).toBe(0);
    expect(Number(waiting.at(-1))).toBeGreaterThan(50);
    expect(result.decisions.map(({ reason }) => reason)).toContain('KEDAScaleTargetDeactivated');
  });

  test('requests that wait for a target that never wakes are not waited for', () => {
    const manifests = golden('keda-llm')
      .replace('minReplicaCount: 1', 'minReplicaCount: 0')
      .replace('ignoreNullValues: "false"', 'ignoreNullValues: "true"');
    const result = play(manifests, { traffic: 'constant:rate=0.1,tokens=10/10,duration=10m' });
    expect(result.totals).toMatchObject({ completed: 0, unfinished: result.totals.requests });
    expect(result.seconds).toBeLessThan(3600);
  });

  test('a cron trigger is a floor by the clock', () => {
    const cron = `    - type: cron
      metadata:
        timezone: Etc/UTC
        start: 5 0 * * *
        end: 15 0 * * *
        desiredReplicas: "3"
`;
    const manifests = golden('keda-llm').replace('  triggers:\n', `  triggers:\n${cron}`);
    const { specReplicas } = play(manifests, {
      traffic: 'constant:rate=0.01,tokens=10/10,duration=30m',
      untilSeconds: 1800,
    }).services[0].steps;
    const at = (minute: number) => specReplicas[minute * 4 - 1];
    expect([at(4), at(7), at(14), at(29)]).toEqual([1, 3, 3, 1]);
  });

  test('a query may go by the clock, from the time at which the rehearsal begins', () => {
    const byClock = 'vector(6) and hour() == 8 or vector(1)';
    const result = play(golden('keda-llm').replace(/query: .*/, `query: ${byClock}`), {
      traffic: 'constant:rate=0.01,tokens=10/10,duration=10m',
      startsAt: '2026-01-05T07:55:00Z',
      untilSeconds: 600,
    });
    const { specReplicas } = result.services[0].steps;
    const at = (minute: number) => specReplicas[minute * 4 - 1];
    expect([at(1), at(5), at(8)]).toEqual([1, 1, 3]);
  });
});

describe('CronHPA on an HPA', () => {
  test('moves the floor, and the HPA rules above it', () => {
    const cron = `---
apiVersion: autoscaling.alibabacloud.com/v1beta1
kind: CronHorizontalPodAutoscaler
metadata: {name: gemma-cron, namespace: vllm-example}
spec:
  scaleTargetRef: {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, name: gemma-hpa}
  jobs:
    - {name: up, schedule: 0 5 0 * * *, targetSize: 3}
    - {name: down, schedule: 0 10 0 * * *, targetSize: 1}
`;
    const result = play(`${REQUESTS_ONLY}${cron}`, {
      ...L4,
      traffic: 'constant:rate=0.01,tokens=10/10,duration=15m',
      untilSeconds: 900,
      signals: { cronTimeZone: 'Etc/UTC' },
    });
    const { specReplicas } = result.services[0].steps;
    const at = (minute: number) => specReplicas[minute * 4 - 1];
    expect([at(4), at(6), at(9), at(12)]).toEqual([1, 3, 3, 1]);
  });
});
