import type { Construct } from 'constructs';
import type { ClusterFacts } from '../../cluster/facts';
import type { ScalerEntry, TargetRef } from '../../cluster/inventory';
import { type Mistake, mistake, problem, warning } from '../../kubernetes/mistake';
import { checkInteger } from '../../kubernetes/numbers';
import { checkTimeZone } from '../../kubernetes/time-zone';
import { coincide, cronJobs, sizeAfter } from './cron-jobs';
import type { CronScaleScheduleProps, ScheduleWindow } from './cron-props';
import { CronScheduler, OWNERSHIP } from './ownership';
import { checkSchedule, checkScheduleWithoutSeconds, renderSchedule, Schedule } from './schedule';

interface CronContext {
  readonly scheduler: CronScheduler;
  readonly scaler: ScalerEntry | undefined;
  /** The scaler was declared after the schedule had settled what it makes. */
  readonly isScalerLate: boolean;
  /** Another schedule of the target that cannot stand beside this one. */
  readonly rival: Construct | undefined;
  readonly target: TargetRef;
  readonly cluster: ClusterFacts;
  /** The target is an HPA that somebody else declares. */
  readonly isHpa: boolean;
}

/** The rules of schedules. */
export function checkCronSchedule(props: CronScaleScheduleProps, context: CronContext): Mistake[] {
  return [
    ...checkOwnership(context),
    ...checkRival(context),
    ...checkGroup(context),
    ...checkJobs(props, context),
    ...checkZone(props, context),
    ...(props.windows ?? []).flatMap((window, index) => checkWindow(`windows[${index}]`, window, context)),
    ...(props.jobs ?? []).flatMap(({ at, replicas }, index) => [
      ...checkSchedule(`jobs[${index}].at`, at),
      ...checkSize(`jobs[${index}].replicas`, replicas, context),
    ]),
    ...(context.scheduler === CronScheduler.CRON_HPA ? checkMoments(props, context) : checkFloor(props, context)),
  ];
}

/** One workload has one ScaledObject, and nobody else may set its replicas. */
function checkRival({ rival }: CronContext): Mistake[] {
  if (!rival) return [];
  return [
    problem(
      'cron/ownership',
      `the target is moved by the schedule at ${rival.node.path} already, and beside a ScaledObject there can be none`,
      'put all windows into one schedule',
    ),
  ];
}

/** The controller takes the part before the slash and crashes, for the whole cluster, where there is none. */
function checkGroup({ scheduler, target }: CronContext): Mistake[] {
  if (scheduler !== CronScheduler.CRON_HPA || String(target.apiVersion).includes('/')) return [];
  return [
    mistake(
      'cron/ownership',
      'target.apiVersion',
      target.apiVersion,
      'must have a group, without which the CronHPA controller crashes for the whole cluster',
      'schedule a Deployment instead',
    ),
  ];
}

/** What happens in the same moment happens in no fixed order. */
function checkMoments(props: CronScaleScheduleProps, { scaler }: CronContext): Mistake[] {
  const jobs = cronJobs(props, scaler?.minReplicas);
  return jobs.flatMap((one, index) =>
    jobs
      .slice(index + 1)
      .filter((other) => one.targetSize !== other.targetSize && coincide(one.schedule, other.schedule))
      .map((other) =>
        warning(
          'cron/schedule',
          `'${one.prop}' and '${other.prop}' can fall on the same moment with different sizes (${one.targetSize} and ${other.targetSize}), of which either may win`,
          'move one of them by a second',
        ),
      ),
  );
}

/** KEDA has one size for all times outside of windows. */
function checkFloor({ windows = [] }: CronScaleScheduleProps, { scaler }: CronContext): Mistake[] {
  if (scaler || windows.length === 0) return [];
  const [first, ...rest] = windows.map((window) => sizeAfter(window));
  return rest.flatMap((size, index) =>
    size === first
      ? []
      : [
          mistake(
            'cron/size',
            `windows[${index + 1}].otherwise`,
            size,
            `must be that of 'windows[0]' (${first}), since KEDA has one size outside of windows`,
            'make them equal',
          ),
        ],
  );
}

function checkOwnership({ scheduler, scaler, isScalerLate }: CronContext): Mistake[] {
  const owner = scaler?.kind ?? 'nobody';
  const ownership = OWNERSHIP[owner][scheduler];
  const scaledBy = scaler
    ? `the ${owner === 'KServe' ? 'scaling of the service' : owner} at ${scaler.construct.node.path}`
    : '';
  if ('refused' in ownership)
    return [
      problem(
        'cron/ownership',
        `${scheduler} cannot move what ${scaledBy} scales: ${ownership.refused}`,
        ownership.way,
      ),
    ];
  if (!isScalerLate || scheduler === CronScheduler.CRON_HPA) return [];
  return [problem('cron/ownership', `${scaledBy} is declared after this schedule`, 'declare the scaler first')];
}

/** More than this is a list of dates and no schedule; the status of each is kept in the object. */
const MOST_JOBS = 100;

function checkJobs({ target, windows = [], jobs = [] }: CronScaleScheduleProps, { scheduler }: CronContext): Mistake[] {
  const found: Mistake[] = [];
  if (windows.length + jobs.length === 0)
    found.push(problem('cron/jobs', 'there is neither a window nor a job', 'give at least one'));
  if (windows.length + jobs.length > MOST_JOBS)
    found.push(
      problem(
        'cron/jobs',
        `there are ${windows.length + jobs.length} windows and jobs, and a schedule holds at most ${MOST_JOBS}`,
        'say it with fewer, for example by ranges of days',
      ),
    );
  if (jobs.length > 0 && scheduler === CronScheduler.KEDA)
    found.push(
      mistake(
        'cron/jobs',
        'jobs',
        jobs,
        "must be windows, since KEDA's cron knows no points in time",
        'use windows, or CronScheduler.CRON_HPA',
      ),
    );
  const names = new Set<string>();
  for (const [prop, name] of [
    ...windows.map(({ name }, index) => [`windows[${index}].name`, name] as const),
    ...jobs.map(({ name }, index) => [`jobs[${index}].name`, name] as const),
  ]) {
    if (typeof name !== 'string' || !/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name))
      found.push(mistake('cron/jobs', prop, name, "must be a name of letters, digits, '-', '_' and '.'", 'rename it'));
    else if (names.has(name))
      found.push(mistake('cron/jobs', prop, name, 'must be unique: of two, one is lost', 'rename one'));
    names.add(name);
  }
  const ofWindows = new Set(cronJobs({ target, windows }).map(({ name }) => name));
  jobs.forEach(({ name }, index) => {
    if (ofWindows.has(name))
      found.push(
        mistake('cron/jobs', `jobs[${index}].name`, name, 'must not be what a window calls its own jobs', 'rename it'),
      );
  });
  return found;
}

function checkZone({ timezone }: CronScaleScheduleProps, { scheduler, cluster }: CronContext): Mistake[] {
  if (timezone !== undefined) {
    const found = checkTimeZone('timezone', timezone);
    if (found.length > 0) return found;
  }
  if (scheduler === CronScheduler.KEDA) {
    if ((timezone ?? cluster.controllerTimezone) !== undefined) return [];
    return [problem('cron/timezone', "KEDA's cron needs a time zone", "give timezone, for example 'Etc/UTC'")];
  }
  if (timezone === undefined || timezone === cluster.controllerTimezone) return [];
  return [
    mistake(
      'cron/timezone',
      'timezone',
      timezone,
      `must be that of the CronHPA controller (${cluster.controllerTimezone ?? 'not known: say it in the cluster profile'}), which knows no other`,
      'convert the times, or use CronScheduler.KEDA',
    ),
  ];
}

function checkWindow(prop: string, window: ScheduleWindow, context: CronContext): Mistake[] {
  const { start, end, replicas, otherwise } = window;
  const check = context.scheduler === CronScheduler.KEDA ? checkScheduleWithoutSeconds : checkSchedule;
  const found = [...check(`${prop}.start`, start), ...check(`${prop}.end`, end)];
  for (const [name, schedule] of Object.entries({ start, end }))
    if (Schedule._facts(schedule).kind === 'date')
      found.push(problem('cron/schedule', `'${prop}.${name}' is a single date, and windows come again`, 'use a job'));
  if (found.length === 0 && renderSchedule(start) === renderSchedule(end))
    found.push(
      mistake('cron/schedule', `${prop}.end`, renderSchedule(end), "must differ from 'start'", 'correct one of them'),
    );
  found.push(...checkSize(`${prop}.replicas`, replicas, context));
  if (otherwise !== undefined) found.push(...checkSize(`${prop}.otherwise`, otherwise, context, true));
  const { scaler, scheduler } = context;
  const isFloor = scheduler === CronScheduler.KEDA && scaler?.kind === 'KedaLlmScaler';
  if (isFloor && otherwise !== undefined && otherwise !== scaler.minReplicas)
    found.push(
      mistake(
        'cron/size',
        `${prop}.otherwise`,
        otherwise,
        `must be the scaler's minReplicas (${scaler.minReplicas})`,
        'leave it out',
      ),
    );
  return found;
}

/** A size lies within the bounds of the scaler, which the controllers would otherwise move for good. */
function checkSize(
  prop: string,
  size: unknown,
  { scaler, scheduler, isHpa }: CronContext,
  isOutside = false,
): Mistake[] {
  const isKeda = scheduler === CronScheduler.KEDA;
  const canBeZero = isKeda ? isOutside : scaler === undefined && !isHpa;
  const found = checkInteger(prop, size, canBeZero ? 0 : 1);
  if (found.length > 0 || scaler === undefined) return found;
  const replicas = size as number;
  if (replicas > scaler.maxReplicas)
    return [
      mistake(
        'cron/size',
        prop,
        replicas,
        `must be at most the scaler's maxReplicas (${scaler.maxReplicas})`,
        'raise maxReplicas or lower it',
      ),
    ];
  if (replicas < scaler.minReplicas)
    return [
      mistake(
        'cron/size',
        prop,
        replicas,
        `must be at least the scaler's minReplicas (${scaler.minReplicas})`,
        'lower minReplicas or raise it',
      ),
    ];
  return [];
}
