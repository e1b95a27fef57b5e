import type { RehearsalResult, ScalerMetric, ScalerResult, ServiceResult, Steps } from '../result';
import { formatSpan, formatValue } from './format';
import { type Shortage, shortagesOf } from './shortage';
import { momentLabel } from './time-label';
import { valueAt } from './value-at';

/** Why users had to wait. */
export interface Explanation {
  /** The rule that held most replicas back, in two or three words. */
  readonly rule: string;
  /** What happened, sentence by sentence. */
  readonly sentences: readonly string[];
  /** What would have helped, for each rule that held replicas back. */
  readonly fixes: readonly string[];
}

/** What is judged of a stretch of time, in seconds. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How far back a cause is looked for. */
const LOOK_BACK_SECONDS = 3600;
/** A scale-in this short before explains why there are too few. */
const SCALED_IN_SECONDS = 900;
/** The metrics ask for more so shortly after: their path is the delay. */
const SIGNAL_SECONDS = 180;
const TOLERANCE = 0.1;
const MOST_CAUSES = 3;
/** A cause that took away so small a share of what the first one did is not worth a sentence. */
const SMALL = 0.02;

/** Explains a minute from what the scalers wanted, what was left of it, and what of it was there. */
export function explain(service: ServiceResult, result: RehearsalResult, { from, to }: Stretch): Explanation {
  const { stepSeconds } = result;
  const last = Math.max(0, Math.min(result.seconds, to) / stepSeconds - 1);
  const end = Math.floor(last);
  const begin = queueSince(service.steps.waiting, Math.floor(from / stepSeconds), end, LOOK_BACK_SECONDS / stepSeconds);
  const when = (step: number) => momentLabel(step * stepSeconds, result.seconds, result.startsAt);
  const all = shortagesOf(service, begin, end, stepSeconds);
  const shortages = all
    .filter(({ replicaSeconds }) => replicaSeconds >= SMALL * all[0].replicaSeconds)
    .slice(0, MOST_CAUSES);
  const rescaled = scaledInBefore(service, result, from);
  const sentences = [situation(service, end, begin, when)];
  if (rescaled) sentences.push(rescaled.sentence);
  sentences.push(...shortages.map((each) => sentenceOf(each, service, result, end)));
  if (shortages.length > 0) {
    const fixes = [...new Set([...(rescaled ? [rescaled.fix] : []), ...shortages.map(({ cause }) => cause.fix)])];
    return { rule: shortages[0].cause.rule, sentences, fixes };
  }
  const silent = unasked(service, result, end);
  return {
    rule: rescaled ? 'scaled in before' : silent.rule,
    sentences: [...sentences, silent.sentence],
    fixes: [...(rescaled ? [rescaled.fix] : []), silent.fix],
  };
}

/** The step from which on somebody has waited without a break. */
function queueSince(waiting: Steps, from: number, end: number, most: number): number {
  let step = from;
  while (step > 0 && step > end - most && valueAt(waiting, step - 1) > 0) step -= 1;
  return step;
}

function situation({ steps }: ServiceResult, end: number, begin: number, when: (step: number) => string): string {
  const waiting = valueAt(steps.waiting, end);
  const [ready, wanted] = [valueAt(steps.ready, end), valueAt(steps.specReplicas, end)];
  const replicas = `${ready} of ${wanted} ${wanted === 1 ? 'replica' : 'replicas'} ready`;
  return waiting > 0
    ? `${replicas}, ${formatValue(waiting, 'count')} ${waiting === 1 ? 'request' : 'requests'} waiting, a queue since ${when(begin)}`
    : replicas;
}

/** The last scale-in of the service, if it is not long ago and was not taken back. */
function scaledInBefore({ scalers }: ServiceResult, { decisions, seconds, startsAt }: RehearsalResult, at: number) {
  const ours = new Set(scalers.map(({ namespace, name }) => `${namespace}/${name}`));
  const changes = decisions.filter(
    (each) => ours.has(each.object) && each.at <= at && each.at > at - SCALED_IN_SECONDS && each.from !== each.to,
  );
  const before = changes.filter(({ from, to }) => from !== null && to !== null).at(-1);
  if (!before || before.from === null || before.to === null || before.to > before.from) return undefined;
  const sentence = `${before.controller} ${before.object} had scaled in from ${before.from} to ${before.to} at ${momentLabel(before.at, seconds, startsAt)}`;
  return {
    sentence,
    fix: 'keep replicas longer: a longer behavior.scaleDown.stabilizationWindowSeconds, or a slower scaleDown policy',
  };
}

function sentenceOf(
  { cause, reason, scaler, seconds }: Shortage,
  service: ServiceResult,
  result: RehearsalResult,
  end: number,
): string {
  const time = `for ${formatSpan(seconds)}`;
  if (scaler && reason) {
    const wanted = scaler.wanted[end];
    const asked =
      wanted === null || wanted === undefined
        ? ''
        : `; at last the metrics asked for ${wanted}, and it left ${scaler.desired[end] ?? '–'}`;
    return `${scaler.kind} ${scaler.name} was held back ${time} by ${cause.what} (${reason})${asked}`;
  }
  const isPending = cause.rule.startsWith('pending');
  const count = valueAt(isPending ? service.steps.pending : service.steps.starting, end);
  const pools = isPending ? poolsAt(result, end) : '';
  return `There were ${cause.what} ${time}; at last ${count}${pools}`;
}

function poolsAt({ pools }: RehearsalResult, end: number): string {
  const told = pools.map(({ name, nodes, starting }) => {
    const [ready, coming] = [valueAt(nodes, end), valueAt(starting, end)];
    return `pool ${name} had ${ready} ${ready === 1 ? 'node' : 'nodes'}${coming > 0 ? ` and ${coming} starting` : ' and none starting'}`;
  });
  return told.length === 0 ? '' : ` (${told.join(', ')})`;
}

/** Nothing held replicas back: no more were asked for. */
function unasked({ scalers }: ServiceResult, result: RehearsalResult, end: number) {
  const scaler = scalers[0];
  if (scaler === undefined)
    return { rule: 'no scaler', sentence: 'nothing scales it', fix: 'add a scaler, or more replicas' };
  const later = askedLater(scaler, end, Math.ceil(SIGNAL_SECONDS / result.stepSeconds));
  if (later !== undefined) {
    const delay = formatSpan((later - end) * result.stepSeconds);
    return {
      rule: 'signal delay',
      sentence: `the metrics asked for more only ${delay} later: scraping, rules, the adapter and the controller's own interval take time`,
      fix: 'shorten the scrape and polling intervals, or scale on a metric that rises earlier',
    };
  }
  const metric = nearestToTarget(scaler, end);
  const value = metric?.values[end];
  if (metric === undefined || value === null || value === undefined)
    return { rule: 'not asked for', sentence: 'its metrics asked for no more', fix: 'see what the metrics say' };
  const reading = `${metric.name} was ${formatValue(value, 'count')} of its target ${formatValue(metric.target, 'count')}`;
  if (value > metric.target && value <= metric.target * (1 + TOLERANCE))
    return {
      rule: 'tolerance',
      sentence: `${reading}: within the tolerance, so nothing changed`,
      fix: 'lower the target a little, or set behavior.scaleUp.tolerance (Kubernetes 1.35)',
    };
  return {
    rule: 'target too high',
    sentence: `${reading}, so no more replicas were asked for`,
    fix: 'lower the target, or add a metric that rises when requests wait',
  };
}

function askedLater({ wanted, desired }: ScalerResult, end: number, most: number): number | undefined {
  for (let k = end + 1; k <= end + most && k < wanted.length; k += 1)
    if (valueAt(wanted, k) > valueAt(desired, end)) return k;
  return undefined;
}

function nearestToTarget({ metrics }: ScalerResult, end: number): ScalerMetric | undefined {
  const load = (metric: ScalerMetric) => valueAt(metric.values, end) / metric.target;
  return [...metrics].sort((one, other) => load(other) - load(one))[0];
}
