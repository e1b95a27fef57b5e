import { found, foundIn, type Rows } from '../cases';
import { all, clock, cron, deployment, hpa, job, OF_HPA, query, scaled, scaledBy } from './build';

/** Schedules, as they stand in anybody's YAML. */
export const SCHEDULES: Rows = {
  'CRN-01': [
    found(
      cron([job('0 8 * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 8 * * *") must have six fields, seconds first, not 5; did you mean '0 0 8 * * *'? (cron/six-fields)`,
    ),
  ],
  'CRN-02': [
    found(
      scaled({ triggers: [query(), clock({ start: '0 0 8 * * *' })] }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[1].metadata.start' ("0 0 8 * * *") must have five fields, minutes first, not 6; KEDA's cron has no seconds; write '0 8 * * *' (keda/cron-trigger)`,
    ),
  ],
  'CRN-03': [
    found(
      cron([job('0 0 8 * * 7')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 8 * * 7") must be valid: '7' is no day of the week (0–6); correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 8 * * fri-mon')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 8 * * fri-mon") must be valid: 'fri-mon' runs backwards; correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 8 L * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 8 L * *") must be valid: 'L' is no day of the month (1–31); correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 8 * * 5#3')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 8 * * 5#3") must be valid: '5#3' is no day of the week (0–6); correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 8 15W * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 8 15W * *") must be valid: '15W' is no day of the month (1–31); correct the field (cron/schedule)`,
    ),
  ],
  'CRN-04': [
    found(
      cron([job('60 0 8 * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("60 0 8 * * *") must be valid: '60' is no second (0–59); correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 24 * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 24 * * *") must be valid: '24' is no hour (0–23); correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 8 0 * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 8 0 * *") must be valid: '0' is no day of the month (1–31); correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 8 * 13 *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 8 * 13 *") must be valid: '13' is no month (1–12); correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 */0 8 * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 */0 8 * * *") must be valid: the step of the minute is out of range; correct the field (cron/schedule)`,
    ),
  ],
  'CRN-05': [
    found(
      cron([job('0 */61 * * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 */61 * * * *") must be valid: the step of the minute is out of range; correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 8,9, * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 8,9, * * *") must be valid: '' is no hour; correct the field (cron/schedule)`,
    ),
    found(
      cron([job('0 0 , * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 , * * *") must be valid: '' is no hour; correct the field (cron/schedule)`,
    ),
  ],
  'CRN-06': [
    found(
      cron([job('0 0 0 30 2 *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("0 0 0 30 2 *") must match a date that exists; correct the day or the month (cron/schedule)`,
    ),
  ],
  'CRN-07': [
    found(
      cron([job('@every 0s')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@every 0s") must be a duration of at least a minute; write '@every 1h', or six fields (cron/too-often)`,
    ),
    found(
      cron([job('@every -1h')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@every -1h") must be a duration of at least a minute; write '@every 1h', or six fields (cron/too-often)`,
    ),
    found(
      cron([job('@every 10s')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@every 10s") must be a duration of at least a minute; write '@every 1h', or six fields (cron/too-often)`,
    ),
  ],
  'CRN-08': [
    foundIn(
      { today: '2026-12-01' },
      cron([job('@date 2020-01-01 00:00:00')]),
      `warning [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@date 2020-01-01 00:00:00") is past, and fires whenever its day and hour come next, whatever the year; take the job out, or give a date to come (cron/date)`,
    ),
    found(
      cron([job('@date 2020-01-01 00:00:00')]),
      `info [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@date 2020-01-01 00:00:00") fires whenever its day and hour come next, whatever the year; take the job out when the day is past (cron/date)`,
    ),
    found(
      cron([job('@date 2027-02-30 00:00:00')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@date 2027-02-30 00:00:00") must be a date that exists; write it like '@date 2026-12-01 09:00:00' (cron/schedule)`,
    ),
    found(
      cron([job('@date 2027-01-01')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@date 2027-01-01") must be a date that exists; write it like '@date 2026-12-01 09:00:00' (cron/schedule)`,
    ),
  ],
  'CRN-09': [
    found(
      cron([job('TZ=Asia/Tokyo 0 0 8 * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("TZ=Asia/Tokyo 0 0 8 * * *") must have six fields, seconds first, not 7; CronHPA knows no time zone but its own; convert the times and write '0 0 8 * * *' (cron/six-fields)`,
    ),
    found(
      cron([job('0 0 8 * * *', 2, 'up', { timezone: 'Asia/Tokyo' })]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'timezone' is no field that the CronHPA controller reads; take it out, and write the times in the zone of the controller: its TZ, by default Asia/Shanghai (cron/unknown-field)`,
    ),
  ],
  'CRN-10': [
    found(
      cron([job('* * * * * *')]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("* * * * * *") must fire at most once a minute; give the seconds as one number: '0 * * * * *' (cron/too-often)`,
    ),
  ],
  'CRN-11': [
    found(
      all(hpa(), cron([job('0 0 8 * * *', 8)], OF_HPA)),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].targetSize' (8) must be at most 'maxReplicas' (4) of 'qwen'; raise maxReplicas to 8, or write 4 (cron/size)`,
    ),
  ],
  'CRN-12': [
    found(
      all(hpa({ minReplicas: 2 }), cron([job('0 0 8 * * *', 1)], OF_HPA)),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].targetSize' (1) must be at least 'minReplicas' (2) of 'qwen'; lower minReplicas to 1, or write 2 (cron/size)`,
    ),
    found(
      all(hpa(), cron([job('0 0 8 * * *', 0)], OF_HPA)),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].targetSize' (0) must be a whole number of at least 1; give the number of replicas (cron/size)`,
    ),
  ],
  'CRN-13': [
    found(
      cron([job('0 0 8 * * *', -1)]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].targetSize' (-1) must be a whole number of at least 0; give the number of replicas (cron/size)`,
    ),
    found(
      cron([job('0 0 8 * * *', 1.5)]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].targetSize' (1.5) must be a whole number of at least 0; give the number of replicas (cron/size)`,
    ),
  ],
  'CRN-14': [
    found(
      cron([job('0 0 8 * * *', 2), job('0 0 9 * * *', 3)]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[1].name' ("up") must be unique: of two jobs with one name only the last is done; rename it, for example to 'up-2' (cron/jobs)`,
    ),
  ],
  'CRN-15': [
    found(
      cron([job('0 0 8 * * *', 2), job('0 0 8 * * 1-5', 3, 'more')]),
      `warning [CronHorizontalPodAutoscaler/llm/qwen-hours] the jobs 'up' and 'more' can fall on one moment with different sizes (2 and 3); move one of them by a second, or leave its days out of the other (cron/coinciding-jobs)`,
    ),
  ],
  'CRN-16': [
    found(
      cron([job('0 0 8 * * *')], { scaleTargetRef: { apiVersion: 'v1', kind: 'ReplicationController', name: 'qwen' } }),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.scaleTargetRef.apiVersion' ("v1") must have a group and a version; write 'apps/v1', and name a Deployment (cron/target-group)`,
    ),
  ],
  'CRN-17': [
    found(
      cron([job('0 0 8 * * *')], { excludeDates: ['* * * 15 11 *'] }),
      `warning [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.excludeDates' (a list of 1) must be left out, since other days than these are skipped; say the days in the schedules: day of the month, month, day of the week (cron/exclude-dates)`,
    ),
  ],
  'CRN-18': [
    found(
      all(deployment(), hpa(), cron([job('0 0 8 * * *')])),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] Deployment 'qwen' is scaled by HorizontalPodAutoscaler llm/qwen, too, which undoes what a schedule sets; write 'scaleTargetRef: {apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, name: qwen}' (cron/ownership)`,
    ),
    found(
      all(deployment(), scaled(), cron([job('0 0 8 * * *')])),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] Deployment 'qwen' is scaled by ScaledObject llm/qwen, too, which undoes what a schedule sets; use a trigger of type cron in ScaledObject llm/qwen instead (cron/ownership)`,
    ),
  ],
  'CRN-19': [
    found(
      all(
        scaledBy('hpa', { scaleMetric: 'cpu', scaleTarget: 80 }),
        cron([job('0 0 8 * * *')], {
          scaleTargetRef: { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', name: 'qwen-predictor' },
        }),
      ),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] the HPA 'qwen-predictor' is made by KServe of InferenceService llm/qwen, which puts back what a schedule sets; write 'serving.kserve.io/autoscalerClass: external' on the InferenceService, and an HPA of your own that the schedule moves (cron/ownership)`,
    ),
    found(
      all(
        deployment(),
        scaled(),
        cron([job('0 0 8 * * *')], {
          scaleTargetRef: { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', name: 'keda-hpa-qwen' },
        }),
      ),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] the HPA 'keda-hpa-qwen' is made by KEDA of ScaledObject llm/qwen, which puts back what a schedule sets; use a trigger of type cron in ScaledObject llm/qwen instead (cron/ownership)`,
    ),
  ],
  'CRN-20': [
    found(
      cron([]),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs' (an empty list) must hold a job; add one with name, schedule and targetSize (cron/jobs)`,
    ),
    found(
      cron(Array.from({ length: 101 }, (_, index) => job('0 0 8 * * *', 2, `job-${index}`))),
      `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs' (a list of 101) must hold at most 100 jobs; say it with fewer, for example by ranges of days (cron/jobs)`,
    ),
  ],
};
