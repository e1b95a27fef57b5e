import type { RequestBatch, Traffic } from './traffic';

/** The same request again and again, at equal distances. */
export function constantTraffic(
  perSecond: number,
  seconds: number,
  promptTokens: number,
  outputTokens: number,
): Traffic {
  const total = Math.floor(perSecond * seconds);
  const size = 1024;
  const arrivalMs = new Float64Array(size);
  const columns = {
    arrivalMs,
    promptTokens: new Int32Array(size).fill(promptTokens),
    outputTokens: new Int32Array(size).fill(outputTokens),
  };
  let made = 0;
  return {
    title: `constant ${perSecond}/s`,
    skipped: 0,
    failure: undefined,
    next(): RequestBatch | undefined {
      const count = Math.min(size, total - made);
      if (count <= 0) return undefined;
      for (let place = 0; place < count; place++) arrivalMs[place] = ((made + place) * 1000) / perSecond;
      made += count;
      return { count, ...columns };
    },
  };
}
