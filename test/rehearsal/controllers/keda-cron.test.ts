import { cronMetricName, cronWindow } from '../../../src/rehearsal/controllers/keda/cron-trigger';
import type { CronTrigger } from '../../../src/rehearsal/controllers/keda/policy';
import { readScaledObject } from '../../../src/rehearsal/controllers/keda/read-scaled-object';
import { Unreadable } from '../../../src/rehearsal/reader';
import { playKedaScenario } from '../../../src/rehearsal/scenarios/keda-scenario';

const trigger = (start: string, end: string, timezone = 'Etc/UTC'): CronTrigger => ({
  type: 'cron',
  name: '0',
  metricName: '',
  metricType: 'AverageValue',
  thresholdMilli: 1000,
  usesCachedMetrics: false,
  timezone,
  start,
  end,
  desiredReplicas: 5,
});
const seconds = (iso: string) => Date.parse(iso) / 1000;

test.each([
  ['0 8 * * *', '0 18 * * *', '2026-11-25T07:59:59Z', false],
  // The library looks for the next time after a moment: at the full second of its start a window has not begun.
  ['0 8 * * *', '0 18 * * *', '2026-11-25T08:00:00Z', true],
  ['0 8 * * *', '0 18 * * *', '2026-11-25T17:59:59Z', true],
  ['0 8 * * *', '0 18 * * *', '2026-11-25T18:00:00Z', false],
  ['0 22 * * *', '0 6 * * *', '2026-11-25T23:00:00Z', true],
  ['0 22 * * *', '0 6 * * *', '2026-11-25T12:00:00Z', false],
  ['0 8 * * 1-5', '0 18 * * 1-5', '2026-11-28T12:00:00Z', false],
  // Both at once: it is always within.
  ['0 8 * * *', '00 8 * * *', '2026-11-28T12:00:00Z', true],
  // A start that never comes counts as long past, an end that never comes as well.
  ['0 0 30 2 *', '0 18 * * *', '2026-11-25T12:00:00Z', true],
  ['0 8 * * *', '0 0 30 2 *', '2026-11-25T12:00:00Z', false],
  ['0 0 30 2 *', '0 0 31 2 *', '2026-11-25T12:00:00Z', true],
])('from %s to %s, %s is within: %s', (start, end, at, expected) => {
  expect(cronWindow(trigger(start, end))(seconds(at))).toBe(expected);
});

test('the time zone is that of the trigger, with its summer time', () => {
  const berlin = cronWindow(trigger('0 8 * * *', '0 18 * * *', 'Europe/Berlin'));
  expect(berlin(seconds('2026-07-01T06:30:00Z'))).toBe(true);
  expect(berlin(seconds('2026-12-01T06:30:00Z'))).toBe(false);
});

test('the metric is named by what the trigger says', () => {
  const window = { timezone: 'Asia/Shanghai', start: '*/5 8-9 ? * 1,2', end: '0 18 * * *' };
  expect(cronMetricName(1, window)).toBe('s1-cron-Asia-Shanghai-xSl58-9Qmx1Cm2-018xxx');
});

const metadata = { timezone: 'Etc/UTC', start: '1 0 * * *', end: '3 0 * * *', desiredReplicas: '4' };

test('a cron trigger is a floor while its window is open, and none after', () => {
  const scaledObject = {
    minReplicaCount: 1,
    maxReplicaCount: 9,
    pollingInterval: 10,
    triggers: [{ type: 'cron', metadata }],
    advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } } },
  };
  const outcome = playKedaScenario({ id: 1, initial: 1, scaledObject, ticks: Array.from({ length: 14 }, () => ({})) });
  // The window is open from 60 to 180 s; the HPA looks every 15 s.
  expect(outcome).toEqual({ id: 1, replicas: [1, 1, 1, 4, 4, 4, 4, 4, 4, 4, 4, 1, 1, 1] });
});

test('it wakes from zero at the next poll, and lets go after the cooldown', () => {
  const scaledObject = {
    maxReplicaCount: 9,
    cooldownPeriod: 30,
    pollingInterval: 30,
    triggers: [{ type: 'cron', metadata }],
  };
  const outcome = playKedaScenario({ id: 1, initial: 0, scaledObject, ticks: Array.from({ length: 16 }, () => ({})) });
  // Polls at 65.5 s (awake) … 155.5 s (active), 185.5 s (not later than 155 s and 30 s), 215.5 s (asleep).
  expect(outcome).toEqual({
    id: 1,
    replicas: [0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0].map(() => expect.any(Number)),
  });
  const { replicas } = outcome as { readonly replicas: readonly number[] };
  expect(replicas.slice(0, 4)).toEqual([0, 0, 0, 0]);
  expect(replicas[5]).toBe(4);
  expect(replicas.at(-1)).toBe(0);
});

test.each([
  [
    { start: '0 0 8 * * *' },
    '\'spec.triggers[0].metadata.start\' ("0 0 8 * * *") must be valid: it has 6 fields and not 5',
  ],
  [{ end: '1 0 * * *' }, '\'spec.triggers[0].metadata.end\' ("1 0 * * *") must not be the same as start'],
  [{ timezone: 'Mars/Olympus' }, '\'spec.triggers[0].metadata.timezone\' ("Mars/Olympus") must be an IANA time zone'],
  [{ desiredReplicas: '0' }, '\'spec.triggers[0].metadata.desiredReplicas\' ("0") must be a whole number and not 0'],
])('%j is refused', (change, reason) => {
  const read = readScaledObject({ triggers: [{ type: 'cron', metadata: { ...metadata, ...change } }] });
  expect(read).toEqual(new Unreadable([reason]));
});
