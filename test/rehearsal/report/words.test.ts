import { causeOf } from '../../../src/rehearsal/report/causes';
import { momentLabel, timeLabel } from '../../../src/rehearsal/report/time-label';
import { hurtText, serviceTitle } from '../../../src/rehearsal/report/words';
import type { WorstMinute } from '../../../src/rehearsal/report/worst-minutes';
import { madeResult } from '../../support/rehearsal-result';

const START = '2026-01-05T22:30:15.000Z';
const HOUR = 3600;

test.each([
  [0, 2 * HOUR, '22:30:15', '22:30:15'],
  [45, 2 * HOUR, '22:31', '22:31:00'],
  // Up to a day and a bit, midnight is a time like any other; beyond, times need their weekday.
  [5385, 26 * HOUR, '00:00', '00:00:00'],
  [5385, 27 * HOUR, 'Tue 6', 'Tue 00:00:00'],
  [5385 + HOUR, 27 * HOUR, '01:00', 'Tue 01:00:00'],
  [5385 + 120, 27 * HOUR, '00:02', 'Tue 00:02:00'],
])('second %d of %d is %s, or %s', (seconds, total, tick, moment) =>
  expect([timeLabel(seconds, total, START), momentLabel(seconds, total, START)]).toEqual([tick, moment]),
);

const [service] = madeResult({ seconds: 600 }).services;

test.each([
  ['vLLM 0.11.0', 0, 'llm/gemma · Deployment gemma · vLLM 0.11.0 · no GPU'],
  ['vLLM 0.11.0', 1, 'llm/gemma · Deployment gemma · vLLM 0.11.0 · 1 GPU a pod'],
  [null, 4, 'llm/gemma · Deployment gemma · engine unknown · 4 GPUs a pod'],
])('the title of a service on %p with %d GPUs', (engine, gpusPerPod, title) =>
  expect(serviceTitle({ ...service, engine, gpusPerPod })).toBe(title),
);

test.each([
  [null, '1,200 of 3,000 requests had to wait or failed'],
  [0.6, '1,200 of 3,000 requests outside the objective'],
])('how bad a minute with the share %p was', (share, text) =>
  expect(hurtText({ hurt: 1200, requests: 3000, share } as WorstMinute)).toBe(text),
);

test.each([
  ['ScaledObjectPaused', 'paused'],
  ['ScaleDownLimit', 'scale-down rate'],
  ['TooFewReplicas', 'minimum'],
])('%s is a case of: %s', (reason, rule) => expect(causeOf(reason).rule).toBe(rule));

test('a word of a controller that nobody knows is given as it is', () =>
  expect(causeOf('MoonPhase')).toEqual({ rule: 'MoonPhase', what: 'MoonPhase', fix: 'see the decision log' }));
