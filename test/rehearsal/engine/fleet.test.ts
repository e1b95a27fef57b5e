import type { Balancing } from '../../../src/rehearsal/engine/balancing';
import { Fleet } from '../../../src/rehearsal/engine/fleet';
import { fleetOf, runToEnd, SIMPLE } from '../../support/fleets';
import { poisson } from '../../support/traffic';

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
