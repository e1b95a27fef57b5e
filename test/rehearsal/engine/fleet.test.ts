import fc from 'fast-check';
import type { Balancing } from '../../../src/rehearsal/engine/balancing';
import { Fleet } from '../../../src/rehearsal/engine/fleet';
import type { FleetOptions } from '../../../src/rehearsal/engine/fleet-options';
import type { ServiceModel } from '../../../src/rehearsal/engine/service-model';
import type { Users } from '../../../src/rehearsal/trace/traffic';
import { LLAMA_8B } from '../../support/replica';
import { conversation, poisson, trafficOf } from '../../support/traffic';

/** One request at a time, 10 ms a token, whatever the prompt. */
const SIMPLE: ServiceModel = {
  baseMs: 10,
  memoryMs: 0,
  computeMs: 0,
  kvMs: 0,
  attentionMs: 0,
  kvTokens: 100_000,
  maxRequests: 1,
  maxBatchedTokens: 4096,
  maxModelTokens: 4000,
};
const BALANCINGS: readonly Balancing[] = [
  { kind: 'random' },
  { kind: 'roundRobin' },
  { kind: 'leastOutstanding' },
  { kind: 'perConnection', connections: 8 },
];

type Row = readonly [number, number, number];
const fleetOf = (rows: readonly Row[], options: Partial<FleetOptions> = {}) =>
  new Fleet({ workload: { traffic: trafficOf(rows) }, seed: 1, ...options });
const same = (value: number) => ({ next: () => value });
const users = (count: number, more: Partial<Users> = {}): Users => ({
  title: 'users',
  count,
  startMs: 0,
  endMs: 60_000,
  promptTokens: same(1),
  outputTokens: same(10),
  ...more,
});

function runToEnd(fleet: Fleet, stepMs = 15_000): void {
  for (let now = 0; !fleet.isOver; now += stepMs) fleet.advance(now);
}

describe('one replica', () => {
  test('answers one request after the other, and shows what it does', () => {
    const fleet = fleetOf(
      [
        [100, 50, 10],
        [120, 60, 20],
      ],
      {
        histograms: [
          'time to first token',
          'inter-token latency',
          'request latency',
          'queue time',
          'prefill time',
          'decode time',
          'inference time',
          'prompt tokens per request',
          'generated tokens per request',
        ],
      },
    );
    const id = fleet.addReplica(SIMPLE);
    fleet.advance(155);
    expect(fleet.look(id)).toEqual({
      running: 1,
      waiting: 1,
      kvCacheUsage: 55 / 100_000,
      busyMs: 55,
      promptTokens: 50,
      generatedTokens: 5,
      answered: 0,
      preemptions: 0,
    });
    fleet.advance(1000);
    expect(fleet.look(id)).toEqual({
      running: 0,
      waiting: 0,
      kvCacheUsage: 0,
      busyMs: 300,
      promptTokens: 110,
      generatedTokens: 30,
      answered: 2,
      preemptions: 0,
    });
    const sums = (
      [
        'time to first token',
        'inter-token latency',
        'request latency',
        'queue time',
        'prefill time',
        'decode time',
        'inference time',
        'prompt tokens per request',
        'generated tokens per request',
      ] as const
    ).map((concept) => {
      const { sum = 0, count = 0 } = fleet.histogram(id, concept) ?? {};
      return [Math.round(sum * 1000), count];
    });
    // The first waits for nothing, the second for 80 ms.
    expect(sums).toEqual([
      [100, 2],
      [280, 28],
      [380, 2],
      [80, 2],
      [20, 2],
      [280, 2],
      [300, 2],
      [110_000, 2],
      [30_000, 2],
    ]);
  });

  test('counts latencies and their keepers by the interval in which a request came', () => {
    const fleet = fleetOf(
      [
        [0, 1, 10],
        [10, 1, 10],
        [950, 1, 100],
        [3100, 1, 1],
      ],
      {
        intervalMs: 1000,
        bounds: [
          { measure: 'e2e', ms: 150 },
          { measure: 'ttft', ms: 150 },
          { measure: 'tpot', ms: 9 },
        ],
      },
    );
    fleet.addReplica(SIMPLE);
    fleet.advance(1500);
    expect(fleet.measurements.intervals).toEqual([]);
    fleet.advance(4000);
    const [first, second, third, fourth] = fleet.measurements.intervals;
    expect([first?.arrived, first?.answered, first?.within]).toEqual([3, 3, [1, 3, 0]]);
    expect([second, third]).toEqual([undefined, undefined]);
    expect([fourth?.arrived, fourth?.within, fourth?.tpot.p50]).toEqual([1, [1, 1, 1], undefined]);
    const near = (value: number | undefined, wanted: number) => Math.abs((value ?? 0) / wanted - 1) < 0.01;
    expect([near(first?.e2e.p50, 190), near(first?.e2e.p99, 1000), near(first?.tpot.p50, 10)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(fleet.measurements.total()).toMatchObject({ arrived: 4, answered: 4, generatedTokens: 121, unfinished: 0 });
  });

  test('refuses a prompt that it could never read, and ends an answer where there is no more room', () => {
    const fleet = fleetOf([
      [0, 4000, 1],
      [0, 3990, 500],
    ]);
    fleet.addReplica(SIMPLE);
    runToEnd(fleet);
    expect(fleet.measurements.total()).toMatchObject({ arrived: 2, answered: 1, rejected: 1, generatedTokens: 10 });
  });
});

describe('replicas come and go', () => {
  test('requests wait at the gateway until there is one', () => {
    const fleet = fleetOf([
      [0, 1, 10],
      [50, 1, 10],
    ]);
    fleet.addReplica(SIMPLE, 1000);
    fleet.advance(500);
    expect([fleet.waitingAtGateway, fleet.isOver]).toEqual([2, false]);
    fleet.advance(1150);
    expect([fleet.waitingAtGateway, fleet.look(0).running, fleet.look(0).answered]).toEqual([0, 1, 1]);
    fleet.advance(1200);
    expect(fleet.isOver).toBe(true);
  });

  test('or are refused when the queue is full', () => {
    const fleet = fleetOf(
      [
        [0, 1, 10],
        [50, 1, 10],
        [60, 1, 10],
      ],
      { gatewayQueue: 1 },
    );
    fleet.addReplica(SIMPLE, 1000);
    runToEnd(fleet);
    expect(fleet.measurements.total()).toMatchObject({ answered: 1, rejected: 2 });
  });

  test('a replica that is drained finishes what it has, and gets nothing new', () => {
    const fleet = fleetOf([
      [0, 1, 50],
      [10, 1, 50],
      [200, 1, 10],
    ]);
    fleet.addReplica(SIMPLE);
    fleet.advance(100);
    fleet.drain(0);
    const id = fleet.addReplica(SIMPLE);
    fleet.advance(990);
    expect([fleet.look(0).running, fleet.isIdle(0), fleet.look(id).answered]).toEqual([1, false, 1]);
    fleet.advance(1000);
    expect([fleet.look(0).answered, fleet.isIdle(0)]).toEqual([2, true]);
  });

  test('what it has not finished after its grace is lost', () => {
    const fleet = fleetOf([
      [0, 1, 50],
      [10, 1, 50],
    ]);
    fleet.addReplica(SIMPLE);
    fleet.advance(100);
    fleet.drain(0, 500);
    runToEnd(fleet);
    expect(fleet.measurements.total()).toMatchObject({ answered: 1, cut: 1 });
  });

  test('what a replica had that is killed is lost, or sent again', () => {
    for (const [retries, answered] of [
      [0, 0],
      [1, 3],
    ]) {
      const fleet = fleetOf(
        [
          [0, 1, 50],
          [10, 1, 50],
          [20, 1, 50],
        ],
        { retries, retryAfterMs: 100 },
      );
      fleet.addReplica(SIMPLE);
      fleet.advance(100);
      fleet.kill(0);
      fleet.addReplica(SIMPLE);
      runToEnd(fleet);
      expect(fleet.measurements.total()).toMatchObject({ arrived: 3, answered, cut: 3 - answered });
    }
  });

  test('a replica that is drained before it serves never does', () => {
    const fleet = fleetOf([[0, 1, 50]]);
    fleet.addReplica(SIMPLE, 1000);
    fleet.drain(0, 30_000);
    fleet.advance(100_000);
    expect([fleet.waitingAtGateway, fleet.look(0).answered]).toEqual([1, 0]);
  });
});

describe('balancing', () => {
  /** How many requests each of four replicas answered, the last of which came later. */
  function sharesOf(balancing: Balancing): number[] {
    const traffic = poisson(2000, 100, () => [1, 3]);
    const fleet = new Fleet({ workload: { traffic }, seed: 3, balancing });
    for (const from of [0, 0, 0, 10_000]) fleet.addReplica({ ...SIMPLE, maxRequests: 8 }, from);
    runToEnd(fleet);
    return [0, 1, 2, 3].map((id) => fleet.look(id).answered);
  }

  test('at random, each gets about the same while it is there', () => {
    const [a, b, c, d] = sharesOf({ kind: 'random' });
    for (const share of [a, b, c]) expect(Math.abs(share / 583 - 1)).toBeLessThan(0.15);
    expect(Math.abs(d / 250 - 1)).toBeLessThan(0.15);
  });

  test('in turn, exactly the same', () => {
    const [a, b, c] = sharesOf({ kind: 'roundRobin' });
    expect(Math.max(a, b, c) - Math.min(a, b, c)).toBeLessThanOrEqual(1);
  });

  test('clients that keep their connections leave a new replica without work', () => {
    expect(sharesOf({ kind: 'perConnection', connections: 20 })[3]).toBe(0);
  });

  test('to the one with the fewest requests, which keeps the longest wait short', () => {
    const longest = (balancing: Balancing) => {
      const traffic = poisson(3000, 30, (random) => [1, random.uniform() < 0.1 ? 60 : 2]);
      const fleet = new Fleet({ workload: { traffic }, seed: 3, balancing });
      for (let each = 0; each < 4; each++) fleet.addReplica(SIMPLE);
      runToEnd(fleet);
      return fleet.measurements.total().ttft.p95 ?? 0;
    };
    expect(longest({ kind: 'leastOutstanding' })).toBeLessThan(longest({ kind: 'random' }) / 2);
  });

  test('a replica that is slower gets less from it', () => {
    const traffic = poisson(2000, 40, () => [1, 3]);
    const fleet = new Fleet({ workload: { traffic }, seed: 3, balancing: { kind: 'leastOutstanding' } });
    fleet.addReplica(SIMPLE);
    fleet.addReplica({ ...SIMPLE, baseMs: 40 });
    runToEnd(fleet);
    expect(fleet.look(1).answered).toBeLessThan(fleet.look(0).answered * 0.6);
  });
});

describe('clients', () => {
  const slow: readonly Row[] = [
    [0, 1, 100],
    [10, 1, 10],
    [20, 1, 10],
  ];

  test('give up when they have waited too long for the first token', () => {
    const fleet = fleetOf(slow, { patienceMs: 500 });
    fleet.addReplica(SIMPLE);
    runToEnd(fleet);
    expect(fleet.measurements.total()).toMatchObject({ answered: 1, abandoned: 2, timedOut: 0 });
  });

  test('or are cut off when the answer takes too long', () => {
    const fleet = fleetOf(slow, { timeoutMs: 800 });
    fleet.addReplica(SIMPLE);
    runToEnd(fleet);
    expect(fleet.measurements.total()).toMatchObject({ answered: 0, abandoned: 0, timedOut: 3 });
    // The others begin when the first is dropped, and are dropped after their next token.
    expect(fleet.look(0)).toMatchObject({ busyMs: 800 + 10 + 10, answered: 0, kvCacheUsage: 0 });
  });

  test('also while they wait at the gateway', () => {
    const fleet = fleetOf(slow, { patienceMs: 500 });
    fleet.advance(505);
    expect([fleet.waitingAtGateway, fleet.measurements.total().abandoned]).toEqual([2, 1]);
  });

  test('send again what failed, and their time counts from the first time', () => {
    const fleet = fleetOf(slow, { patienceMs: 500, retries: 3, retryAfterMs: 200 });
    fleet.addReplica(SIMPLE);
    runToEnd(fleet);
    const { answered, abandoned, e2e } = fleet.measurements.total();
    expect([answered, abandoned]).toEqual([3, 0]);
    expect(e2e.p99).toBeGreaterThan(1080);
  });
});

describe('users', () => {
  test('have one request under way each', () => {
    const fleet = new Fleet({ workload: { users: [users(5)] }, seed: 1, balancing: { kind: 'leastOutstanding' } });
    fleet.addReplica({ ...SIMPLE, maxRequests: 8 });
    for (let now = 1000; now < 60_000; now += 1003) {
      fleet.advance(now);
      expect(fleet.look(0).running + fleet.look(0).waiting).toBe(5);
    }
    runToEnd(fleet);
    // 100 ms each, and 10 ms until the iteration is over that began while they asked.
    expect(Math.abs(fleet.measurements.total().answered - (5 * 60_000) / 110)).toBeLessThan(10);
  });

  test('think before they ask again, come one after the other, and stop when they have asked enough', () => {
    const each = users(4, { thinkMs: 900, rampMs: 4000, requests: 21 });
    const fleet = new Fleet({ workload: { users: [each] }, seed: 1 });
    fleet.addReplica({ ...SIMPLE, maxRequests: 8 });
    fleet.advance(1500);
    expect(fleet.measurements.total().arrived).toBe(3);
    runToEnd(fleet);
    expect(fleet.measurements.total()).toMatchObject({ arrived: 21, answered: 21 });
  });

  test('of whom all were refused ask again later, not at once', () => {
    const fleet = new Fleet({ workload: { users: [users(2)] }, seed: 1, gatewayQueue: 0 });
    fleet.advance(10_000);
    expect(fleet.measurements.total()).toMatchObject({ arrived: 22, rejected: 22 });
  });

  test('fill the KV cache as seed 003 was seen to', () => {
    const usageOf = (count: number) => {
      const each = users(count, { promptTokens: same(200), outputTokens: same(200), rampMs: 20_000, endMs: 60_000 });
      const fleet = new Fleet({ workload: { users: [each] }, seed: 1 });
      // 40 GB for keys and values, 128 KiB a token.
      const id = fleet.addReplica({ ...LLAMA_8B, kvTokens: 305_176, maxRequests: 1024 });
      let sum = 0;
      let samples = 0;
      for (let now = 30_000; now < 60_000; now += 250, samples++) {
        fleet.advance(now);
        sum += fleet.look(id).kvCacheUsage;
      }
      return sum / samples;
    };
    expect(Math.abs(usageOf(100) / 0.094 - 1)).toBeLessThan(0.05);
    expect(Math.abs(usageOf(400) / 0.409 - 1)).toBeLessThan(0.05);
  });
});

describe('whatever happens', () => {
  const event = fc.record({
    kind: fc.constantFrom('add', 'drain', 'kill', 'nothing'),
    stepMs: fc.integer({ min: 1, max: 20_000 }),
    which: fc.nat(),
  });
  const settings = fc.record({
    balancing: fc.constantFrom(...BALANCINGS),
    patienceMs: fc.option(fc.integer({ min: 100, max: 20_000 }), { nil: undefined }),
    timeoutMs: fc.option(fc.integer({ min: 100, max: 40_000 }), { nil: undefined }),
    retries: fc.integer({ min: 0, max: 2 }),
    gatewayQueue: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
  });

  test('no request is lost or counted twice', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), settings, fc.boolean(), (events, options, withUsers) => {
        const workload = { traffic: poisson(300, 3, conversation), users: withUsers ? [users(5)] : [] };
        const fleet = new Fleet({ workload, seed: 1, ...options });
        const alive: number[] = [];
        let now = 0;
        for (const { kind, stepMs, which } of [...events, { kind: 'add', stepMs: 1, which: 0 }]) {
          const id = alive[which % Math.max(1, alive.length)];
          if (kind === 'add') alive.push(fleet.addReplica({ ...LLAMA_8B, kvTokens: 9000 }, now + (which % 5000)));
          else if (kind !== 'nothing' && id !== undefined) {
            if (kind === 'drain') fleet.drain(id, 5000);
            else fleet.kill(id);
            alive.splice(alive.indexOf(id), 1);
          }
          now += stepMs;
          fleet.advance(now);
          const total = fleet.measurements.total();
          const { answered, rejected, abandoned, timedOut, cut, unfinished } = total;
          expect(answered + rejected + abandoned + timedOut + cut + unfinished).toBe(total.arrived);
        }
        for (let more = 1; more < 2000 && !fleet.isOver; more++) fleet.advance(now + more * 10_000);
        expect(fleet.isOver).toBe(true);
        expect(fleet.measurements.total().unfinished).toBe(0);
        for (const id of alive) expect(fleet.look(id)).toMatchObject({ running: 0, waiting: 0, kvCacheUsage: 0 });
      }),
      { numRuns: 60 },
    );
  });

  test.each(BALANCINGS)('it is the same however often one looks ($kind)', (balancing) => {
    const outcome = (stepMs: number) => {
      const fleet = new Fleet({ workload: { traffic: poisson(2000, 12, conversation) }, seed: 1, balancing });
      for (let each = 0; each < 3; each++) fleet.addReplica(LLAMA_8B);
      for (let now = 0; !fleet.isOver; now += stepMs) {
        fleet.advance(now);
        for (const id of [0, 1, 2]) fleet.look(id);
      }
      return fleet.measurements.total();
    };
    expect(outcome(777)).toEqual(outcome(60_000));
  });

  test('each replica by itself comes to what all of them in the order of time come to', () => {
    const outcome = (retries: number) => {
      const fleet = new Fleet({ workload: { traffic: poisson(3000, 12, conversation) }, seed: 1, retries });
      for (let each = 0; each < 3; each++) fleet.addReplica(LLAMA_8B);
      runToEnd(fleet);
      return fleet.measurements.total();
    };
    // Retries need the order, and nothing fails here.
    expect(outcome(0)).toEqual(outcome(1));
  });
});
