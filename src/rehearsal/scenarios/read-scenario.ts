import type { Fields } from '../../stack/fields';
import { isAbsent, Reader, Unreadable } from '../reader';
import type { HpaScenario, HpaTick, KedaScenario, KedaTick } from './scenario';

/** What Kubernetes does where a scenario says nothing. */
const DEFAULT_RESYNC_SECONDS = 15;
const DEFAULT_DOWNSCALE_SECONDS = 300;
/** A world is there half a second before the controller looks at it, at least. */
const LEAST_RESYNC_SECONDS = 0.501;
/** What is wrong with a thousand ticks is the same thing a thousand times. */
const MOST_REASONS = 5;

/** Judges the form of a scenario of a HorizontalPodAutoscaler; its spec is read by its controller's own reader. */
export function readHpaScenario(value: unknown): HpaScenario | Unreadable {
  const reader = new Reader();
  const fields = reader.fields(value, 'scenario');
  const ticks = reader.list(fields.ticks, 'ticks').map((tick, index) => readHpaTick(reader, tick, `ticks[${index}]`));
  const needsRequests = JSON.stringify(fields.spec ?? '').includes('averageUtilization');
  return answerOf(reader, {
    id: readId(reader, fields),
    initial: readCount(reader, fields.initial, 'initial'),
    requestMilli: readAmount(reader, fields.requestMilli, 'requestMilli', needsRequests ? undefined : 0),
    resyncSeconds: readSeconds(
      reader,
      fields.resyncSeconds,
      'resyncSeconds',
      DEFAULT_RESYNC_SECONDS,
      LEAST_RESYNC_SECONDS,
    ),
    downscaleSeconds: readSeconds(reader, fields.downscaleSeconds, 'downscaleSeconds', DEFAULT_DOWNSCALE_SECONDS, 0),
    spec: fields.spec,
    ticks,
  });
}

/** The same of a scenario of a ScaledObject. */
export function readKedaScenario(value: unknown): KedaScenario | Unreadable {
  const reader = new Reader();
  const fields = reader.fields(value, 'scenario');
  return answerOf(reader, {
    id: readId(reader, fields),
    initial: readCount(reader, fields.initial, 'initial'),
    scaledObject: fields.scaledObject,
    annotations: reader.optionalFields(fields.annotations, 'annotations'),
    ticks: reader.list(fields.ticks, 'ticks').map((tick, index) => readKedaTick(reader, tick, `ticks[${index}]`)),
  });
}

/** What is wrong with a scenario and with the spec that it holds, in one. */
export function bothReasons(scenario: unknown, policy: unknown): Unreadable {
  return new Unreadable([scenario, policy].flatMap((each) => (each instanceof Unreadable ? each.reasons : [])));
}

function answerOf<T>(reader: Reader, scenario: T): T | Unreadable {
  const { reasons } = reader;
  if (reasons.length === 0) return scenario;
  const more = reasons.length - MOST_REASONS;
  return new Unreadable(more > 0 ? [...reasons.slice(0, MOST_REASONS), `and ${more} more`] : reasons);
}

function readHpaTick(reader: Reader, value: unknown, path: string): HpaTick {
  const fields = reader.fields(value, path);
  return {
    values: readLists(
      reader,
      fields.values,
      `${path}.values`,
      (item) => item === null || isMilli(item),
      'a whole number',
    ),
    errors: readNames(reader, fields.errors, `${path}.errors`),
    unready: readCount(reader, fields.unready, `${path}.unready`, 0),
    pending: readCount(reader, fields.pending, `${path}.pending`, 0),
  };
}

function readKedaTick(reader: Reader, value: unknown, path: string): KedaTick {
  const fields = reader.fields(value, path);
  return {
    series: readLists(
      reader,
      fields.series,
      `${path}.series`,
      (item): item is number => typeof item === 'number',
      'a number',
    ),
    errors: readNames(reader, fields.errors, `${path}.errors`),
  };
}

function isMilli(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 63;
}

/** Lists by name, all of whose items are of one sort. */
function readLists<T>(
  reader: Reader,
  value: unknown,
  path: string,
  isItem: (item: unknown) => item is T,
  sort: string,
): Readonly<Record<string, readonly T[]>> {
  const lists = reader.optionalFields(value, path);
  for (const [name, list] of Object.entries(lists)) {
    const wrong = reader.list(list, `${path}.${name}`).findIndex((item) => !isItem(item));
    if (wrong >= 0)
      reader.refuse(`${path}.${name}[${wrong}]`, (list as unknown[])[wrong], `must be ${sort}`, undefined);
  }
  return lists as Record<string, readonly T[]>;
}

function readNames(reader: Reader, value: unknown, path: string): readonly string[] {
  return reader.list(value, path).map((name, index) => reader.text(name, `${path}[${index}]`));
}

function readId(reader: Reader, { id }: Fields): number | string {
  return typeof id === 'number' || typeof id === 'string'
    ? id
    : reader.refuse('id', id, 'must be a number or a text', 0);
}

function readCount(reader: Reader, value: unknown, path: string, fallback?: number): number {
  const count = reader.integer(value, path, fallback);
  return count >= 0 ? count : reader.refuse(path, value, 'must be at least 0', 0);
}

function readAmount(reader: Reader, value: unknown, path: string, fallback?: number): number {
  if (isAbsent(value) && fallback !== undefined) return fallback;
  return isMilli(value) && value >= 0 ? value : reader.refuse(path, value, 'must be a whole number of thousandths', 0);
}

function readSeconds(reader: Reader, value: unknown, path: string, fallback: number, least: number): number {
  if (isAbsent(value)) return fallback;
  if (typeof value === 'number' && value >= least && value <= Number.MAX_SAFE_INTEGER / 1e6) return value;
  return reader.refuse(path, value, `must be a number of seconds, at least ${least}`, fallback);
}
