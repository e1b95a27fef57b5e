import { existsSync } from 'node:fs';
import { Unreadable } from '../reader';
import { parseMapping } from '../trace/mapping';
import { PassedOnTraffic } from '../trace/passed-on';
import { ScaledTraffic } from '../trace/scale';
import { parseTraffic } from '../trace/spec';
import { openTrace } from '../trace/trace-file';
import type { RequestBatch, Traffic, TrafficSource } from '../trace/traffic';

/** What traffic is asked for: plain data, so that every thread can open it. */
export interface TrafficOrder {
  /** Generated traffic, as it is written. @default - none; then `trace` is needed */
  readonly spec?: string;
  /** The file of a trace, which is only looked at without a `spec`. @default - none; then `spec` is needed */
  readonly trace?: string;
  /** The fields of a trace, such as `time=ts:ms,prompt=in,output=out`. @default - those of a known format */
  readonly columns?: string;
  /** What a line of the trace does that cannot be read. @default 'skip' */
  readonly broken?: 'skip' | 'stop';
  /** So many times the requests, and the time; users have no scale. @default 1 */
  readonly scale?: { readonly rate?: number; readonly time?: number };
  /** The seed where the spec names none; a scale repeats and leaves out requests by it, too. */
  readonly seed: number;
  /** How long it lasts where the spec does not say. */
  readonly durationMs: number;
}

/** Opens the traffic. */
export function openOrder(order: TrafficOrder): TrafficSource | Unreadable {
  const { spec, trace = '', seed, durationMs } = order;
  const source =
    spec === undefined ? openFile(trace, order) : named('--traffic', parseTraffic(spec, { seed, durationMs }));
  if (source instanceof Unreadable) return source;
  const reasons = spec === undefined ? [] : unscalable(spec, source, order);
  return reasons.length > 0 ? new Unreadable(reasons) : scaled(source, order);
}

function openFile(trace: string, { columns, broken }: TrafficOrder): TrafficSource | Unreadable {
  if (!existsSync(trace)) return new Unreadable([`--trace: '${trace}' is not there`]);
  const mapping = columns === undefined ? undefined : named('--columns', parseMapping(columns));
  return mapping instanceof Unreadable ? mapping : named('--trace', openTrace(trace, { mapping, broken }));
}

/** Users ask when they have their answers: no factor would hold for them. */
function unscalable(spec: string, source: TrafficSource, { scale: { rate, time } = {} }: TrafficOrder): string[] {
  const asked = [...(rate === undefined ? [] : ['--scale-rate']), ...(time === undefined ? [] : ['--scale-time'])];
  if (asked.length === 0 || (source.open().users ?? []).length === 0) return [];
  return asked.map(
    (option) =>
      `${option}: '${spec}' has users, who wait for their answers and cannot be scaled; write another count, think or duration instead`,
  );
}

function scaled(source: TrafficSource, { scale: { rate, time } = {}, seed }: TrafficOrder): TrafficSource {
  if (rate === undefined && time === undefined) return source;
  const asked = [
    ...(rate === undefined ? [] : [`${rate} times the requests`]),
    ...(time === undefined ? [] : [`${time} times the time`]),
  ];
  return {
    title: [source.title, ...asked].join(', '),
    durationMs: source.durationMs === undefined ? undefined : source.durationMs * (time ?? 1),
    open: () => {
      const { traffic, ...rest } = source.open();
      return { ...rest, traffic: traffic && new ScaledTraffic(traffic, { rate, time, seed }) };
    },
  };
}

function named<T>(option: string, read: T | Unreadable): T | Unreadable {
  return read instanceof Unreadable ? new Unreadable(read.reasons.map((reason) => `${option}: ${reason}`)) : read;
}

/** So many requests are kept; more are made or read anew each time. */
const MOST_KEPT = 8_000_000;

/**
 * The same traffic for rehearsals one after the other: what one of them has made or read is kept for the next, and the
 * source is opened again only for more than can be kept. Users who wait for answers are not kept: what they ask depends
 * on what they get.
 */
export function kept(source: TrafficSource): TrafficSource {
  let tape: Tape | undefined;
  let hasUsers = false;
  return {
    ...source,
    open: () => {
      if (tape !== undefined && !tape.isFull && !hasUsers) return { traffic: new Replay(tape) };
      const { traffic, ...rest } = source.open();
      if (traffic === undefined) return rest;
      hasUsers = (rest.users ?? []).length > 0;
      if (tape === undefined || tape.isFull) tape = new Tape(traffic);
      return { ...rest, traffic: new Replay(tape) };
    },
  };
}

/** What has been made or read of a traffic so far. */
class Tape {
  isFull = false;
  private readonly batches: RequestBatch[] = [];
  private count = 0;

  constructor(readonly traffic: Traffic) {}

  /** The batch at a place: a kept one, or the next one of the traffic. */
  at(place: number): RequestBatch | undefined {
    if (place < this.batches.length) return this.batches[place];
    const batch = this.traffic.next();
    this.count += batch?.count ?? 0;
    this.isFull = this.count > MOST_KEPT;
    if (this.isFull) this.batches.length = 0;
    else if (batch !== undefined) this.batches.push(copyOf(batch));
    return batch;
  }
}

class Replay extends PassedOnTraffic {
  private place = 0;

  constructor(private readonly tape: Tape) {
    super(tape.traffic);
  }

  next(): RequestBatch | undefined {
    this.place += 1;
    return this.tape.at(this.place - 1);
  }
}

function copyOf({ count, arrivalMs, promptTokens, outputTokens }: RequestBatch): RequestBatch {
  return {
    count,
    arrivalMs: arrivalMs.slice(0, count),
    promptTokens: promptTokens.slice(0, count),
    outputTokens: outputTokens.slice(0, count),
  };
}
