import { compileQuery } from '../../../src/rehearsal/promql/compile';
import { evaluate } from '../../../src/rehearsal/promql/evaluate';
import { PromqlError } from '../../../src/rehearsal/promql/expression';
import { LabelTable } from '../../../src/rehearsal/promql/labels';
import type { SeriesStore } from '../../../src/rehearsal/promql/series-store';
import { ask, count, flat, linear, MINUTE, storeOf } from './support';

const PODS = storeOf({
  'running{namespace="a",pod="x-1"}': flat(3),
  'running{namespace="a",pod="x-2"}': flat(5),
  'running{namespace="b",pod="y-1"}': flat(7),
  'limit{namespace="a",pod="x-1"}': flat(6),
  'limit{namespace="a",pod="x-2"}': flat(10),
  'total{pod="x-1"}': linear(30),
  'total{pod="x-2"}': linear(15),
  'owner{pod="x-1",team="red"}': flat(1),
  'owner{pod="x-2",team="blue"}': flat(1),
});

test.each<[string, Record<string, number> | string]>([
  ['sum(running{namespace="a",pod=~"x-.*"})', { '': 8 }],
  ['sum(running{namespace!="a"})', { '': 7 }],
  ['avg by (namespace) (running)', { 'namespace=a': 4, 'namespace=b': 7 }],
  ['max(running) without (pod)', { 'namespace=a': 5, 'namespace=b': 7 }],
  ['min(running)', { '': 3 }],
  ['count(running)', { '': 3 }],
  ['running{pod="none"}', {}],
  ['sum(running{pod="none"})', {}],
  ['sum(running{pod="none"}) or vector(0)', { '': 0 }],
  ['{__name__="running",pod="x-1"}', { '__name__=running,namespace=a,pod=x-1': 3 }],
  ['{__name__=~"run.+",pod="x-1"}', { '__name__=running,namespace=a,pod=x-1': 3 }],
  ['{"running",pod="x-1"}', { '__name__=running,namespace=a,pod=x-1': 3 }],
  ['running{pod!~"x-.*"}', { '__name__=running,namespace=b,pod=y-1': 7 }],
  ['running / limit', { 'namespace=a,pod=x-1': 0.5, 'namespace=a,pod=x-2': 0.5 }],
  ['sum(running) / 3', { '': 5 }],
  ['2 ^ 3 ^ 0 + -1', { '': 1 }],
  ['-sum(running)', { '': -15 }],
  ['running > 4', { '__name__=running,namespace=a,pod=x-2': 5, '__name__=running,namespace=b,pod=y-1': 7 }],
  ['4 < running', { '__name__=running,namespace=a,pod=x-2': 5, '__name__=running,namespace=b,pod=y-1': 7 }],
  ['sum(running > bool 4)', { '': 2 }],
  ['running and limit', { '__name__=running,namespace=a,pod=x-1': 3, '__name__=running,namespace=a,pod=x-2': 5 }],
  ['running unless limit', { '__name__=running,namespace=b,pod=y-1': 7 }],
  ['sum(running or limit)', { '': 15 }],
  [
    'running * on(pod) group_left(team) owner',
    { 'namespace=a,pod=x-1,team=red': 3, 'namespace=a,pod=x-2,team=blue': 5 },
  ],
  [
    'running{namespace="a"} * on(namespace) limit',
    'found duplicate series for the match group on the right hand-side of the operation',
  ],
  [
    'running{namespace="a"} / on(namespace) sum by (namespace) (limit)',
    'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
  ],
  [
    'running{namespace="a"} / on(namespace) group_left sum by (namespace) (limit)',
    { 'namespace=a,pod=x-1': 3 / 16, 'namespace=a,pod=x-2': 5 / 16 },
  ],
  ['topk(1, running)', { '__name__=running,namespace=b,pod=y-1': 7 }],
  ['bottomk by (namespace) (1, running{namespace="a"})', { '__name__=running,namespace=a,pod=x-1': 3 }],
  ['quantile(0.5, running)', { '': 5 }],
  ['sum(rate(total[2m]))', { '': 3 }],
  ['increase(total{pod="x-1"}[2m])', { 'pod=x-1': 240 }],
  ['avg_over_time(total{pod="x-2"}[1m])', { 'pod=x-2': 277.5 }],
  ['max_over_time(total{pod="x-2"}[1m])', { 'pod=x-2': 300 }],
  ['min_over_time(total{pod="x-2"}[1m])', { 'pod=x-2': 255 }],
  ['count_over_time(total{pod="x-2"}[1m])', { 'pod=x-2': 4 }],
  ['max_over_time(sum(total)[1m:30s])', { '': 900 }],
  ['max_over_time(sum(total)[1m:30s] offset 1m)', 'sum(total)[1m:30s] offset 1m'],
  ['sum(total offset 1m)', { '': 720 }],
  ['deriv(total{pod="x-1"}[1m])', { 'pod=x-1': 2 }],
  ['irate(total{pod="x-1"}[1m])', { 'pod=x-1': 2 }],
  ['clamp_max(sum(running), 10)', { '': 10 }],
  ['clamp_min(sum(running), 20)', { '': 20 }],
  ['clamp(sum(running), 1, 2)', { '': 2 }],
  ['clamp(sum(running), 2, 1)', {}],
  ['clamp(sum(running), NaN, 1)', { '': Number.NaN }],
  ['ceil(avg(running{namespace="a"}) / 3)', { '': 2 }],
  ['round(avg(running) / 4, 0.5)', { '': 1.5 }],
  ['scalar(sum(running)) + 1', { '': 16 }],
  ['absent(nothing)', { '': 1 }],
  ['sum(running) == 15', { '': 15 }],
  ['sum(running) == 14', {}],
  [
    'label_replace(running{pod="x-1"}, "node", "n$1", "pod", "x-(.+)")',
    { '__name__=running,namespace=a,node=n1,pod=x-1': 3 },
  ],
  ['sum by (team) (label_join(owner, "team", "-", "team", "pod"))', { 'team=red-x-1': 1, 'team=blue-x-2': 1 }],
  ['time()', { '': 300 }],
  ['hour(sum(total) * 20)', { '': 5 }],
  ['sort_by_label(total)', 'the function sort_by_label'],
  ['sum(running @ 5)', 'running @ 5'],
  ['count_values("x", running)', 'count_values("x", running)'],
  ['sum(running', 'wrong PromQL at character 12'],
  ['running[5m]', 'a query that is neither a number nor a vector'],
])('%s', (query, expected) => {
  expect(ask(PODS, query)).toEqual(expected);
});

const ODD = storeOf({
  'odd{pod="a"}': flat(Number.NaN),
  'odd{pod="b"}': flat(4),
  'odd{pod="c"}': flat(2),
});

test.each<[string, SeriesStore, Record<string, number> | string]>([
  ['min(odd)', ODD, { '': 2 }],
  ['max(odd)', ODD, { '': 4 }],
  ['(sum(running) + 1) * 2', PODS, { '': 32 }],
  ['+sum(running)', PODS, { '': 15 }],
  ['1 > bool 2', PODS, { '': 0 }],
  ['1 > 2', PODS, 'a comparison of two numbers without bool (1 > 2)'],
  ['running[1m] + running', PODS, 'running[1m] + running'],
  ['clamp_max(sum(running), inf)', PODS, { '': 15 }],
  ['vector(NaN)', PODS, { '': Number.NaN }],
  ['scalar(running)', PODS, { '': Number.NaN }],
  ['absent(running)', PODS, {}],
  ['absent(nothing{namespace="a",pod=~"x-.*",team!="red",zone=""})', PODS, { 'namespace=a': 1 }],
  ['absent((nothing{namespace="a",team="red",team="blue"}))', PODS, { 'namespace=a': 1 }],
  ['absent(sum(nothing{namespace="a"}))', PODS, { '': 1 }],
  ['absent(nothing{namespace="a"} offset 1m)', PODS, { 'namespace=a': 1 }],
  ['absent_over_time(nothing{namespace="a"}[5m])', PODS, { 'namespace=a': 1 }],
  ['absent_over_time(nothing{namespace="a"}[5m:1m])', PODS, { '': 1 }],
  ['absent_over_time(running[5m])', PODS, {}],
  ['round(avg(running) / 4)', PODS, { '': 1 }],
  ['quantile(NaN, running)', PODS, { '': Number.NaN }],
  ['quantile(-0.1, running)', PODS, { '': Number.NEGATIVE_INFINITY }],
  ['quantile(1.1, running)', PODS, { '': Number.POSITIVE_INFINITY }],
  ['running{pod=`x-1`}', PODS, { '__name__=running,namespace=a,pod=x-1': 3 }],
  ['running{team="",pod="x-1"}', PODS, { '__name__=running,namespace=a,pod=x-1': 3 }],
  ['running{pod=~"("}', PODS, 'the regular expression "("'],
  ['total offset -1m', PODS, 'total offset -1m'],
  ['running[1m] and running', PODS, 'running[1m] and running'],
  ['running + "text"', PODS, 'running + "text"'],
  ['limitk(1, running)', PODS, 'the aggregation limitk'],
])('%s', (query, store, expected) => {
  expect(ask(store, query)).toEqual(expected);
});

describe('what two vectors make of each other', () => {
  test.each<[string, Record<string, number> | string]>([
    ['running < limit', { '__name__=running,namespace=a,pod=x-1': 3, '__name__=running,namespace=a,pod=x-2': 5 }],
    ['running{namespace="a"} > limit', {}],
    ['nothing * running', {}],
    ['running < on(namespace, pod) limit', { 'namespace=a,pod=x-1': 3, 'namespace=a,pod=x-2': 5 }],
    [
      'running < on(namespace) group_left sum by (namespace) (limit)',
      { '__name__=running,namespace=a,pod=x-1': 3, '__name__=running,namespace=a,pod=x-2': 5 },
    ],
    [
      'running{namespace="a"} / on(namespace) group_left(team) limit{pod="x-1"}',
      { 'namespace=a,pod=x-1': 3 / 6, 'namespace=a,pod=x-2': 5 / 6 },
    ],
    [
      'running{namespace="a"} / on(namespace) group_left(pod) limit{pod="x-1"}',
      'multiple matches for labels: grouping labels must ensure unique matches',
    ],
    [
      'owner * on(pod) group_right(team) running',
      { 'namespace=a,pod=x-1,team=red': 3, 'namespace=a,pod=x-2,team=blue': 5 },
    ],
    [
      'limit / on(namespace) group_right running',
      'found duplicate series for the match group on the left hand-side of the operation',
    ],
  ])('%s', (query, expected) => {
    expect(ask(PODS, query)).toEqual(expected);
  });
});

describe('labels that are made', () => {
  test.each<[string, Record<string, number> | string]>([
    ['label_replace(owner{pod="x-1"}, "a", "$1", "pod", "(")', 'the regular expression "("'],
    ['label_replace(owner{pod="x-1"}, "a", "b", "none", "")', { '__name__=owner,a=b,pod=x-1,team=red': 1 }],
    ['label_replace(owner{pod="x-1"}, "a", "b", "pod", "y-.*")', { '__name__=owner,pod=x-1,team=red': 1 }],
    [
      'label_replace(owner{pod="x-1"}, "a", "$$-${1}-${digit}-$9", "pod", "x-(?P<digit>.+)")',
      { '__name__=owner,a=$-1-1-,pod=x-1,team=red': 1 },
    ],
    ['label_replace(owner{pod="x-1"}, "a", "<${none}>", "pod", ".*")', { '__name__=owner,a=<>,pod=x-1,team=red': 1 }],
    [
      String.raw`label_replace(owner{pod="x-1"}, "a", "\x41\n\t\"\\", "pod", ".*")`,
      { '__name__=owner,a=A\n\t"\\,pod=x-1,team=red': 1 },
    ],
    ['label_join(owner{pod="x-1"}, "team", "-", "none", "pod")', { '__name__=owner,pod=x-1,team=-x-1': 1 }],
    ['label_join(owner{pod="x-1"}, "team", "-")', { '__name__=owner,pod=x-1': 1 }],
    [
      'label_join(owner{pod="x-1"}, "all", "-", "pod", "team", "pod", "team", "pod", "team")',
      { '__name__=owner,all=x-1-red-x-1-red-x-1-red,pod=x-1,team=red': 1 },
    ],
    ['label_join(owner{pod="x-1"}, "all", "-", "pod", pod)', 'label_join with arguments of these types'],
    ['label_join(owner{pod="x-1"}, "all")', 'label_join with arguments of these types'],
  ])('%s', (query, expected) => {
    expect(ask(PODS, query)).toEqual(expected);
  });
});

describe('functions of a range', () => {
  const store = storeOf({
    'total{pod="a"}': linear(30),
    reset: count(21, (index) => (index < 20 ? 100 + index : 7)),
    'wave{pod="a"}': count(21, (index) => index % 3),
    // At the beginning only.
    single: [5],
  });

  test.each<[string, Record<string, number> | string]>([
    ['irate(reset[1m])', { '': 7 / 15 }],
    ['idelta(reset[1m])', { '': -112 }],
    ['delta(total[10m])', { 'pod=a': 615 }],
    ['delta(total[10m] offset -5m)', 'total[10m] offset -5m'],
    ['predict_linear(total[1m], 60)', { 'pod=a': 720 }],
    ['quantile_over_time(0.5, total[1m])', { 'pod=a': 577.5 - 22.5 }],
    ['last_over_time(total[1m])', { '__name__=total,pod=a': 600 }],
    ['changes(total[1m])', { 'pod=a': 3 }],
    ['changes(single[6m])', { '': 0 }],
    ['resets(reset[1m])', { '': 1 }],
    ['resets(wave[2m])', { 'pod=a': 2 }],
    ['irate(single[6m])', {}],
    ['idelta(single[6m])', {}],
    ['deriv(single[6m])', {}],
    ['predict_linear(single[6m], 60)', {}],
    ['sum_over_time(single[1m])', {}],
    ['max_over_time(sum(total)[1m:])', { '': 600 }],
    ['count_over_time(sum(total)[1m:])', { '': 2 }],
    ['max_over_time(sum by (pod) (total)[1m:30s])', { 'pod=a': 600 }],
    ['max_over_time((1)[1m:])', '(1)[1m:]'],
  ])('%s', (query, expected) => {
    expect(ask(store, query)).toEqual(expected);
  });

  test('a window that reaches beyond the last sample is not extrapolated to its end', () => {
    expect(ask(store, 'delta(total[10m])', 10 * MINUTE)).toEqual({ 'pod=a': 615 });
  });
});

test('conditions are filled in when it is asked', () => {
  const live = new Set(['x-1']);
  const compiled = compileQuery('sum(running{pod=~"<pods>"}) by (pod)', PODS.labels, {
    '<pods>': (pod) => live.has(pod),
  });
  if (compiled instanceof PromqlError) throw new Error(compiled.message);
  expect(evaluate(compiled, PODS, 5 * MINUTE)).toEqual([{ labels: PODS.labels.of({ pod: 'x-1' }), value: 3 }]);
});

test('says what a query reads and how far back it looks', () => {
  const table = new LabelTable();
  const compiled = compileQuery('sum(rate(a[2m] offset 10m)) / max_over_time(b[1h:1m])', table);
  expect(compiled).toMatchObject({ reads: ['a', 'b'], reach: 65 * MINUTE });
  expect(compileQuery('sum({__name__=~"a.*"})', table)).toMatchObject({ reads: undefined });
});
