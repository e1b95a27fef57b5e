import { existsSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { findGpu, GPUS } from '../../rehearsal/engine/gpus';
import { type Assertion, parseAssertions } from '../../rehearsal/options/assertions';
import { DURATION_FORM, parseDuration } from '../../rehearsal/options/duration';
import { parseObjectives } from '../../rehearsal/options/objectives';
import { type Price, parsePrices } from '../../rehearsal/options/prices';
import { parseProfile, type RehearsalProfile } from '../../rehearsal/options/profile';
import { Unreadable } from '../../rehearsal/reader';
import type { Objective } from '../../rehearsal/result';
import type { ControllerVersions } from '../../rehearsal/scenarios/scenario';
import { type Axis, parseSweep } from '../../rehearsal/sweep/grammar';

/** The options as they are written. */
export interface RehearseFlags {
  /** File of recorded ticks, one scenario a line; `-` for standard input. @default - manifests are rehearsed */
  readonly scenarios?: string;
  /** File of recorded requests; excludes `traffic` and `metrics`. @default - none is read */
  readonly trace?: string;
  /** Generated traffic, such as `constant:rate=4,duration=1h`. @default - none is made */
  readonly traffic?: string;
  /** File of what somebody measured, in place of traffic. @default - nothing was measured */
  readonly metrics?: string;
  /** What the fields of a trace are called: `time=ts:ms,prompt=in,output=out`. @default - as in a known format */
  readonly columns?: string;
  /** What a line of the trace does that cannot be read: it is passed over, or ends all. @default 'skip' */
  readonly brokenLines?: 'skip' | 'stop';
  /** So many times the requests, above zero. @default - as many as there are */
  readonly scaleRate?: string;
  /** So many times the time for the same requests, above zero. @default - as long as they take */
  readonly scaleTime?: string;
  /** What the pods run on: `CPU` or a GPU of the table. @default - what the profile or the manifests say */
  readonly gpu?: string;
  /** File of a benchmark that the times of the engine are fitted to. @default - they are not fitted */
  readonly calibrate?: string;
  /** Whose HPA controller decides, 1.27 to 1.36. @default - what the profile of `check` says, or 1.35 */
  readonly kubernetes?: string;
  /** Which KEDA decides, 2.14 to 2.20. @default - what the profile of `check` says, or 2.20 */
  readonly keda?: string;
  /** The only service to rehearse: `name` or `namespace/name`. @default - all that have a scaler */
  readonly service?: string;
  /** File of what manifests do not say, read by `parseProfile`. @default - no file is read */
  readonly profile?: string;
  /** Lists of bounds on latencies: `ttft-p95=2s,tpot-p95=80ms`. @default - none */
  readonly slo?: readonly string[];
  /** Lists of what a GPU costs: `GPU=2.5/h`, or by pool. @default - nothing is said of cost */
  readonly price?: readonly string[];
  /** How long to rehearse, such as `12h`. @default - to the end of the metrics, or until replicas have come down */
  readonly until?: string;
  /** Wall-clock time at the beginning, a day or ISO 8601 with a zone. @default 2024-01-01T00:00:00Z */
  readonly start?: string;
  /** What random numbers are made from: a whole number. @default 1 */
  readonly seed?: string;
  /** Replicas at the beginning, 0 to 10000. @default - what metrics or manifests say, or the minimum */
  readonly replicas?: string;
  /** Form of the report. @default - by the extension of `out`, else `terminal` */
  readonly format?: Format;
  /** File that the report is written to. @default - standard output */
  readonly out?: string;
  /** Lists of what has to hold, else the exit code is 1: `slo>=99%, gpu-hours<=40`. @default - nothing has to */
  readonly assert?: readonly string[];
  /** Paths of manifests to compare with. @default - nothing is compared */
  readonly before?: readonly string[];
  /** Values of which every combination is rehearsed: `target=2..16`. @default - the policy as it is */
  readonly sweep?: string;
  /** Whether mistakes of the policies are looked for, with traffic of their own. @default false */
  readonly findings?: boolean;
  /** Threads of a sweep, 1 to 256. @default - one for each core, or fewer for few policies */
  readonly workers?: string;
}

export const FORMATS = ['terminal', 'json', 'html', 'markdown', 'svg'] as const;
export type Format = (typeof FORMATS)[number];

/** The options as they are meant. */
export interface Asked {
  /** Bounds on latencies; empty without `--slo`. */
  readonly objectives: readonly Objective[];
  /** What GPUs cost; empty without `--price`. */
  readonly prices: readonly Price[];
  /** How long to rehearse; nothing where the traffic, or what was measured, decides. */
  readonly untilSeconds: number | undefined;
  /** Wall-clock time at second 0, as ISO 8601 in UTC; nothing for that of the library. */
  readonly startsAt: string | undefined;
  /** What random numbers are made from. */
  readonly seed: number;
  /** Replicas at the beginning; nothing leaves them to the manifests. */
  readonly replicas: number | undefined;
  /** So many times the requests, and the time; nothing where they stay as they are. */
  readonly scale: { readonly rate: number | undefined; readonly time: number | undefined };
  /** What `--profile` says, and over it `--gpu`, `--kubernetes` and `--keda`. */
  readonly profile: RehearsalProfile;
  /** What has to hold of the result; in a sweep, of one policy at least. */
  readonly assertions: readonly Assertion[];
  /** The parameters that a sweep changes; nothing without `--sweep`. */
  readonly axes: readonly Axis[] | undefined;
  /** Threads of the sweep; nothing lets cores and policies decide. */
  readonly workers: number | undefined;
  /** Form of the report, from `--format` or the name of the file. */
  readonly format: Format;
}

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  '.html': 'html',
  '.htm': 'html',
  '.svg': 'svg',
  '.md': 'markdown',
  '.json': 'json',
};
const LARGEST_SEED = 2 ** 32 - 1;
const MOST_WORKERS = 256;

/** The options that bring traffic. */
export const TRAFFIC = '--trace FILE or --traffic SPEC (such as constant:rate=4,duration=1h)';
/** The options that bring traffic, or something in its place. */
const TRAFFIC_OR_METRICS = '--trace FILE, --traffic SPEC (such as constant:rate=4,duration=1h) or --metrics FILE';

/**
 * Reads the options, and says everything that is wrong with them at once.
 *
 * @param sources what to give where nothing is asked of the service @default - traffic or metrics
 */
export function readOptions(flags: RehearseFlags, sources = TRAFFIC_OR_METRICS): Asked | Unreadable {
  const reasons: string[] = [];
  const take = <T>(option: string, read: T | Unreadable, instead: T): T => {
    if (!(read instanceof Unreadable)) return read;
    reasons.push(...read.reasons.map((reason) => `${option}: ${reason}`));
    return instead;
  };
  const takeNamed = <T>(read: T | Unreadable, instead: T): T => {
    if (!(read instanceof Unreadable)) return read;
    reasons.push(...read.reasons);
    return instead;
  };
  const list = <T>(
    option: string,
    texts: readonly string[] = [],
    parse: (text: string) => readonly T[] | Unreadable,
  ) => (texts.length === 0 ? [] : take(option, parse(texts.join(',')), []));
  const asked: Asked = {
    objectives: list('--slo', flags.slo, parseObjectives),
    prices: list('--price', flags.price, parsePrices),
    assertions: list('--assert', flags.assert, parseAssertions),
    axes: flags.sweep === undefined ? undefined : take('--sweep', parseSweep(flags.sweep), []),
    untilSeconds: take('--until', until(flags.until), undefined),
    startsAt: take('--start', startOf(flags.start), undefined),
    seed: take('--seed', whole(flags.seed, 0, LARGEST_SEED), undefined) ?? 1,
    replicas: take('--replicas', whole(flags.replicas, 0, 10_000), undefined),
    scale: {
      rate: take('--scale-rate', factor(flags.scaleRate), undefined),
      time: take('--scale-time', factor(flags.scaleTime), undefined),
    },
    profile: takeNamed(profileOf(flags), {}),
    workers: take('--workers', whole(flags.workers, 1, MOST_WORKERS), undefined),
    format: flags.format ?? BY_EXTENSION[extname(flags.out ?? '').toLowerCase()] ?? 'terminal',
  };
  reasons.push(...(flags.findings === true ? withoutEffect(flags) : contradictions(flags, asked, sources)));
  return reasons.length > 0 ? new Unreadable(reasons) : asked;
}

/** What is about traffic, or about rehearsals with it: the rehearsals of `--findings` are its own. */
const NOT_OF_FINDINGS = [
  'trace',
  'traffic',
  'metrics',
  'columns',
  'scaleRate',
  'scaleTime',
  'service',
  'calibrate',
  'slo',
  'price',
  'until',
  'start',
  'replicas',
  'seed',
  'before',
  'sweep',
  'workers',
  'assert',
] as const satisfies readonly (keyof RehearseFlags)[];

/** What says nothing beside `--findings`. */
function withoutEffect(flags: RehearseFlags): string[] {
  const given = NOT_OF_FINDINGS.filter((name) => flags[name] !== undefined);
  const options = given.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  return options.length === 0 ? [] : [`--findings brings rehearsals of its own; leave ${options.join(', ')} out`];
}

/** What does not go together, or is missing. */
function contradictions(flags: RehearseFlags, { assertions, objectives, format }: Asked, sources: string): string[] {
  const reasons: string[] = [];
  const given = (['trace', 'traffic', 'metrics'] as const).filter((name) => flags[name] !== undefined);
  if (given.length === 0) reasons.push(`nothing is asked of the service; give ${sources}`);
  if (given.length > 1)
    reasons.push(`${given.map((name) => `--${name}`).join(' and ')} exclude each other; give one of them`);
  if (flags.before !== undefined && flags.before.length > 0 && flags.sweep !== undefined)
    reasons.push('--before and --sweep exclude each other; compare two policies, or sweep one');
  if (flags.workers !== undefined && flags.sweep === undefined) reasons.push('--workers is of use with --sweep only');
  const { out = '' } = flags;
  const extension = extname(out);
  if (format === 'markdown' && extension.toLowerCase() === '.svg')
    reasons.push(
      `--out: '${out}' is where the picture of the Markdown goes; give the text another name, such as ${basename(out, extension)}.md`,
    );
  const asksForSlo = assertions.some(({ measure }) => measure.name === 'slo');
  if (asksForSlo && objectives.length === 0 && (flags.slo ?? []).length === 0)
    reasons.push(
      '--assert: slo is the share of requests within the objectives, and there are none; give --slo, such as --slo ttft-p95=2s',
    );
  if (assertions.some(({ measure }) => measure.name === 'cost') && (flags.price ?? []).length === 0)
    reasons.push('--assert: there is no cost without a price; give --price, such as --price GPU=2.5/h');
  return reasons;
}

function until(text: string | undefined): number | undefined | Unreadable {
  if (text === undefined) return undefined;
  const seconds = parseDuration(text);
  return seconds === undefined || seconds === 0 ? new Unreadable([`'${text}' must be ${DURATION_FORM}`]) : seconds;
}

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

function startOf(text: string | undefined): string | undefined | Unreadable {
  if (text === undefined) return undefined;
  const at = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return new Unreadable([`'${text}' must be a time, such as 2026-01-05T08:00:00Z or 2026-01-05`]);
  return new Date(at).toISOString();
}

/** A number of an option that must be whole. */
export function wholeNumber(
  option: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined | Unreadable {
  const read = whole(text, least, most);
  return read instanceof Unreadable ? new Unreadable(read.reasons.map((reason) => `${option}: ${reason}`)) : read;
}

function factor(text: string | undefined): number | undefined | Unreadable {
  if (text === undefined) return undefined;
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return number > 0 ? number : new Unreadable([`'${text}' must be a number above zero, such as 1.5`]);
}

/** Whose controllers are rehearsed, as far as the options say. */
export function versionsOf({ kubernetes, keda }: RehearseFlags): ControllerVersions | Unreadable {
  const reasons = [];
  if (kubernetes !== undefined && !/^1\.(2[7-9]|3[0-6])$/.test(kubernetes))
    reasons.push(`--kubernetes: '${kubernetes}' must be a version from 1.27 to 1.36, such as 1.35`);
  if (keda !== undefined && !/^2\.(1[4-9]|20)$/.test(keda))
    reasons.push(`--keda: '${keda}' must be a version from 2.14 to 2.20, such as 2.17`);
  return reasons.length > 0 ? new Unreadable(reasons) : { kubernetes, keda };
}

/** The file of what manifests do not say, and what options say of the same. */
function profileOf(flags: RehearseFlags): RehearsalProfile | Unreadable {
  const { profile: file, gpu } = flags;
  const versions = versionsOf(flags);
  if (versions instanceof Unreadable) return versions;
  if (gpu !== undefined && findGpu(gpu) === undefined && gpu.toUpperCase() !== 'CPU')
    return new Unreadable([
      `--gpu: '${gpu}' is not known; use CPU or one of ${GPUS.map(({ name }) => name).join(', ')}`,
    ]);
  const named = (read: RehearsalProfile): RehearsalProfile => ({
    ...read,
    ...(gpu !== undefined && { replica: { ...read.replica, gpu } }),
    ...(versions.kubernetes !== undefined && { kubernetesVersion: versions.kubernetes }),
    ...(versions.keda !== undefined && { kedaVersion: versions.keda }),
  });
  if (file === undefined) return named({});
  if (!existsSync(file)) return new Unreadable([`--profile: '${file}' is not there`]);
  const read = parseProfile(readFileSync(file, 'utf8'));
  return read instanceof Unreadable
    ? new Unreadable(read.reasons.map((reason) => `--profile: ${file}: ${reason}`))
    : named(read);
}

function whole(text: string | undefined, least: number, most: number): number | undefined | Unreadable {
  if (text === undefined) return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  return new Unreadable([`'${text}' must be a whole number from ${least} to ${most}`]);
}
