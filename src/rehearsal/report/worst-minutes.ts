import type { RehearsalResult, ServiceResult, Steps } from '../result';
import { greatest } from './downsample';
import { type Explanation, explain } from './explain';
import { valueAt } from './value-at';

/** A stretch of time in which users were served worst, and why. */
export interface WorstMinute {
  /** Name of the service whose users these are, without its namespace. */
  readonly service: string;
  /** Seconds since the beginning. */
  readonly from: number;
  /** Seconds since the beginning: a whole interval later, or where the rehearsal ended. */
  readonly to: number;
  /** Requests that arrived. */
  readonly requests: number;
  /** Of the requests that arrived, how many were outside the worst objective or failed; without objectives, waited. */
  readonly hurt: number;
  /** Share within the worst objective; nothing without objectives. */
  readonly share: number | null;
  /** What held replicas back, and what would have helped. */
  readonly explanation: Explanation;
}

type Minute = Omit<WorstMinute, 'explanation'> & { readonly of: ServiceResult };

const MOST = 5;
/** Of minutes that are nearer to each other than this, the worst stands for all as long as there are others. */
const APART_SECONDS = 600;

/** The five worst minutes of all services, the worst first: those in which most requests were hurt. */
export function worstMinutes(result: RehearsalResult): readonly WorstMinute[] {
  const all = result.services.flatMap((service) => minutesOf(service, result)).sort(byHurt);
  const chosen: Minute[] = [];
  for (const apart of [APART_SECONDS, 0]) {
    for (const minute of all) {
      const isFree = chosen.every((other) => other.of !== minute.of || Math.abs(other.from - minute.from) > apart);
      if (chosen.length < MOST && isFree) chosen.push(minute);
    }
  }
  return chosen.sort(byHurt).map(({ of, ...minute }) => ({ ...minute, explanation: explain(of, result, minute) }));
}

function minutesOf(service: ServiceResult, { intervalSeconds, stepSeconds, seconds }: RehearsalResult): Minute[] {
  const { requests, attainment, rejected, abandoned, timedOut } = service.intervals;
  return requests.flatMap((_, index) => {
    const count = valueAt(requests, index);
    const from = index * intervalSeconds;
    const to = Math.min(seconds, from + intervalSeconds);
    const shares = attainment.map((column) => column[index]).filter((share) => share !== null);
    const share = shares.length === 0 ? null : Math.min(...shares);
    const failed = valueAt(rejected, index) + valueAt(abandoned, index) + valueAt(timedOut, index);
    const waited = Math.min(count, greatestWithin(service.steps.waiting, from / stepSeconds, to / stepSeconds));
    // What failed is outside every objective already.
    const hurt = share === null ? Math.max(failed, waited) : Math.max(failed, count * (1 - share));
    return hurt < 0.5
      ? []
      : [{ of: service, service: service.name, from, to, requests: count, hurt: Math.round(hurt), share }];
  });
}

function byHurt(one: Minute, other: Minute): number {
  return other.hurt - one.hurt || one.from - other.from || (one.service < other.service ? -1 : 1);
}

function greatestWithin(values: Steps, from: number, to: number): number {
  return greatest(values.slice(Math.floor(from), Math.ceil(to)));
}
