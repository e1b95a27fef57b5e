import fc from 'fast-check';
import { Fleet } from '../../../src/rehearsal/engine/fleet';
import { BALANCINGS, fleetOf, type Row, runToEnd, SIMPLE, same, users } from '../../support/fleets';
import { LLAMA_8B } from '../../support/replica';
import { conversation, poisson } from '../../support/traffic';

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
