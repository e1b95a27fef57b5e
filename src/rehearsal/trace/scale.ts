import { Random } from '../random';
import { PassedOnTraffic } from './passed-on';
import type { RequestBatch, Traffic } from './traffic';

/** How a traffic is changed. */
export interface TrafficScale {
  /** So many times the requests in the same time: each request is repeated or left out by chance. @default 1 */
  readonly rate?: number;
  /** So many times the time for the same requests: 0.5 makes it twice as fast. @default 1 */
  readonly time?: number;
  /** Decides which requests are repeated or left out. @default 1 */
  readonly seed?: number;
}

/** A traffic with more or fewer requests, or faster or slower. */
export class ScaledTraffic extends PassedOnTraffic {
  private readonly rate: number;
  private readonly time: number;
  private readonly random: Random;

  constructor(traffic: Traffic, scale: TrafficScale) {
    super(traffic);
    this.rate = scale.rate ?? 1;
    this.time = scale.time ?? 1;
    this.random = new Random(scale.seed ?? 1, 3);
  }

  /** That of the traffic that is changed, and in what it is changed. */
  override get title(): string {
    const rate = this.rate === 1 ? '' : `, ${this.rate} times the requests`;
    return `${this.traffic.title}${rate}${this.time === 1 ? '' : `, ${this.time} times the time`}`;
  }

  /** The next batch with its requests repeated or left out, and its times stretched; it can come to no request. */
  next(): RequestBatch | undefined {
    const batch = this.traffic.next();
    if (batch === undefined) return undefined;
    const room = Math.ceil(this.rate) * batch.count;
    const arrivalMs = new Float64Array(room);
    const promptTokens = new Int32Array(room);
    const outputTokens = new Int32Array(room);
    let count = 0;
    for (let place = 0; place < batch.count; place++) {
      const whole = Math.floor(this.rate);
      const copies = whole + (this.random.uniform() < this.rate - whole ? 1 : 0);
      const from = batch.arrivalMs[place];
      const gap = place + 1 < batch.count ? batch.arrivalMs[place + 1] - from : 0;
      for (let copy = 0; copy < copies; copy++, count++) {
        // Copies come in the time until the next request.
        arrivalMs[count] = (from + (gap * copy) / copies) * this.time;
        promptTokens[count] = batch.promptTokens[place];
        outputTokens[count] = batch.outputTokens[place];
      }
    }
    return { count, arrivalMs, promptTokens, outputTokens };
  }
}
