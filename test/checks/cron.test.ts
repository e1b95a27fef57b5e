import { all, cron, deployment, hpa, job, OF_HPA } from '../bad-inputs/manifests/build';
import { finds, findsIn, testCases } from './table';

testCases([
  finds('jobs that fall on different days', cron([job('0 0 8 * * 1-5', 4), job('0 0 8 * * 0,6', 2, 'weekend')])),
  finds('jobs of one size at one moment', cron([job('0 0 8 * * *', 4), job('0 0 8 * * *', 4, 'again')])),
  finds('descriptors', cron([job('@daily'), job('@every 1h30m', 2, 'often')])),
  finds(
    'a descriptor that there is not',
    cron([job('@noon')]),
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@noon") must be one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, @every or @date; write six fields, like '0 0 8 * * 1-5' (cron/schedule)`,
  ),
  findsIn({ today: '2027-03-01' }, 'a date of today', cron([job('@date 2027-03-01 00:00:00')])),
  findsIn(
    { today: '2027-03-02' },
    'a date that is past',
    cron([job('@date 2027-03-01 23:59:59')]),
    `warning [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@date 2027-03-01 23:59:59") is past, and fires whenever its day and hour come next, whatever the year; take the job out, or give a date to come (cron/date)`,
  ),
  finds(
    'a duration that is none',
    cron([job('@every day')]),
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@every day") must be a duration of at least a minute; write '@every 1h', or six fields (cron/too-often)`,
  ),
  finds(
    'every half minute and more',
    cron([job('@every 59s'), job('@every 60s', 2, 'b')]),
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' ("@every 59s") must be a duration of at least a minute; write '@every 1h', or six fields (cron/too-often)`,
  ),
  finds(
    'no schedule',
    cron([job(undefined)]),
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].schedule' (not given) must have six fields, seconds first, not 1; write it like '0 0 8 * * 1-5' (cron/six-fields)`,
  ),
  finds(
    'a job without a name',
    cron([job('0 0 8 * * *', 2, null)]),
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].name' (null) must be given; name what the job does (cron/jobs)`,
  ),
  finds(
    'a size that is a text',
    cron([job('0 0 8 * * *', '2')]),
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.jobs[0].targetSize' ("2") must be a whole number of at least 0; give the number of replicas (cron/size)`,
  ),
  finds('a size of zero for a workload', cron([job('0 0 8 * * *', 0)])),
  finds(
    'sizes at the bounds of the HPA',
    all(hpa({ minReplicas: 2 }), cron([job('0 0 8 * * *', 4), job('0 0 20 * * *', 2, 'down')], OF_HPA)),
  ),
  finds(
    'a target without version',
    cron([job('0 0 8 * * *')], { scaleTargetRef: { kind: 'HorizontalPodAutoscaler', name: 'qwen' } }),
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'spec.scaleTargetRef.apiVersion' (not given) must have a group and a version; write 'autoscaling/v1' (cron/target-group)`,
  ),
  finds('a schedule of a workload that nothing else scales', all(deployment(), cron([job('0 0 8 * * *')]))),
  finds("a schedule of an HPA of one's own", all(deployment(), hpa(), cron([job('0 0 8 * * *')], OF_HPA))),
  finds(
    'a field that is nearly one',
    cron([job('0 0 8 * * *', 2, 'up', { runOnc: true })], { suspend: true }),
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'runOnc' is no field that the CronHPA controller reads; did you mean 'runOnce'? (cron/unknown-field)`,
    `error [CronHorizontalPodAutoscaler/llm/qwen-hours] 'suspend' is no field that the CronHPA controller reads; take it out; it has scaleTargetRef, jobs, excludeDates (cron/unknown-field)`,
  ),
  finds(
    'an Object metric by its value',
    all(
      hpa({
        metrics: [
          {
            type: 'Object',
            object: {
              metric: { name: 'queue' },
              describedObject: { apiVersion: 'v1', kind: 'Service', name: 'gateway' },
              target: { type: 'Value', value: '8' },
            },
          },
        ],
      }),
      cron([job('0 0 8 * * *')], OF_HPA),
    ),
  ),
]);
