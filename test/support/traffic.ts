import { Random } from '../../src/rehearsal/random';
import type { RequestBatch, Traffic } from '../../src/rehearsal/trace/traffic';

/** Traffic of given rows: arrival in milliseconds, tokens of the prompt, tokens of the answer. */
export function trafficOf(rows: readonly (readonly [number, number, number])[]): Traffic {
  return trafficFrom(rows.length, (place) => rows[place]);
}

/** So many requests, each made when it is needed. */
export function trafficFrom(total: number, make: (place: number) => readonly [number, number, number]): Traffic {
  let made = 0;
  return {
    title: `${total} requests`,
    skipped: 0,
    failure: undefined,
    next(): RequestBatch | undefined {
      const count = Math.min(1000, total - made);
      if (count === 0) return undefined;
      const arrivalMs = new Float64Array(count);
      const promptTokens = new Int32Array(count);
      const outputTokens = new Int32Array(count);
      for (let place = 0; place < count; place++) {
        [arrivalMs[place], promptTokens[place], outputTokens[place]] = make(made + place);
      }
      made += count;
      return { count, arrivalMs, promptTokens, outputTokens };
    },
  };
}

/** Requests at random, so many per second; answers are of a length that is drawn for each. */
export function poisson(
  total: number,
  perSecond: number,
  lengths: (random: Random) => readonly [number, number],
): Traffic {
  const random = new Random(5);
  let now = 0;
  return trafficFrom(total, () => {
    now += (random.exponential() * 1000) / perSecond;
    return [now, ...lengths(random)];
  });
}

/** The shape of the Azure conversation trace of 2023. */
export function conversation(random: Random): readonly [number, number] {
  const prompt = Math.round(Math.exp(6.633 + 0.985 * random.normal()));
  const output = Math.round(Math.exp(5.019 + 0.859 * random.normal()));
  return [Math.min(7000, Math.max(1, prompt)), Math.min(1000, Math.max(1, output))];
}
