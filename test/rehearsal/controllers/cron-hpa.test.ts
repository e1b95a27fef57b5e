import { offsetsOf } from '../../../src/kubernetes/zone-offsets';
import {
  CronHpaController,
  type CronHpaRun,
  type CronHpaTarget,
} from '../../../src/rehearsal/controllers/cron-hpa/controller';
import { type CronHpaPolicy, readCronHpa } from '../../../src/rehearsal/controllers/cron-hpa/policy';
import { scaleHpa } from '../../../src/rehearsal/controllers/cron-hpa/scale-hpa';
import { Unreadable } from '../../../src/rehearsal/reader';
import { readable } from '../support';

test.each([
  // The table of the controller's pull request 45, and what was seen on the running controller.
  [1, 10, 5, 5, { minReplicas: 1, maxReplicas: 10 }],
  [1, 10, 5, 6, { minReplicas: 6, maxReplicas: 10, replicas: 6 }],
  [5, 10, 5, 4, { minReplicas: 4, maxReplicas: 10 }],
  [5, 10, 5, 11, { minReplicas: 11, maxReplicas: 11, replicas: 11 }],
  [1, 10, 8, 5, { minReplicas: 1, maxReplicas: 10 }],
  [3, 10, 7, 2, { minReplicas: 2, maxReplicas: 10 }],
])('an HPA of %d to %d at %d, and a job of %d', (minReplicas, maxReplicas, currentReplicas, targetSize, expected) => {
  expect(scaleHpa({ minReplicas, maxReplicas, currentReplicas }, targetSize)).toEqual(expected);
});

/** The controller's own steps, one after the other, on the three numbers that it changes. */
function stepByStep(min: number, max: number, current: number, desired: number) {
  let [minReplicas, maxReplicas] = [min, max];
  if (desired > maxReplicas) maxReplicas = desired;
  if (desired < minReplicas) minReplicas = desired;
  if (current === minReplicas && desired < current) minReplicas = desired;
  if (current < desired) minReplicas = desired;
  return current >= desired ? { minReplicas, maxReplicas } : { minReplicas, maxReplicas, replicas: desired };
}

test('every HPA up to seven replicas, wherever it is, and every job go by the steps of the controller', () => {
  let cases = 0;
  for (let max = 1; max <= 7; max += 1)
    for (let min = 1; min <= max; min += 1)
      for (let current = 0; current <= 9; current += 1)
        for (let desired = 0; desired <= 9; desired += 1) {
          cases += 1;
          const size = { minReplicas: min, maxReplicas: max, currentReplicas: current };
          expect(scaleHpa(size, desired)).toEqual(stepByStep(min, max, current, desired));
        }
  expect(cases).toBe(2800);
});

const EPOCH = Date.UTC(2026, 10, 1);
const SHANGHAI = offsetsOf('Asia/Shanghai');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function policyOf(jobs: object[], more: object = {}): CronHpaPolicy {
  return readable(readCronHpa({ scaleTargetRef: { kind: 'HorizontalPodAutoscaler', name: 'qwen' }, jobs, ...more }));
}

/** Everything that happens up to a moment. */
function runs(policy: CronHpaPolicy, until: number, look: () => CronHpaTarget, zone = SHANGHAI): CronHpaRun[] {
  const controller = new CronHpaController(policy, zone, EPOCH);
  const all: CronHpaRun[] = [];
  for (let now = controller.next(); now <= until; now = controller.next())
    controller.run(now, look, (run) => all.push(run));
  return all;
}

const up = { name: 'up', schedule: '0 0 9 * * *', targetSize: 5 };
const down = { name: 'down', schedule: '0 0 18 * * *', targetSize: 1 };
const workload = () => ({ specReplicas: 2 });

test('jobs run by the clock on the wall of the controller', () => {
  const found = runs(policyOf([up, down]), 24 * HOUR, workload).map(({ job, at, replicas }) => [
    job,
    at / HOUR,
    replicas,
  ]);
  expect(found).toEqual([
    ['up', 1, 5],
    ['down', 10, 1],
  ]);
});

test('a job that runs once does not come again, and one without a time never runs', () => {
  const once = { ...up, runOnce: true };
  expect(runs(policyOf([once]), 72 * HOUR, workload)).toHaveLength(1);
  expect(new CronHpaController(policyOf([{ ...up, schedule: '0 0 0 30 2 *' }]), SHANGHAI, EPOCH).next()).toBe(
    Number.POSITIVE_INFINITY,
  );
});

test('of two jobs of one name the last is kept, and jobs of one moment run in the order of the manifest', () => {
  const again = { ...up, targetSize: 7 };
  expect(runs(policyOf([up, again]), 24 * HOUR, workload).map(({ replicas }) => replicas)).toEqual([7]);
  const both = [up, { ...up, name: 'later', targetSize: 3 }];
  expect(runs(policyOf(both), 24 * HOUR, workload).map(({ job }) => job)).toEqual(['up', 'later']);
});

test('an HPA gets new bounds, the workload a new size where it is smaller, and a floor of zero is refused', () => {
  const hpa = { minReplicas: 1, maxReplicas: 4, currentReplicas: 2 };
  const look = () => ({ hpa, specReplicas: 2 });
  expect(runs(policyOf([up]), 2 * HOUR, look)).toEqual([
    {
      job: 'up',
      at: HOUR,
      state: 'Succeed',
      message: 'current replicas:2, desired replicas:5.',
      bounds: { minReplicas: 5, maxReplicas: 5 },
      replicas: 5,
    },
  ]);
  expect(runs(policyOf([{ ...up, targetSize: 2 }]), 2 * HOUR, look)).toEqual([
    {
      job: 'up',
      at: HOUR,
      state: 'Succeed',
      message: 'Skip scale replicas because HPA qwen current replicas:2 >= desired replicas:2.',
    },
  ]);
  expect(runs(policyOf([{ ...up, targetSize: 0 }]), 2 * HOUR, look)).toMatchObject([{ state: 'Failed' }]);
});

test.each([
  ['the floor', { minReplicas: 1, maxReplicas: 10, currentReplicas: 2 }, { minReplicas: 5, maxReplicas: 10 }],
  ['the ceiling', { minReplicas: 1, maxReplicas: 4, currentReplicas: 6 }, { minReplicas: 1, maxReplicas: 5 }],
  ['nothing', { minReplicas: 1, maxReplicas: 5, currentReplicas: 5 }, undefined],
])('a job of five moves %s of an HPA', (_name, hpa, bounds) => {
  expect(runs(policyOf([up]), 2 * HOUR, () => ({ hpa, specReplicas: 2 }))[0].bounds).toEqual(bounds);
});

test('a floor of zero is refused with the words of the API server', () => {
  const look = () => ({ hpa: { minReplicas: 1, maxReplicas: 4, currentReplicas: 2 }, specReplicas: 2 });
  const [{ message }] = runs(policyOf([{ ...up, targetSize: 0 }]), 2 * HOUR, look);
  expect(message).toBe('spec.minReplicas: Invalid value: must be greater than or equal to 1');
});

test('a job without a time does not run beside others', () => {
  const never = { ...up, name: 'never', schedule: '0 0 0 30 2 *' };
  expect(runs(policyOf([never, up, never]), 48 * HOUR, workload).map(({ job }) => job)).toEqual(['up', 'up']);
});

test('a job that fails is tried again at its next time, even one that runs once', () => {
  const look = () => ({ hpa: { minReplicas: 1, maxReplicas: 4, currentReplicas: 2 }, specReplicas: 2 });
  const found = runs(policyOf([{ ...up, targetSize: 0, runOnce: true }]), 72 * HOUR, look);
  expect(found.map(({ state }) => state)).toEqual(['Failed', 'Failed', 'Failed']);
});

test.each([
  ['* * * 15 11 *', '0 0 0 * * *', 20, 'midnight of all days of the month, since only month and hour are compared'],
  ['* * * 15 11 *', '0 0 9 * * *', 1, 'only the day itself at any other hour'],
  ['* * * 15 12 *', '0 0 0 * * *', 0, 'none of another month'],
  ['0 0 0 30 2 *', '0 0 0 * * *', 0, 'none for a day that never comes'],
])('an excluded day %s keeps a job at %s back on %d days: %s', (date, schedule, count) => {
  const policy = policyOf([{ ...up, schedule }], { excludeDates: [date] });
  const found = runs(policy, 20 * 24 * HOUR, workload);
  expect(found.filter(({ message }) => message.startsWith('skip')).length).toBe(count);
  expect(found.every(({ state }) => state === 'Succeed')).toBe(true);
});

test.each([
  ['45 * * * *', [45_000, 105_000, 165_000]],
  ['  45  *  *  * * ', [45_000, 105_000, 165_000]],
  ['@hourly', [HOUR, 2 * HOUR, 3 * HOUR]],
  ['@every 90s', [90_000, 180_000, 270_000]],
  ['@every 1h30m', [1.5 * HOUR, 3 * HOUR, 4.5 * HOUR]],
  ['@every 1.25h', [1.25 * HOUR, 2.5 * HOUR, 3.75 * HOUR]],
  [' 0   0 9  * * * ', [HOUR]],
  ['@date 2026-11-01 12:30:00', [4.5 * HOUR]],
])('a schedule %s is read as the library reads it', (schedule, expected) => {
  const found = runs(policyOf([{ ...up, schedule }]), 5 * HOUR, workload).slice(0, 3);
  expect(found.map(({ at }) => at)).toEqual(expected);
});

test('what cannot be read is said', () => {
  const refused = readCronHpa({ scaleTargetRef: { kind: 'Deployment' }, jobs: [{ name: 'a', schedule: 5 }] });
  expect(refused).toEqual(
    new Unreadable([
      "'spec.jobs[0].schedule' (5) must be a text",
      "'spec.jobs[0].targetSize' (nothing) must be a whole number",
      "'spec.scaleTargetRef.name' (nothing) must be a text",
    ]),
  );
});
