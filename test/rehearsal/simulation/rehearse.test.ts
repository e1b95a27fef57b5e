import { spawnSync } from 'node:child_process';
import type { RehearseOptions } from '../../../src/rehearsal/options/rehearse-options';
import { ROOT } from '../../support/markdown';
import { golden } from '../support';
import { L4, play, REQUESTS_ONLY, reasonsOf, VLLM } from './support';

test('a step in traffic is answered by more pods, and its end by fewer', () => {
  const result = play(REQUESTS_ONLY, { ...L4, traffic: 'step:rates=0.1;4;0.1,every=10m,tokens=1000/300' });
  const { specReplicas, ready, running } = result.services[0].steps;
  const at = (minute: number) => minute * 4 - 1;
  expect(specReplicas[at(9)]).toBeLessThanOrEqual(2);
  expect(specReplicas[at(19)]).toBeGreaterThanOrEqual(4);
  expect(specReplicas.at(-1)).toBe(1);
  expect(Math.max(...ready.map(Number))).toBeLessThanOrEqual(5);
  expect(Math.max(...running.map(Number))).toBeGreaterThan(10);
});

test('every column has an entry for each step, every interval column one for each interval', () => {
  const result = play(VLLM, {
    ...L4,
    traffic: 'constant:rate=1,tokens=200/100,duration=10m',
    objectives: [{ name: 'ttft-p95=1s', measure: 'ttft', quantile: 0.95, seconds: 1 }],
  });
  const steps = result.seconds / result.stepSeconds;
  const [service] = result.services;
  for (const column of Object.values(service.steps)) expect(column).toHaveLength(steps);
  for (const { wanted, desired, heldBackBy, metrics } of service.scalers) {
    for (const column of [wanted, desired, heldBackBy]) expect(column).toHaveLength(steps);
    for (const { values, wanted: alone } of metrics) expect([values.length, alone.length]).toEqual([steps, steps]);
  }
  const intervals = Math.ceil(result.seconds / result.intervalSeconds);
  const { requests, attainment, ttft } = service.intervals;
  expect([requests.length, attainment[0].length, ttft.p99.length]).toEqual([intervals, intervals, intervals]);
  expect(requests.reduce((sum: number, count) => sum + Number(count), 0)).toBe(result.totals.requests);
});

test('every request is accounted for', () => {
  const { totals } = play(VLLM, { ...L4, traffic: 'constant:rate=2,tokens=400/100,duration=10m', untilSeconds: 601 });
  const { requests, completed, rejected, abandoned, timedOut, unfinished } = totals;
  expect(requests).toBeGreaterThan(1000);
  expect(completed + rejected + abandoned + timedOut + unfinished).toBe(requests);
});

test('the same input gives the same result to the last digit, and another seed another', () => {
  const options: RehearseOptions = { ...L4, traffic: 'constant:rate=1,tokens=400/100,duration=10m' };
  const once = JSON.stringify(play(VLLM, options));
  expect(JSON.stringify(play(VLLM, options))).toBe(once);
  expect(JSON.stringify(play(VLLM.split('---\n').reverse().join('---\n'), options))).toBe(once);
  expect(JSON.stringify(play(VLLM, { ...options, seed: 2 }))).not.toBe(once);
});

test('the GPU-seconds of pods are those from their node to their end', () => {
  const { services, totals, seconds } = play(golden('ack-cron'), {
    traffic: 'constant:rate=0.01,tokens=10/10,duration=10h',
    untilSeconds: 10 * 3600,
    // 00:00 in Shanghai: the second pod comes at 8:30.
    startsAt: '2024-01-01T16:00:00Z',
    replica: { gpu: 'V100-32GB' },
    prices: [{ of: 'GPU', perGpuHour: 2 }],
  });
  expect(seconds).toBe(36_000);
  expect(totals.podGpuSeconds).toBe(36_000 + 1.5 * 3600);
  expect(totals.cost).toBe(2 * 11.5);
  expect(services[0].totals.replicas).toMatchObject({ min: 1, max: 2 });
});

test('a pod serves only after its image, model and probe, and is scraped only then', () => {
  const options: RehearseOptions = {
    ...L4,
    traffic: 'constant:rate=4,tokens=1000/300,duration=10m',
    coldStart: { loadSeconds: 60, warmUpSeconds: 20 },
    signals: { hpaPhase: 0 },
  };
  const { decisions, services } = play(REQUESTS_ONLY, options);
  const [first] = decisions.filter(({ reason }) => reason === 'SuccessfulRescale');
  const { ready, starting } = services[0].steps;
  const step = Math.floor(first.at / 15);
  expect(Math.max(...ready.slice(0, step + 5).map(Number))).toBe(1);
  expect(starting[step + 1]).toBe((first.to ?? 0) - 1);
  expect(ready[step + 6]).toBe(first.to);
});

test('it is the probe of the engine that a pod waits for, not that of a container before it', () => {
  const slow = '{ name: proxy, image: envoy, readinessProbe: { initialDelaySeconds: 600, periodSeconds: 600 } }';
  const options: RehearseOptions = { ...L4, traffic: 'step:rates=0.1;4,every=5m,tokens=1000/300' };
  const readyOf = (manifests: string) => play(manifests, options).services[0].steps.ready;
  const beside = REQUESTS_ONLY.replace('      containers:\n', `      containers:\n        - ${slow}\n`);
  expect(readyOf(beside)).toEqual(readyOf(REQUESTS_ONLY));
});

test('scaled in, a pod finishes what it has within its grace period, and what is left is lost', () => {
  const short = REQUESTS_ONLY.replace('terminationGracePeriodSeconds: 60', 'terminationGracePeriodSeconds: 1');
  const traffic = 'step:rates=1;0.2,every=8m,tokens=200/6000,spread=0/0';
  const graceful = play(
    REQUESTS_ONLY.replace('terminationGracePeriodSeconds: 60', 'terminationGracePeriodSeconds: 600'),
    { ...L4, traffic },
  );
  const hasty = play(short, { ...L4, traffic });
  expect(graceful.totals.timedOut).toBe(0);
  expect(hasty.totals.timedOut).toBeGreaterThan(0);
  expect(Math.max(...graceful.services[0].steps.terminating.map(Number))).toBeGreaterThan(0);
});

describe('node pools', () => {
  const busy: RehearseOptions = { ...L4, traffic: 'constant:rate=4,tokens=1000/300,duration=15m' };

  test('pods without a GPU are pending, and nodes are added for them where a pool may grow', () => {
    const fixed = play(REQUESTS_ONLY, { ...busy, pools: [{ name: 'only', nodes: 2 }] });
    expect(Math.max(...fixed.services[0].steps.pending.map(Number))).toBeGreaterThan(0);
    expect(Math.max(...fixed.services[0].steps.ready.map(Number))).toBe(2);
    const growing = play(REQUESTS_ONLY, {
      ...busy,
      pools: [
        { name: 'cloud', nodes: 1, maxNodes: 5, scaling: 'cluster-autoscaler', nodeSeconds: 60, deviceSeconds: 10 },
      ],
    });
    expect(Math.max(...growing.services[0].steps.ready.map(Number))).toBeGreaterThan(2);
    expect(growing.decisions.map(({ reason }) => reason)).toContain('TriggeredScaleUp');
    expect(growing.totals.nodeGpuSeconds).toBeGreaterThanOrEqual(growing.totals.podGpuSeconds);
  });

  test('a node is paid for from its order to its end, whether a pod is on it or not', () => {
    const { pools, totals } = play(golden('ack-cron'), {
      traffic: 'constant:rate=0.01,tokens=10/10,duration=1h',
      untilSeconds: 3600,
      startsAt: '2024-01-01T16:00:00Z',
      replica: { gpu: 'V100-32GB' },
      pools: [{ name: 'a', nodes: 3, gpusPerNode: 2 }],
      prices: [
        { of: 'a', perGpuHour: 3 },
        { of: 'GPU', perGpuHour: 1 },
      ],
    });
    expect(pools).toMatchObject([{ name: 'a', gpuSeconds: 6 * 3600, cost: 18 }]);
    expect(totals).toMatchObject({ podGpuSeconds: 3600, nodeGpuSeconds: 6 * 3600, cost: 18 });
  });
});

describe('several services', () => {
  const both = `${REQUESTS_ONLY}---\n${golden('nim-hpa')}`.replace(/kind: ConfigMap[\s\S]*?---\n/, (config) => config);

  test('each needs its traffic', () => {
    expect(reasonsOf(both)).toEqual(
      Array(2).fill('there are 2 services (nim/meta-llama3-8b, vllm-example/gemma): say which one the traffic is for'),
    );
    expect(reasonsOf(both, { traffic: { gemma: 'constant:rate=1,duration=1m' } })).toEqual([
      'no traffic is given for nim/meta-llama3-8b',
    ]);
    expect(reasonsOf(both, { traffic: 'constant:rate=1,duration=1m', service: 'gema' })).toEqual([
      "'service' (gema) must be one of nim/meta-llama3-8b, vllm-example/gemma",
    ]);
  });

  test('are rehearsed together', () => {
    const { services, totals } = play(both, {
      replica: { gpu: 'A100' },
      traffic: {
        gemma: 'constant:rate=1,tokens=100/50,duration=5m',
        'nim/meta-llama3-8b': 'constant:rate=0.5,tokens=100/50,duration=5m',
      },
    });
    expect(services.map(({ name }) => name)).toEqual(['meta-llama3-8b', 'gemma']);
    expect(totals.requests).toBe(services[0].totals.requests + services[1].totals.requests);
  });
});

test.each([
  [{ traffic: 'constnat:rate=1' }, /^'constnat' must be a kind of traffic/],
  [{}, /^'traffic' or 'recorded' must be given$/],
  [
    { traffic: 'constant:rate=1,duration=1m', startsAt: 'monday' },
    /^'startsAt' \(monday\) must be a time as ISO 8601$/,
  ],
])('%j is refused', (options, reason) => {
  expect(reasonsOf(REQUESTS_ONLY, options)[0]).toMatch(reason);
});

test('traffic that breaks off is no rehearsal', () => {
  const traffic = {
    title: 'broken',
    durationMs: undefined,
    open: () => ({ traffic: { title: 'broken', skipped: 0, failure: 'line 3 is no request', next: () => undefined } }),
  };
  expect(reasonsOf(REQUESTS_ONLY, { traffic })).toEqual(['line 3 is no request']);
});

test('loading the package loads nothing of it', () => {
  const program = `require('./src'); console.log(Object.keys(require.cache).filter((file) => file.includes('src/rehearsal/')).map((file) => file.split('src/rehearsal/').at(-1)).join())`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout.trim().split(',').sort()).toEqual(['entry.ts', 'reader.ts']);
}, 30_000);
