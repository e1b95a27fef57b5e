import { Unreadable } from '../reader';
import { GeneratedTraffic } from './generated';
import { MixedTraffic } from './mix';
import { diurnalLines, type RateLine } from './rate';
import { SpecFields } from './spec-fields';
import { GeneratedTokens } from './tokens';
import type { TokenSource, Traffic, TrafficSource, Users } from './traffic';

/** What the parts of a text that names no seed or duration of its own get. */
export interface TrafficDefaults {
  /** That of the first part; each part after it gets the next greater one, so that no two are alike. */
  readonly seed: number;
  /** How long it lasts. */
  readonly durationMs: number;
}

/** Traffic that comes by itself, or users who wait. */
type Part =
  | { readonly kind: 'traffic'; readonly open: () => Traffic }
  | { readonly kind: 'users'; readonly open: () => Users };

interface ReadPart {
  readonly part: Part;
  readonly durationMs: number;
}

type PartReader = (fields: SpecFields, title: string, defaults: TrafficDefaults) => ReadPart;

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const HOUR_MS = 3_600_000;
/** The mean tokens of prompts and answers of the Azure conversation trace of 2023, and the spread of their logarithms. */
const CONVERSATION = { tokens: [1155, 211], spread: [0.985, 0.859] } as const;

/** The kinds of traffic that can be written, by their names. */
const KINDS: Readonly<Record<string, PartReader>> = {
  constant: (fields, title, defaults) => {
    const rate = fields.rate('rate');
    return generated(fields, title, defaults, defaults.durationMs, (lengthMs) => [{ lengthMs, from: rate, to: rate }]);
  },
  ramp: (fields, title, defaults) => {
    const from = fields.rate('from');
    const to = fields.rate('to');
    const overMs = fields.length('over');
    return generated(fields, title, defaults, overMs, (lengthMs) =>
      shape(lengthMs, [
        { lengthMs: overMs, from, to },
        { lengthMs: Number.POSITIVE_INFINITY, from: to, to },
      ]),
    );
  },
  step: (fields, title, defaults) => {
    const rates = fields.rates('rates');
    const everyMs = fields.length('every');
    const lines = rates.map((rate) => ({ lengthMs: everyMs, from: rate, to: rate }));
    return generated(fields, title, defaults, everyMs * rates.length, (lengthMs) => {
      const last = rates[rates.length - 1];
      return shape(lengthMs, [...lines, { lengthMs: Number.POSITIVE_INFINITY, from: last, to: last }]);
    });
  },
  spike: (fields, title, defaults) => {
    const base = fields.rate('base');
    const peak = fields.rate('peak');
    const atMs = fields.duration('at');
    const forMs = fields.length('for');
    return generated(fields, title, defaults, Math.max(defaults.durationMs, atMs + forMs), (lengthMs) =>
      shape(lengthMs, [
        { lengthMs: atMs, from: base, to: base },
        { lengthMs: forMs, from: peak, to: peak },
        { lengthMs: Number.POSITIVE_INFINITY, from: base, to: base },
      ]),
    );
  },
  diurnal: (fields, title, defaults) => {
    const mean = fields.rate('mean');
    const ratio = fields.number('ratio', 1, Number.POSITIVE_INFINITY, 3);
    const peakHour = fields.number('peak', 0, 24, 14);
    const weekend = fields.number('weekend', 0, Number.POSITIVE_INFINITY, 1);
    const firstDay = DAYS.indexOf(fields.oneOf('start', DAYS, 'monday'));
    return generated(fields, title, defaults, Math.max(defaults.durationMs, 24 * HOUR_MS), (durationMs) =>
      diurnalLines({ mean, ratio, peakHour, weekend, firstDay, durationMs }),
    );
  },
  users: (fields, title, defaults) => {
    const count = fields.integer('count', 1);
    const thinkMs = fields.duration('think', 0);
    const rampMs = fields.duration('ramp', 0);
    const startMs = fields.duration('start', 0);
    const requests = fields.has('requests') ? fields.integer('requests', 1) : undefined;
    const durationMs = fields.length('duration', defaults.durationMs);
    const { tokens } = readTokens(fields, defaults);
    const open = (): Users => ({
      title,
      count,
      startMs,
      endMs: startMs + durationMs,
      rampMs,
      thinkMs,
      requests,
      ...tokens(),
    });
    return { part: { kind: 'users', open }, durationMs: startMs + durationMs };
  },
};

/**
 * Reads what traffic is written as: kinds with their fields, and ` + ` between those that come together, such as
 * `diurnal:mean=45,ratio=3,tokens=1155/211,duration=7d,seed=1 + spike:base=0,peak=90,at=3d,for=10m`.
 */
export function parseTraffic(text: string, defaults: TrafficDefaults): TrafficSource | Unreadable {
  const reasons: string[] = [];
  const parts: ReadPart[] = [];
  text.split('+').forEach((written, place) => {
    const title = written.trim();
    const [name, ...rest] = title.split(':');
    const read = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
    if (read === undefined) {
      reasons.push(`'${name}' must be a kind of traffic, ${Object.keys(KINDS).join(', ')}; write ${EXAMPLE}`);
      return;
    }
    const fields = new SpecFields(name, rest.join(':'));
    // Parts that name no seed of their own must not be the same.
    parts.push(read(fields, title, { ...defaults, seed: defaults.seed + place }));
    fields.end();
    reasons.push(...fields.reasons);
  });
  if (reasons.length > 0) return new Unreadable(reasons);
  return {
    title:
      parts.length === 1
        ? text.trim()
        : text
            .split('+')
            .map((each) => each.trim())
            .join(' + '),
    durationMs: Math.max(...parts.map(({ durationMs }) => durationMs)),
    open: () => {
      const traffic = parts.flatMap(({ part }) => (part.kind === 'traffic' ? [part.open()] : []));
      const users = parts.flatMap(({ part }) => (part.kind === 'users' ? [part.open()] : []));
      if (traffic.length === 0) return { users };
      return { traffic: traffic.length === 1 ? traffic[0] : new MixedTraffic(traffic), users };
    },
  };
}

const EXAMPLE = 'for example constant:rate=4,tokens=1155/211,duration=1h';

/** What all kinds of traffic have that come by themselves. */
function generated(
  fields: SpecFields,
  title: string,
  defaults: TrafficDefaults,
  naturalMs: number,
  lines: (durationMs: number) => Iterable<RateLine>,
): ReadPart {
  const durationMs = fields.length('duration', naturalMs);
  const variation = fields.number('cv', 0, 100, 1);
  const { seed, tokens } = readTokens(fields, defaults);
  const open = () => {
    const shape = lines(durationMs)[Symbol.iterator]();
    return new GeneratedTraffic({ title, lines: shape, variation, seed, ...tokens() });
  };
  return { part: { kind: 'traffic', open }, durationMs };
}

function readTokens(fields: SpecFields, defaults: TrafficDefaults) {
  const [prompt, output] = fields.pair('tokens', 'PROMPT/ANSWER, such as 1155/211', 1, CONVERSATION.tokens);
  const [promptSpread, outputSpread] = fields.pair(
    'spread',
    'the deviations of the logarithms of PROMPT/ANSWER, such as 0.985/0.859, or 0/0 for equal lengths',
    0,
    CONVERSATION.spread,
  );
  const longest = fields.integer('longest', 1, 128_000);
  const seed = fields.integer('seed', 0, defaults.seed);
  const tokens = (): { promptTokens: TokenSource; outputTokens: TokenSource } => ({
    promptTokens: new GeneratedTokens({ mean: prompt, spread: promptSpread, longest }, seed, 4),
    outputTokens: new GeneratedTokens({ mean: output, spread: outputSpread, longest }, seed, 5),
  });
  return { seed, tokens };
}

/** The beginning of a rate, as long as it is to be. */
function* shape(durationMs: number, lines: Iterable<RateLine>): Generator<RateLine> {
  let left = durationMs;
  for (const { lengthMs, from, to } of lines) {
    if (left <= 0) return;
    const taken = Math.min(lengthMs, left);
    if (taken > 0) yield { lengthMs: taken, from, to: taken < lengthMs ? from + ((to - from) * taken) / lengthMs : to };
    left -= taken;
  }
}
