import { existsSync, readFileSync } from 'node:fs';
import { Unreadable } from '../../rehearsal/reader';
import { readRecorded } from '../../rehearsal/recorded/read-recorded';
import type { RecordedMetrics } from '../../rehearsal/recorded/recorded';
import type { TrafficOrder } from '../../rehearsal/sweep/traffic-order';
import { PassedOnTraffic } from '../../rehearsal/trace/passed-on';
import type { Traffic, TrafficSource } from '../../rehearsal/trace/traffic';
import type { Io } from '../io';
import type { Asked, RehearseFlags } from './flags';

const HOUR_MS = 3_600_000;
/** Standard error is written to at most so often. */
const REQUESTS_BETWEEN = 50_000;

/** The traffic that the options name. */
export function trafficOrderOf(flags: RehearseFlags, { seed, untilSeconds, scale }: Asked): TrafficOrder {
  return {
    spec: flags.traffic,
    trace: flags.trace,
    columns: flags.columns,
    broken: flags.brokenLines,
    scale,
    seed,
    durationMs: untilSeconds === undefined ? HOUR_MS : untilSeconds * 1000,
  };
}

/** What somebody measured, in place of traffic; nothing where that is not asked for. */
export function readMeasured({ metrics }: RehearseFlags): RecordedMetrics | undefined | Unreadable {
  if (metrics === undefined) return undefined;
  if (!existsSync(metrics)) return new Unreadable([`--metrics: '${metrics}' is not there`]);
  const read = readRecorded(readFileSync(metrics, 'utf8'));
  return read instanceof Unreadable
    ? new Unreadable(read.reasons.map((reason) => `--metrics: ${metrics}: ${reason}`))
    : read;
}

/** The same traffic, which tells how far it is to who looks at a terminal. */
export function withProgress(source: TrafficSource, what: string, io: Io): TrafficSource {
  const { progress } = io;
  if (progress === undefined) return source;
  return {
    ...source,
    open: () => {
      const { traffic, ...rest } = source.open();
      return { ...rest, traffic: traffic && new Watched(traffic, source.durationMs, what, progress) };
    },
  };
}

class Watched extends PassedOnTraffic {
  private requests = 0;
  private told = 0;

  constructor(
    traffic: Traffic,
    private readonly durationMs: number | undefined,
    private readonly what: string,
    private readonly progress: (text: string) => void,
  ) {
    super(traffic);
  }

  next() {
    const batch = this.traffic.next();
    if (batch === undefined) this.progress('');
    else {
      this.requests += batch.count;
      if (this.requests - this.told >= REQUESTS_BETWEEN) this.tell(batch.arrivalMs[batch.count - 1]);
    }
    return batch;
  }

  private tell(atMs: number): void {
    this.told = this.requests;
    const share = this.durationMs ? `${Math.min(100, Math.floor((atMs / this.durationMs) * 100))} %, ` : '';
    this.progress(`${this.what}: ${share}${this.requests.toLocaleString('en')} requests`);
  }
}
