import {
  CronScaleSchedule,
  CronScheduler,
  EngineMetric,
  GpuHpa,
  KedaLlmScaler,
  KServeScaling,
  Percent,
  Schedule,
} from '../../src';
import { newService } from '../support/chart';
import { accepted, cron, cronTrigger, type Given, type Rows, refused, schedule, TYPED, warned } from './cases';

const JOB = { name: 'up', at: Schedule.daily({ hour: 8 }), replicas: 2 };

function date(text: string): Given {
  return schedule({ jobs: [{ ...JOB, at: Schedule.date(text) }] });
}

function size(replicas: number): Given {
  return schedule({ jobs: [{ ...JOB, replicas }] });
}

/** A GpuHpa with these props, whose floor a job moves. */
function scheduledHpa(props: Readonly<Record<string, unknown>>, replicas: number): Given {
  return (chart) => {
    const target = newService(chart);
    const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
    new GpuHpa(chart, 'Hpa', { target, metrics, maxReplicas: 4, ...props });
    new CronScaleSchedule(chart, 'Cron', { target, scheduler: CronScheduler.CRON_HPA, jobs: [{ ...JOB, replicas }] });
  };
}

/** Schedules. */
export const CRN: Rows = {
  'CRN-01': [
    refused(
      cron('0 8 * * *'),
      `[test/Cron] 'jobs[0].at' ("0 8 * * *") must have six fields, seconds first, not 5; did you mean '0 0 8 * * *'? (cron/six-fields)`,
    ),
  ],
  'CRN-02': [
    refused(
      cronTrigger({ start: '0 0 8 * * *' }),
      `[test/Keda] 'triggers[0].start' ("0 0 8 * * *") must have five fields, minutes first, not 6; write it like '0 8 * * 1-5' (cron/schedule)`,
    ),
  ],
  'CRN-03': [
    refused(
      cron('0 0 8 * * 7'),
      `[test/Cron] 'jobs[0].at' ("0 0 8 * * 7") must be valid: '7' is no day of the week (0–6); correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 8 * * fri-mon'),
      `[test/Cron] 'jobs[0].at' ("0 0 8 * * fri-mon") must be valid: 'fri-mon' runs backwards; correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 8 L * *'),
      `[test/Cron] 'jobs[0].at' ("0 0 8 L * *") must be valid: 'L' is no day of the month (1–31); correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 8 * * 5#3'),
      `[test/Cron] 'jobs[0].at' ("0 0 8 * * 5#3") must be valid: '5#3' is no day of the week (0–6); correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 8 15W * *'),
      `[test/Cron] 'jobs[0].at' ("0 0 8 15W * *") must be valid: '15W' is no day of the month (1–31); correct the field (cron/schedule)`,
    ),
  ],
  'CRN-04': [
    refused(
      cron('60 0 8 * * *'),
      `[test/Cron] 'jobs[0].at' ("60 0 8 * * *") must be valid: '60' is no second (0–59); correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 24 * * *'),
      `[test/Cron] 'jobs[0].at' ("0 0 24 * * *") must be valid: '24' is no hour (0–23); correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 8 0 * *'),
      `[test/Cron] 'jobs[0].at' ("0 0 8 0 * *") must be valid: '0' is no day of the month (1–31); correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 8 * 13 *'),
      `[test/Cron] 'jobs[0].at' ("0 0 8 * 13 *") must be valid: '13' is no month (1–12); correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 */0 8 * * *'),
      `[test/Cron] 'jobs[0].at' ("0 */0 8 * * *") must be valid: the step of the minute is out of range; correct the field (cron/schedule)`,
    ),
  ],
  'CRN-05': [
    refused(
      cron('0 */61 * * * *'),
      `[test/Cron] 'jobs[0].at' ("0 */61 * * * *") must be valid: the step of the minute is out of range; correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 8,9, * * *'),
      `[test/Cron] 'jobs[0].at' ("0 0 8,9, * * *") must be valid: '' is no hour; correct the field (cron/schedule)`,
    ),
    refused(
      cron('0 0 , * * *'),
      `[test/Cron] 'jobs[0].at' ("0 0 , * * *") must be valid: '' is no hour; correct the field (cron/schedule)`,
    ),
  ],
  'CRN-06': [
    refused(
      cron('0 0 0 30 2 *'),
      `[test/Cron] 'jobs[0].at' ("0 0 0 30 2 *") must match a date that exists; correct the day or the month (cron/schedule)`,
    ),
  ],
  'CRN-07': [
    refused(
      cron('@every 0s'),
      `[test/Cron] 'jobs[0].at' ("@every 0s") must have six fields, seconds first, not 2; write it like '0 0 8 * * 1-5' (cron/six-fields)`,
    ),
    refused(
      cron('@every -1h'),
      `[test/Cron] 'jobs[0].at' ("@every -1h") must have six fields, seconds first, not 2; write it like '0 0 8 * * 1-5' (cron/six-fields)`,
    ),
    refused(
      cron('@every 10s'),
      `[test/Cron] 'jobs[0].at' ("@every 10s") must have six fields, seconds first, not 2; write it like '0 0 8 * * 1-5' (cron/six-fields)`,
    ),
  ],
  'CRN-08': [
    warned(
      date('2020-01-01 00:00:00'),
      `[test/Cron] 'jobs[0].at' (2020-01-01 00:00:00) is past, and the CronHPA controller passes over the year, so it fires on that day again; take it out, or give a date to come (cron/schedule)`,
    ),
    refused(
      date('2027-02-30 00:00:00'),
      `[test/Cron] 'jobs[0].at' ("2027-02-30 00:00:00") must be a date that exists; write it like '2026-12-01 09:00:00' (cron/schedule)`,
    ),
    refused(
      date('2027-01-01'),
      `[test/Cron] 'jobs[0].at' ("2027-01-01") must be a date that exists; write it like '2026-12-01 09:00:00' (cron/schedule)`,
    ),
  ],
  'CRN-09': [
    refused(
      cron('TZ=Asia/Tokyo 0 0 8 * * *'),
      `[test/Cron] 'jobs[0].at' ("TZ=Asia/Tokyo 0 0 8 * * *") must have six fields, seconds first, not 7; write it like '0 0 8 * * 1-5' (cron/six-fields)`,
    ),
    refused(
      schedule({ timezone: 'Europe/Berlin', jobs: [{ name: 'up', at: Schedule.daily({ hour: 8 }), replicas: 2 }] }),
      `[test/Cron] 'timezone' ("Europe/Berlin") must be that of the CronHPA controller (Asia/Shanghai), which knows no other; convert the times, or use CronScheduler.KEDA (cron/timezone)`,
    ),
  ],
  'CRN-10': [
    refused(
      cron('* * * * * *'),
      `[test/Cron] 'jobs[0].at' ("* * * * * *") must fire at most once a minute; give the seconds as one number (cron/too-often)`,
    ),
  ],
  'CRN-11': [
    refused((chart) => {
      const target = newService(chart);
      const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
      new GpuHpa(chart, 'Hpa', { target, maxReplicas: 4, metrics });
      const at = Schedule.daily({ hour: 8 });
      const scheduler = CronScheduler.CRON_HPA;
      new CronScaleSchedule(chart, 'Cron', { target, scheduler, jobs: [{ name: 'up', at, replicas: 8 }] });
    }, "[test/Cron] 'jobs[0].replicas' (8) must be at most the scaler's maxReplicas (4); raise maxReplicas or lower it (cron/size)"),
  ],
  'CRN-12': [
    refused(
      scheduledHpa({ minReplicas: 2 }, 1),
      `[test/Cron] 'jobs[0].replicas' (1) must be at least the scaler's minReplicas (2); lower minReplicas or raise it (cron/size)`,
    ),
    refused(
      scheduledHpa({}, 0),
      `[test/Cron] 'jobs[0].replicas' (0) must be a whole number of at least 1; give such a number (value/number)`,
    ),
  ],
  'CRN-13': [
    refused(
      size(-1),
      `[test/Cron] 'jobs[0].replicas' (-1) must be a whole number of at least 0; give such a number (value/number)`,
    ),
    refused(
      size(1.5),
      `[test/Cron] 'jobs[0].replicas' (1.5) must be a whole number of at least 0; give such a number (value/number)`,
    ),
  ],
  'CRN-14': [
    refused(
      schedule({
        jobs: [
          { name: 'up', at: Schedule.daily({ hour: 8 }), replicas: 2 },
          { name: 'up', at: Schedule.daily({ hour: 9 }), replicas: 3 },
        ],
      }),
      `[test/Cron] 'jobs[1].name' ("up") must be unique: of two, one is lost; rename one (cron/jobs)`,
    ),
  ],
  'CRN-15': [
    warned(
      schedule({
        jobs: [
          { name: 'one', at: Schedule.daily({ hour: 8 }), replicas: 2 },
          { name: 'two', at: Schedule.weekdays({ hour: 8 }), replicas: 3 },
        ],
      }),
      `[test/Cron] 'jobs[0].at' and 'jobs[1].at' can fall on the same moment with different sizes (2 and 3), of which either may win; move one of them by a second (cron/schedule)`,
    ),
  ],
  'CRN-16': [
    refused(
      schedule({ target: { apiVersion: 'v1', kind: 'ReplicationController', name: 'qwen' }, jobs: [JOB] }),
      `[test/Cron] 'target.apiVersion' ("v1") must have a group, without which the CronHPA controller crashes for the whole cluster; schedule a Deployment instead (cron/ownership)`,
    ),
  ],
  'CRN-17': [TYPED],
  'CRN-18': [
    accepted(scheduledHpa({}, 2), 'CronHorizontalPodAutoscaler spec.scaleTargetRef', {
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
      name: 'qwen-hpa',
    }),
    refused((chart) => {
      const target = newService(chart);
      const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
      new KedaLlmScaler(chart, 'Keda', { target, metrics, maxReplicas: 4 });
      new CronScaleSchedule(chart, 'Cron', { target, scheduler: CronScheduler.CRON_HPA, jobs: [JOB] });
    }, '[test/Cron] CronHPA cannot move what the KedaLlmScaler at test/Keda scales: KEDA puts back within seconds what anybody changes of the HPA that it makes; use CronScheduler.KEDA (cron/ownership)'),
  ],
  'CRN-19': [
    refused((chart) => {
      const target = newService(chart, 'Qwen', { scaling: KServeScaling.cpu(Percent.of(80), { maxReplicas: 4 }) });
      new CronScaleSchedule(chart, 'Cron', { target, scheduler: CronScheduler.CRON_HPA, jobs: [JOB] });
    }, '[test/Cron] CronHPA cannot move what the scaling of the service at test/Qwen scales: KServe puts back within seconds what anybody changes of the scaling it makes; use a GpuHpa instead of the scaling of the service (cron/ownership)'),
  ],
  'CRN-20': [
    refused(schedule({ jobs: [] }), '[test/Cron] there is neither a window nor a job; give at least one (cron/jobs)'),
    refused(
      schedule({ jobs: Array.from({ length: 101 }, (_, index) => ({ ...JOB, name: `job-${index}` })) }),
      '[test/Cron] there are 101 windows and jobs, and a schedule holds at most 100; say it with fewer, for example by ranges of days (cron/jobs)',
    ),
  ],
};
