import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { rehearse } from '../../../src/rehearsal/rehearse';
import { EventQueue } from '../../../src/rehearsal/simulation/event-queue';
import { phases } from '../../../src/rehearsal/simulation/phases';
import { nameSuffix } from '../../../src/rehearsal/simulation/pod';
import { readable } from '../support';

const VLLM = readFileSync(join(__dirname, '../../golden/vllm-hpa.yaml'), 'utf8');

const worlds = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  rates: fc.array(fc.constantFrom(0.1, 0.5, 1, 3, 6), { minLength: 2, maxLength: 4 }),
  tokens: fc.constantFrom('200/50', '1000/300', '3000/20'),
  max: fc.integer({ min: 1, max: 6 }),
  target: fc.constantFrom('1', '4', '500m'),
  window: fc.constantFrom(0, 30, 300),
  grace: fc.constantFrom(1, 60),
  pool: fc.option(
    fc.record({
      nodes: fc.integer({ min: 1, max: 2 }),
      gpusPerNode: fc.integer({ min: 1, max: 2 }),
      scaling: fc.constantFrom('fixed' as const, 'cluster-autoscaler' as const, 'ack-instant' as const),
    }),
  ),
});

test('whatever comes, the books of a rehearsal are in order', () => {
  fc.assert(
    fc.property(worlds, ({ seed, rates, tokens, max, target, window, grace, pool }) => {
      const manifests = VLLM.replace('maxReplicas: 5', `maxReplicas: ${max}`)
        .replace('averageValue: "4"', `averageValue: ${target}`)
        .replace('stabilizationWindowSeconds: 30', `stabilizationWindowSeconds: ${window}`)
        .replace('terminationGracePeriodSeconds: 60', `terminationGracePeriodSeconds: ${grace}`);
      const result = readable(
        rehearse(manifests, {
          seed,
          traffic: `step:rates=${rates.join(';')},every=4m,tokens=${tokens}`,
          replica: { gpu: 'L4' },
          ...(pool && { pools: [{ name: 'p', maxNodes: 4, nodeSeconds: 60, ...pool }] }),
        }),
      );
      const [{ steps, totals }] = result.services;
      for (let step = 0; step < steps.specReplicas.length; step += 1) {
        const [spec, replicas, ready, pending, starting, terminating] = [
          steps.specReplicas[step],
          steps.replicas[step],
          steps.ready[step],
          steps.pending[step],
          steps.starting[step],
          steps.terminating[step],
        ].map(Number);
        expect(spec).toBeGreaterThanOrEqual(1);
        expect(spec).toBeLessThanOrEqual(max);
        expect(replicas).toBe(spec);
        expect(ready + pending + starting).toBe(replicas);
        for (const { nodes, starting: coming, gpusUsed, gpusPerNode } of result.pools) {
          expect(Number(gpusUsed[step])).toBeLessThanOrEqual(Number(nodes[step]) * gpusPerNode);
          expect(Number(nodes[step]) + Number(coming[step])).toBeLessThanOrEqual(4);
          expect(Number(gpusUsed[step])).toBe(ready + starting + terminating);
        }
      }
      const { requests, completed, rejected, abandoned, timedOut, unfinished } = totals;
      expect(completed + rejected + abandoned + timedOut + unfinished).toBe(requests);
      expect(result.totals.nodeGpuSeconds).toBeGreaterThanOrEqual(result.totals.podGpuSeconds * 0.999);
      const times = result.decisions.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      let size = steps.specReplicas[0];
      for (const { from, to, reason } of result.decisions.filter((each) => each.reason === 'SuccessfulRescale')) {
        expect([reason, from !== to]).toEqual(['SuccessfulRescale', true]);
        size = to;
      }
      expect(size).toBe(steps.specReplicas.at(-1));
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('what happens at one time happens in the order in which it was asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (times) => {
      const queue = new EventQueue();
      const done: (readonly [number, number])[] = [];
      times.forEach((time, order) => {
        queue.at(time, (now) => done.push([now, order]));
      });
      while (queue.nextTime < Number.POSITIVE_INFINITY) queue.step();
      const expected = times.map((time, order) => [time, order] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(done).toEqual(expected);
    }),
  );
});

test('what recurs does so until it says no', () => {
  const queue = new EventQueue();
  const at: number[] = [];
  queue.every(5, 10, (now) => at.push(now) < 3);
  while (queue.nextTime < Number.POSITIVE_INFINITY) queue.step();
  expect(at).toEqual([5, 15, 25]);
});

test('pods have names of their own, as the API server forms them', () => {
  const names = Array.from({ length: 20_000 }, (_, number) => nameSuffix(number));
  expect(new Set(names).size).toBe(names.length);
  expect(names.every((name) => /^[a-z0-9]{5}$/.test(name))).toBe(true);
});

test('a phase is the same for a seed and a name, and spread over the interval', () => {
  const phaseOf = phases(1);
  expect(phaseOf('hpa')).toBe(phases(1)('hpa'));
  expect(phaseOf('hpa')).not.toBe(phases(2)('hpa'));
  const all = Array.from({ length: 1000 }, (_, index) => phaseOf(`pod-${index}`));
  expect(all.every((phase) => phase >= 0 && phase < 1)).toBe(true);
  const mean = all.reduce((sum, phase) => sum + phase, 0) / all.length;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
});
