import { judge, parseAssertions, type Verdict } from '../options/assertions';
import { parseDuration } from '../options/duration';
import { parseObjectives } from '../options/objectives';
import { parsePrices } from '../options/prices';
import type { RehearseOptions } from '../options/rehearse-options';
import { Unreadable } from '../reader';
import { rehearse } from '../rehearse';
import { renderTerminal } from '../report/terminal';
import { verdictText } from '../report/verdict-text';
import type { RehearsalResult } from '../result';
import type { Manifests } from '../stack/manifests';
import { parseTraffic } from '../trace/spec';
import type { TrafficSource } from '../trace/traffic';

/** What `toRehearse` goes by: the options of the command, as texts, beside those of the library. */
export interface ToRehearseOptions extends Omit<RehearseOptions, 'traffic' | 'objectives' | 'prices' | 'untilSeconds'> {
  /** The traffic, such as `constant:rate=4,duration=1h`, or a source of your own. */
  readonly traffic: string | TrafficSource;
  /** Objectives, such as `ttft-p95=2s,tpot-p95=80ms`. @default - none */
  readonly slo?: string;
  /** Prices, such as `GPU=2.5/h`. @default - nothing is said of cost */
  readonly price?: string;
  /** How long, such as `1h`. @default - until the traffic is over and the replicas have come down again */
  readonly until?: string;
  /** What has to hold, such as `slo>=99%, gpu-hours<=40`. @default - every objective is met */
  readonly assert?: string;
}

/** What a matcher answers. */
export interface MatcherResult {
  /** Whether everything holds; Jest turns it around after `.not`. What cannot be rehearsed fails both ways. */
  readonly pass: boolean;
  /** Called by Jest only when the test fails: the compact view of the rehearsal, or why there was none. */
  readonly message: () => string;
}

/** What Jest gives a matcher as `this`, as far as it matters here. */
export interface MatcherContext {
  /** Whether it was called after `.not`. @default - it was not */
  readonly isNot?: boolean;
}

/** A chart of cdk8s, or anything else that gives its manifests. */
interface GivesManifests {
  toJson(): object[];
}

const WIDTH = 100;
const HOUR_MS = 3_600_000;

/**
 * `expect(chart).toRehearse({ traffic, slo })`: rehearses a chart, or manifests as text or objects. It passes when what
 * is asserted holds, or without assertions when every objective is met; its message shows the compact view.
 */
export function toRehearse(this: MatcherContext, received: unknown, options: ToRehearseOptions): MatcherResult {
  const read = readOptions(options);
  const outcome = read instanceof Unreadable ? read : rehearse(manifestsOf(received), read.options);
  if (read instanceof Unreadable || outcome instanceof Unreadable) {
    const { reasons } = outcome as Unreadable;
    // What cannot be rehearsed fails with and without `.not`.
    return { pass: this.isNot === true, message: () => `cannot be rehearsed:\n${list(reasons)}` };
  }
  const verdicts = read.assertions.map((assertion) => judge(assertion, outcome.totals));
  const pass =
    verdicts.every(({ holds }) => holds) &&
    (options.assert !== undefined || outcome.totals.attainment.every(({ isMet }) => isMet));
  return { pass, message: () => messageOf(outcome, verdicts, pass) };
}

function readOptions({ traffic, slo, price, until, assert, ...rest }: ToRehearseOptions) {
  const objectives = slo === undefined ? [] : parseObjectives(slo);
  const prices = price === undefined ? [] : parsePrices(price);
  const assertions = assert === undefined ? [] : parseAssertions(assert);
  const untilSeconds =
    until === undefined
      ? undefined
      : (parseDuration(until) ?? new Unreadable([`'until' (${until}) must be a duration, such as 1h`]));
  const durationMs = typeof untilSeconds === 'number' ? untilSeconds * 1000 : HOUR_MS;
  const source = typeof traffic === 'string' ? parseTraffic(traffic, { seed: rest.seed ?? 1, durationMs }) : traffic;
  const reasons = [objectives, prices, assertions, untilSeconds, source].flatMap((each) =>
    each instanceof Unreadable ? each.reasons : [],
  );
  if (slo === undefined && assert === undefined)
    reasons.push("nothing is asserted; give 'slo', such as 'ttft-p95=2s', or 'assert'");
  if (
    objectives instanceof Unreadable ||
    prices instanceof Unreadable ||
    assertions instanceof Unreadable ||
    untilSeconds instanceof Unreadable ||
    source instanceof Unreadable ||
    reasons.length > 0
  )
    return new Unreadable(reasons);
  const options: RehearseOptions = { ...rest, traffic: source, objectives, prices, untilSeconds };
  return { options, assertions };
}

function manifestsOf(received: unknown): Manifests {
  if (typeof received === 'object' && received !== null && typeof (received as GivesManifests).toJson === 'function')
    return (received as GivesManifests).toJson();
  return typeof received === 'string' || (typeof received === 'object' && received !== null) ? received : '';
}

function messageOf(result: RehearsalResult, verdicts: readonly Verdict[], pass: boolean): string {
  const unmet = result.totals.attainment
    .filter(({ isMet }) => !isMet)
    .map(({ objective }) => `${objective.name} is not met`);
  const failing = [...verdicts.filter(({ holds }) => !holds).map(verdictText), ...(verdicts.length === 0 ? unmet : [])];
  const head = pass ? 'the rehearsal was not to hold, and does' : `the rehearsal does not hold:\n${list(failing)}`;
  return `${head}\n\n${renderTerminal(result, { width: WIDTH, hasColors: false }, verdicts)}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}`).join('\n');
}
