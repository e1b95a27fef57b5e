import * as fc from 'fast-check';
import { Unreadable } from '../../../src/rehearsal/reader';
import { playLine } from '../../../src/rehearsal/scenarios/play-line';

const spec = {
  maxReplicas: 5,
  metrics: [
    { type: 'External', external: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '1' } } },
  ],
};
const scenario = {
  id: 1,
  initial: 1,
  requestMilli: 1000,
  resyncSeconds: 15,
  downscaleSeconds: 300,
  spec,
  ticks: [{ values: { m: [3000] } }],
};
const scaledObject = { triggers: [{ type: 'prometheus', name: 'a', metadata: { threshold: '2' } }] };

/** Why a line is not played. */
function reasons(line: string): readonly string[] {
  const played = playLine(line);
  return played instanceof Unreadable ? played.reasons : [`played: ${JSON.stringify(played)}`];
}

test('what Kubernetes has defaults for may be left out, and null is nothing', () => {
  const { id, initial, ticks } = scenario;
  const expected = { id: 1, replicas: [3], reasons: [['SucceededRescale', 'ValidMetricFound', 'DesiredWithinRange']] };
  expect(playLine(JSON.stringify(scenario))).toEqual(expected);
  expect(playLine(JSON.stringify({ id, initial, spec, ticks }))).toEqual(expected);
  const withNulls = { ...spec, minReplicas: null, behavior: null };
  expect(playLine(JSON.stringify({ ...scenario, spec: withNulls, ticks: [{ ...ticks[0], errors: null }] }))).toEqual(
    expected,
  );
  expect(playLine(JSON.stringify({ ...scenario, ticks: [] }))).toEqual({ id: 1, replicas: [], reasons: [] });
});

test.each<[string, object, string]>([
  ['an id', { id: {} }, "'id' ({}) must be a number or a text"],
  ['a size', { initial: -1 }, "'initial' (-1) must be at least 0"],
  ['a size', { initial: 1.5 }, "'initial' (1.5) must be a whole number"],
  ['a time', { resyncSeconds: 0 }, "'resyncSeconds' (0) must be a number of seconds, at least 0.501"],
  ['a time', { downscaleSeconds: '5m' }, '\'downscaleSeconds\' ("5m") must be a number of seconds, at least 0'],
  ['ticks', { ticks: {} }, "'ticks' ({}) must be a list"],
  ['a tick', { ticks: [5] }, "'ticks[0]' (5) must be an object"],
  ['a value', { ticks: [{ values: { m: [1, 'x'] } }] }, '\'ticks[0].values.m[1]\' ("x") must be a whole number'],
  ['a value', { ticks: [{ values: { m: [1.5] } }] }, "'ticks[0].values.m[0]' (1.5) must be a whole number"],
  ['values', { ticks: [{ values: { m: 5 } }] }, "'ticks[0].values.m' (5) must be a list"],
  ['errors', { ticks: [{ errors: [5] }] }, "'ticks[0].errors[0]' (5) must be a text"],
  ['a count', { ticks: [{ pending: -2 }] }, "'ticks[0].pending' (-2) must be at least 0"],
  ['a spec', { spec: { maxReplicas: 'x' } }, '\'spec.maxReplicas\' ("x") must be a whole number'],
  ['a spec', { spec: 5 }, "'spec' (5) must be an object"],
  ['a world', { initial: 2_000_000 }, "'ticks[0]' needs 2000000 pods, and no more than 1000000 are played"],
])('%s that is none is said', (_, change, reason) => {
  expect(reasons(JSON.stringify({ ...scenario, ...change }))).toEqual([reason]);
});

test('requests are needed where a target is a share of them', () => {
  const metrics = [
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
  ];
  const line = JSON.stringify({ ...scenario, requestMilli: undefined, spec: { ...spec, metrics } });
  expect(reasons(line)).toEqual(["'requestMilli' (nothing) must be a whole number of thousandths"]);
});

test.each([
  ['5', 'must be an object'],
  ['null', 'must be an object'],
  ['[]', 'must be an object'],
  ['"{}"', 'must be an object'],
])('a line %s holds no scenario', (line, reason) => {
  expect(reasons(line)).toEqual([reason]);
});

test('a line that is cut off is no JSON', () => {
  expect(reasons(JSON.stringify(scenario).slice(0, 40))[0]).toMatch(/^is not JSON: /);
});

test('of very many mistakes only the first are told', () => {
  const told = reasons(JSON.stringify({ ...scenario, ticks: Array(100).fill({ unready: -1 }) }));
  expect(told).toHaveLength(6);
  expect(told.at(-1)).toBe('and 95 more');
});

test('a policy of KEDA is judged as well', () => {
  const line = { id: 'k', initial: 1, scaledObject, ticks: [{ series: { a: [5] } }] };
  expect(playLine(JSON.stringify(line))).toEqual({ id: 'k', replicas: [3] });
  expect(reasons(JSON.stringify({ ...line, ticks: [{ series: { a: ['5'] } }] }))).toEqual([
    '\'ticks[0].series.a[0]\' ("5") must be a number',
  ]);
  expect(reasons(JSON.stringify({ ...line, initial: null, scaledObject: {} }))).toEqual([
    "'initial' (null) must be a whole number",
    "'spec.triggers' (nothing) must have a trigger",
  ]);
});

test('no line breaks it, whatever it holds', () => {
  const anything = fc.anything({ maxDepth: 3 });
  const some = fc.record(
    {
      id: fc.nat(),
      initial: fc.oneof(fc.nat({ max: 10 }), anything),
      spec: fc.oneof(fc.constant(spec), anything),
      ticks: fc.oneof(fc.array(fc.oneof(fc.constant(scenario.ticks[0]), anything), { maxLength: 3 }), anything),
      scaledObject: fc.oneof(fc.constant(scaledObject), anything),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        some.map((value) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? 0 : each))),
      ),
      (line) => {
        const played = playLine(line);
        if (!(played instanceof Unreadable))
          expect(played.replicas.every((count) => Number.isInteger(count))).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
