import { fillExternalTemplate, fillTemplate, labelOf, renameSeries, SeriesBehind } from '../../src/stack/adapter-names';
import type { AdapterRuleNode } from '../../src/stack/adapter-nodes';
import { adaptersOf } from '../../src/stack/adapters';
import { manifestOf } from '../../src/stack/manifest';

const BY_POD = 'resources: {overrides: {ns: {resource: namespace}, pod_name: {resource: pods}}}';

/** The rule that an adapter reads out of a text. */
function ruleOf(yaml: string): AdapterRuleNode {
  const data = { 'config.yaml': `rules: [{${yaml}}]` };
  const manifest = manifestOf({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'adapter' }, data });
  const [rule] = manifest ? adaptersOf(manifest).flatMap(({ rules }) => rules) : [];
  if (rule === undefined) throw new Error('no rule');
  return rule;
}

describe('the name of a series', () => {
  test.each([
    ['is its own where all is taken', '.*', '', 'a_total', 'a_total'],
    ['is all that the pattern matches', '^a_.*$', '', 'a_total', 'a_total'],
    ['is the one group that the pattern has', '^(.*)_total$', '', 'a_total', 'a'],
    ['is a word', '^a$', 'b', 'a', 'b'],
    ['has groups by number', '^(a)_(b)$', '${2}_$1', 'a_b', 'b_a'],
    ['has groups by name', '^(?P<x>a)_b$', '${x}', 'a_b', 'a'],
    ['has the tenth group', '^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)$', '$10', 'abcdefghij', 'j'],
    ['takes the longest name after a dollar', '^(a)$', '$1_rate', 'a', ''],
    ['takes a name with a digit at its end for a name', '^(a)$', 'x${g1}', 'a', 'x'],
    ['takes a name with a digit at its beginning for a name', '^(a)$', 'x${1g}', 'a', 'x'],
    ['has a dollar for two', '^(a)$', '$$1', 'a', '$1'],
    ['is nothing for another series', '^a$', 'b', 'c', undefined],
    ['is nothing where the pattern could take years', `^${'a*'.repeat(6)}$`, 'b', 'a', undefined],
    ['is nothing where the pattern is none', '(', 'b', 'a', undefined],
  ])('%s', (_, matches, as, series, name) => {
    expect(renameSeries({ matches, as }, series)).toBe(name);
  });
});

describe('the series behind a name', () => {
  const behind = (yaml: string, name: string, recorded: readonly string[] = []) =>
    new SeriesBehind(recorded).of(ruleOf(yaml), name);
  const MANY = 'seriesQuery: \'{__name__=~"^vllm:.*",pod!=""}\', name: {matches: "^vllm:(.*)$", as: "vllm_$1"}';

  test.each([
    ['of a rule about one series', 'seriesQuery: a, name: {as: b}', 'b', 'a'],
    ['is none under another name', 'seriesQuery: a, name: {as: b}', 'c', undefined],
    ['is one of the catalogue', MANY, 'vllm_num_requests_running', 'vllm:num_requests_running'],
    ['is none that the query does not take', MANY, 'sglang:num_running_reqs', undefined],
    ['is one that nobody knows, of which the name can be', MANY, 'vllm_x', 'vllm:x'],
    [
      'is a counter of which the ending is taken away',
      'seriesQuery: \'{__name__=~"^my_.*"}\', name: {matches: "^(.*)_total$"}',
      'my_requests',
      'my_requests_total',
    ],
    [
      'is a counter of seconds of which the ending is taken away',
      'seriesQuery: \'{__name__=~"^my_.*"}\', name: {matches: "^(.*)_seconds_total$"}',
      'my_time',
      'my_time_seconds_total',
    ],
    [
      'is none that a filter leaves out',
      `${MANY}, seriesFilters: [{isNot: requests}]`,
      'vllm_num_requests_x',
      undefined,
    ],
    ['is none that a filter does not take', `${MANY}, seriesFilters: [{is: _cache}]`, 'vllm_x', undefined],
    ['is one that the filters take', `${MANY}, seriesFilters: [{is: _x$}, {isNot: y}]`, 'vllm_a_x', 'vllm:a_x'],
    [
      'is none when one of two filters does not',
      `${MANY}, seriesFilters: [{is: _x$}, {isNot: a}]`,
      'vllm_a_x',
      undefined,
    ],
    ['is one where a filter cannot be told', `${MANY}, seriesFilters: [{is: "("}]`, 'vllm_x', 'vllm:x'],
  ])('%s', (_, yaml, name, series) => {
    expect(behind(yaml, name)).toBe(series);
  });

  test('is what a rule records', () => {
    const yaml = 'seriesQuery: \'{__name__=~"^team:.*"}\', name: {matches: "^team:(.*):avg$"}';
    expect(behind(yaml, 'queue', ['team:queue:avg'])).toBe('team:queue:avg');
    expect(behind(yaml, 'queue')).toBeUndefined();
  });
});

describe('the label of a kind of object', () => {
  test.each([
    ['is that which is written for it', BY_POD, 'namespace', 'ns'],
    ['is that which is written for many of it', BY_POD, 'pod', 'pod_name'],
    ['is not there', BY_POD, 'node', undefined],
    ['follows a template', 'resources: {template: "kube_<< .Resource >>"}', 'pod', 'kube_pod'],
    ['follows a template without spaces', 'resources: {template: "<<.Resource>>"}', 'pod', 'pod'],
    ['is first what is written', 'resources: {template: "<<.Resource>>", overrides: {p: {resource: pod}}}', 'pod', 'p'],
  ])('%s', (_, resources, resource, label) => {
    expect(labelOf(ruleOf(`seriesQuery: a, ${resources}`), resource)).toBe(label);
  });
});

describe('the query of a rule', () => {
  const query = (metricsQuery: string, resources = BY_POD) =>
    fillTemplate(ruleOf(`seriesQuery: a, ${resources}, metricsQuery: '${metricsQuery}'`), 'a', 'llm', ['p-1', 'p-2']);

  test.each([
    ['sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)', 'sum(a{ns="llm",pod_name=~"p-1|p-2"}) by (pod_name)'],
    ['<< .Series >>{<< .LabelMatchers >>} << .GroupBy >>', 'a{ns="llm",pod_name=~"p-1|p-2"} pod_name'],
    ['<<- .Series ->>{<<- .LabelMatchers ->>} <<- .GroupBy ->>', 'a{ns="llm",pod_name=~"p-1|p-2"} pod_name'],
    ['<<.Series>>{<<index .LabelValuesByName "x">>}', undefined],
  ])('%s', (template, filled) => {
    expect(query(template)).toBe(filled);
  });

  test.each(['{overrides: {ns: {resource: namespace}}}', '{overrides: {p: {resource: pod}}}', '{}'])(
    'cannot be filled in where no label says which pods are meant: %s',
    (resources) => {
      expect(query('<<.Series>>{<<.LabelMatchers>>}', `resources: ${resources}`)).toBeUndefined();
    },
  );

  test('of an external metric has the labels that are asked for', () => {
    const rule = ruleOf(`seriesQuery: a, metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)'`);
    expect(fillExternalTemplate(rule, 'a', { x: '1', y: 'b"c' })).toBe('sum(a{x="1",y="b\\"c"}) by ()');
  });
});
