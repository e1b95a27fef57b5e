import { Fleet } from '../../../src/rehearsal/engine/fleet';
import type { ServiceModel } from '../../../src/rehearsal/engine/service-model';
import type { Random } from '../../../src/rehearsal/random';
import { poisson } from '../../support/traffic';

const TOKEN_MS = 0.05;
const MEAN_MS = 100;
const REQUESTS = 200_000;
const LARGE = 2 ** 30;

/** A server of so many places, at each of which a request takes as long as its answer has tokens. */
function queueOf(servers: number): ServiceModel {
  return {
    baseMs: TOKEN_MS,
    memoryMs: 0,
    computeMs: 0,
    kvMs: 0,
    attentionMs: 0,
    kvTokens: LARGE,
    maxRequests: servers,
    maxBatchedTokens: LARGE,
    maxModelTokens: LARGE,
  };
}

const exponential = (random: Random) =>
  [1, Math.max(1, Math.round((random.exponential() * MEAN_MS) / TOKEN_MS))] as const;
const constant = () => [1, MEAN_MS / TOKEN_MS] as const;

/** The mean time from arrival to end, in milliseconds. */
function meanTime(servers: number, load: number, lengths: (random: Random) => readonly [number, number]): number {
  const traffic = poisson(REQUESTS, (load * servers * 1000) / MEAN_MS, lengths);
  const fleet = new Fleet({ workload: { traffic }, seed: 1, histograms: ['request latency'], intervalMs: 1e9 });
  fleet.addReplica(queueOf(servers));
  for (let now = 0; !fleet.isOver; now += 1e7) fleet.advance(now);
  const { sum, count } = fleet.histogram(0, 'request latency') ?? { sum: 0, count: 0 };
  expect(count).toBe(REQUESTS);
  return (sum / count) * 1000;
}

/** The share of requests that have to wait in M/M/c (Erlang's C). */
function erlangC(servers: number, load: number): number {
  const offered = servers * load;
  let term = 1;
  let sum = 1;
  for (let each = 1; each < servers; each++) {
    term *= offered / each;
    sum += term;
  }
  const last = (term * offered) / servers / (1 - load);
  return last / (sum + last);
}

test.each([0.3, 0.6])('M/M/1 at a load of %s takes what the formula says', (load) => {
  expect(Math.abs(meanTime(1, load, exponential) / (MEAN_MS / (1 - load)) - 1)).toBeLessThan(0.01);
});

test.each([0.6, 0.8])('M/D/1 at a load of %s takes what Pollaczek and Khinchine say', (load) => {
  const formula = MEAN_MS * (1 + load / (2 * (1 - load)));
  expect(Math.abs(meanTime(1, load, constant) / formula - 1)).toBeLessThan(0.01);
});

test.each([
  [4, 0.7],
  [16, 0.8],
])('M/M/%s at a load of %s takes what Erlang says', (servers, load) => {
  const formula = MEAN_MS * (1 + erlangC(servers, load) / (servers * (1 - load)));
  expect(Math.abs(meanTime(servers, load, exponential) / formula - 1)).toBeLessThan(0.01);
});
