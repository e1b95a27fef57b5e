import { existsSync } from 'node:fs';
import { Unreadable } from '../reader';
import { parseMapping } from '../trace/mapping';
import { PassedOnTraffic } from '../trace/passed-on';
import { ScaledTraffic } from '../trace/scale';
import { parseTraffic } from '../trace/spec';
import { openTrace } from '../trace/trace-file';
import type { RequestBatch, TrafficSource } from '../trace/traffic';

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
  /** So many times the requests, and the time. @default 1 */
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
  return source instanceof Unreadable ? source : scaled(source, order);
}

function openFile(trace: string, { columns, broken }: TrafficOrder): TrafficSource | Unreadable {
  if (!existsSync(trace)) return new Unreadable([`--trace: '${trace}' is not there`]);
  const mapping = columns === undefined ? undefined : named('--columns', parseMapping(columns));
  return mapping instanceof Unreadable ? mapping : named('--trace', openTrace(trace, { mapping, broken }));
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
 * The same traffic, which is made or read once and kept for those who rehearse it many times. Users who wait for answers
 * are not kept: what they ask depends on what they get.
 */
export function kept(source: TrafficSource): TrafficSource {
  let record: Recording | undefined;
  return {
    ...source,
    open: () => {
      const { traffic, ...rest } = source.open();
      if (traffic === undefined) return rest;
      if (record?.isWhole) return { ...rest, traffic: new Replay(record) };
      record = new Recording(traffic);
      return { ...rest, traffic: record };
    },
  };
}

/** Passes the traffic on and keeps it. */
class Recording extends PassedOnTraffic {
  readonly batches: RequestBatch[] = [];
  isWhole = false;
  private count = 0;

  next(): RequestBatch | undefined {
    const batch = this.traffic.next();
    if (batch === undefined) this.isWhole = this.count <= MOST_KEPT;
    else {
      this.count += batch.count;
      if (this.count <= MOST_KEPT) this.batches.push(copyOf(batch));
      else this.batches.length = 0;
    }
    return batch;
  }
}

class Replay extends PassedOnTraffic<Recording> {
  private at = 0;

  next(): RequestBatch | undefined {
    this.at += 1;
    return this.traffic.batches[this.at - 1];
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
