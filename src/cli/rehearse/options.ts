import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { findGpu, GPUS } from '../../rehearsal/engine/gpus';
import { parseAssertions } from '../../rehearsal/options/assertions';
import { DURATION_FORM, parseDuration } from '../../rehearsal/options/duration';
import { parseObjectives } from '../../rehearsal/options/objectives';
import { parsePrices } from '../../rehearsal/options/prices';
import { parseProfile, type RehearsalProfile } from '../../rehearsal/options/profile';
import { Unreadable } from '../../rehearsal/reader';
import type { ControllerVersions } from '../../rehearsal/scenarios/scenario';
import { parseSweep } from '../../rehearsal/sweep/grammar';
import { contradictions, withoutEffect } from './contradictions';
import type { Asked, Format, RehearseFlags } from './flags';

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
