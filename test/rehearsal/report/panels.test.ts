import { type Color, drawPanel, type Line } from '../../../src/rehearsal/report/chart';
import type { Box } from '../../../src/rehearsal/report/geometry';
import { panelsOf, poolPanels } from '../../../src/rehearsal/report/panels';
import { band, curve, stairs } from '../../../src/rehearsal/report/paths';
import { madeResult } from '../../support/rehearsal-result';

const made = madeResult({ seconds: 600, stepSeconds: 30 });
const [service] = made.services;
const [scaler] = service.scalers;
const [metric] = scaler.metrics;

describe('the panels of a service', () => {
  const titles = (panels: ReturnType<typeof panelsOf>) => panels.map(({ title }) => title);

  test('say which scaler wants what where there are several', () => {
    const named = (name: string) => ({ ...scaler, name, metrics: [] });
    const linesOf = (...names: string[]) =>
      panelsOf({ ...service, scalers: names.map(named) }, made.inputs)
        .find(({ title }) => title === 'Replicas')
        ?.lines.map(({ name }) => name);
    expect(linesOf('a')).toEqual(['ready', 'starting', 'pending', 'desired', 'metrics ask for']);
    expect(linesOf('a', 'b')).toEqual(['ready', 'starting', 'pending', 'desired', 'a wants', 'b wants']);
  });

  test.each([
    ['Utilization', 'percent', 'percent of what the pods request, as the scaler sees it'],
    ['AverageValue', 'count', 'per pod, as the scaler sees it'],
    ['Value', 'count', 'as the scaler sees it'],
  ] as const)('read a metric with a target of the type %s in %s', (targetType, unit, note) => {
    const scalers = [{ ...scaler, metrics: [{ ...metric, name: 'cpu', targetType }] }];
    const panel = panelsOf({ ...service, scalers }, made.inputs).find(({ title }) => title === 'cpu');
    expect(panel).toMatchObject({ unit, note, bounds: [{ name: 'target', value: metric.target }] });
  });

  test('have objectives only where there are some', () => {
    expect(titles(panelsOf(service, made.inputs))).toContain('Requests within the objective');
    const without = panelsOf(service, { ...made.inputs, objectives: [] });
    expect(titles(without)).not.toContain('Requests within the objective');
    expect(without.find(({ title }) => title === 'Time to first token')?.bounds).toEqual([]);
  });

  test('leave out what was never measured', () => {
    const nothing = service.intervals.e2e.p50.map(() => null);
    const e2e = { p50: nothing, p90: nothing, p95: nothing, p99: nothing };
    const panels = panelsOf({ ...service, intervals: { ...service.intervals, e2e } }, made.inputs);
    expect(titles(panelsOf(service, made.inputs))).toContain('End-to-end latency');
    expect(titles(panels)).not.toContain('End-to-end latency');
  });

  test('show the kinds of failures that happened', () => {
    const failures = (change: object) =>
      panelsOf({ ...service, intervals: { ...service.intervals, ...change } }, made.inputs)
        .find(({ title }) => title === 'Failed requests')
        ?.lines.map(({ name }) => name);
    expect(failures({})).toBeUndefined();
    expect(failures({ rejected: [0, 3, null], timedOut: [1] })).toEqual(['rejected', 'timed out']);
  });
});

test('without pools there is no panel of nodes', () => expect(poolPanels([])).toEqual([]));

test('what several pools have in common is added up', () => {
  const [pool] = made.pools;
  const other = { ...pool, name: 'other', starting: [1, null, 3], gpusUsed: [1, 1, 1] };
  const [panel] = poolPanels([{ ...pool, starting: [1, 2, null], gpusUsed: [0, 4, null] }, other]);
  const linesOf = (name: string) => panel.lines.find((line) => line.name === name)?.values;
  expect([linesOf('starting'), linesOf('GPUs used')]).toEqual([
    [2, 2, 3],
    [1, 5, 1],
  ]);
});

describe('a panel', () => {
  const axis = { seconds: 60, startsAt: made.startsAt, marks: [] };
  const drawn = (...lines: Partial<Line>[]) =>
    drawPanel(
      {
        title: 'a',
        unit: 'count',
        lines: lines.map((line) => ({ name: 'a', values: [], color: 'blue' as Color, ...line })),
      },
      axis,
    );

  test('tells from where to where the values of a column go', () => {
    const values = Array.from({ length: 700 }, (_, index) => (index < 4 ? [1, 1, 2, 5][index] : null));
    expect(drawn({ values }).readOut[0].slice(0, 3)).toEqual(['1', '2 – 5', '–']);
  });

  test('shows a dash for a line without values', () => {
    expect(drawn({ values: [null, null] }).svg).toContain('data-line="0" data-rest="–"');
    expect(drawn({ values: [2, null] }).svg).toContain('data-line="0" data-rest="2"');
  });

  test('stacks what was not measured as nothing', () => {
    const [first, second] = [
      drawn({ values: [2, null], shape: 'stack' }, { values: [1, 1], shape: 'stack' }),
      drawn({ values: [2, 0], shape: 'stack' }, { values: [1, 1], shape: 'stack' }),
    ].map(({ svg }) => svg.match(/<path class="fill [^>]*>/g));
    expect(first).toHaveLength(2);
    expect(first).toEqual(second);
  });
});

describe('a path', () => {
  const box: Box = { bottom: 100, height: 100, y: (value) => 100 - value };
  const gap = Number.NaN;

  test.each([
    ['rises', [1, 1], [5, 5], [5, 5], 'M224 99L224 95L560 99L560 95'],
    ['falls', [1, 1], [5, 5], [1, 1], 'M224 95L224 99L560 95L560 99'],
    ['alone', [3], [3], [3], 'M392 97h1'],
    ['alone between gaps', [gap, 3, gap], [gap, 3, gap], [gap, 3, gap], 'M392 97h1'],
    ['at the end', [gap, 3, 4], [gap, 3, 4], [gap, 3, 4], 'M392 97L616 96'],
    ['at the beginning', [3, 4, gap], [3, 4, gap], [3, 4, gap], 'M168 97L392 96'],
  ])('of a line that %s', (_, low, high, last, path) => expect(curve(low, high, last, box)).toBe(path));

  test('of steps begins again after a gap', () =>
    expect(stairs([1, 1, 2, gap, 2, 2], box)).toBe('M56 99H280V98H392M504 98H728'));

  test('of an area goes down to zero, also where nothing was measured', () => {
    expect(band([2, gap], undefined, box)).toBe('M56 100H56V98H392H392V100H728H728V100H56Z');
    expect(band([2, 2], [1, 1], box)).toBe('M56 100H56V98H728H728V99H56Z');
  });
});
