import { parseProfile } from '../../../src/rehearsal/options/profile';
import { Unreadable } from '../../../src/rehearsal/reader';

test('takes what manifests do not say', () => {
  const yaml = `
replica: { model: m, gpu: A100, tensorParallelism: 2, precision: fp8, memoryUtilization: 0.9 }
coldStart: { imageSeconds: 30, loadSeconds: { p50: 40, p90: 90 } }
signals: { hpaSyncMs: 15000, cronTimeZone: Europe/Berlin, hpaPhase: 0.5 }
pools: [{ name: a100, gpusPerNode: 8, nodes: 1, scaling: cluster-autoscaler, labels: { gpu: a100 }, nodeSeconds: 120 }]
`;
  expect(parseProfile(yaml)).toEqual({
    replica: { model: 'm', gpu: 'A100', tensorParallelism: 2, precision: 'fp8', memoryUtilization: 0.9 },
    coldStart: { imageSeconds: 30, loadSeconds: { p50: 40, p90: 90 } },
    signals: { hpaSyncMs: 15_000, cronTimeZone: 'Europe/Berlin', hpaPhase: 0.5 },
    clients: {},
    pools: [
      {
        name: 'a100',
        gpusPerNode: 8,
        nodes: 1,
        scaling: 'cluster-autoscaler',
        labels: { gpu: 'a100' },
        nodeSeconds: 120,
      },
    ],
  });
});

test.each([
  ['', {}],
  ['clients: { retries: 2 }', { retries: 2 }],
  ['clients: { balancing: leastOutstanding, retries: 2 }', { retries: 2, balancing: { kind: 'leastOutstanding' } }],
  ['clients: { balancing: perConnection }', { balancing: { kind: 'perConnection', connections: 100 } }],
  ['clients: { balancing: perConnection, connections: 8 }', { balancing: { kind: 'perConnection', connections: 8 } }],
])('%j has the clients %j', (yaml, clients) => expect(parseProfile(yaml)).toEqual({ clients }));

const DELAY = 'must be seconds: a number, or { p50, p90 }';
const LABELS = 'must be labels: texts by their names';

test.each([
  ['[]', 'must be an object with replica, coldStart, clients, signals or pools'],
  ['just words', 'must be an object with replica, coldStart, clients, signals or pools'],
  ['replicas: {}', "'replicas' must be one of replica, coldStart, clients, signals, pools; did you mean replica?"],
  ['replica: 1', "'replica' must be an object"],
  ['replica: null', "'replica' must be an object"],
  ['replica: []', "'replica' must be an object"],
  ['replica: { model: "" }', '\'replica.model\' ("") must be a text'],
  ['replica: { gpu: 4 }', "'replica.gpu' (4) must be a text"],
  ['replica: { precision: fp4 }', '\'replica.precision\' ("fp4") must be one of fp32, fp16, fp8, int8, int4'],
  ['replica: { tensorParallelism: 0 }', "'replica.tensorParallelism' (0) must be a whole number of at least 1"],
  ['replica: { maxRequests: 1.5 }', "'replica.maxRequests' (1.5) must be a whole number of at least 1"],
  ['replica: { memoryUtilization: 90 }', "'replica.memoryUtilization' (90) must be a number from 0.01 to 1"],
  ['replica: { memoryUtilization: 0 }', "'replica.memoryUtilization' (0) must be a number from 0.01 to 1"],
  ['replica: { memoryUtilization: "1" }', '\'replica.memoryUtilization\' ("1") must be a number from 0.01 to 1'],
  ['clients: { patienceMs: 0 }', "'clients.patienceMs' (0) must be a number of at least 1"],
  [
    'clients: { constructor: 1 }',
    "'clients.constructor' is not known; balancing, connections, gatewayQueue, patienceMs, timeoutMs, retries, retryAfterMs are",
  ],
  ['coldStart: { loadSeconds: -1 }', `'coldStart.loadSeconds' (-1) ${DELAY}`],
  ['coldStart: { loadSeconds: [] }', `'coldStart.loadSeconds' ([]) ${DELAY}`],
  ['coldStart: { loadSeconds: { p50: 0, p90: 1 } }', `'coldStart.loadSeconds' ({"p50":0,"p90":1}) ${DELAY}`],
  ['coldStart: { loadSeconds: { p50: 9, p90: 1 } }', `'coldStart.loadSeconds' ({"p50":9,"p90":1}) ${DELAY}`],
  [
    'coldStart: { loadSeconds: { p50: 1, p90: 2, p99: 3 } }',
    `'coldStart.loadSeconds' ({"p50":1,"p90":2,"p99":3}) ${DELAY}`,
  ],
  ['pools: { name: a }', "'pools' must be a list"],
  ['pools: [a]', "'pools[0]' must be an object"],
  ['pools: [{ name: a }, { nodes: 1 }]', "'pools[1].name' must be given"],
  ['pools: [{ name: a, labels: [] }]', `'pools[0].labels' ([]) ${LABELS}`],
  ['pools: [{ name: a, labels: { b: 1 } }]', `'pools[0].labels' ({"b":1}) ${LABELS}`],
])('refuses %j', (yaml, reason) => expect(parseProfile(yaml)).toEqual(new Unreadable([reason])));

test('an alias of what is nowhere is wrong, too', () => {
  expect(parseProfile('replica: *nowhere')).toEqual(
    new Unreadable(['line 1: the alias *nowhere names no anchor above it']),
  );
});

test('says what is wrong with the YAML', () => {
  const read = parseProfile('replica: [');
  expect(read instanceof Unreadable && read.reasons).toEqual([
    expect.stringMatching(/^line 1: the YAML cannot be read: /),
  ]);
});
