import { oneOf, slipOfSeries } from './random';
import { adapterChange, all, type Change, change } from './stack';

const HPA = 'HorizontalPodAutoscaler';

/** What can be wrong with the configuration of an adapter. */
export const ADAPTER_BREAKS: readonly Change[] = [
  adapterChange('call a metric by another name', (rule, stack) => {
    rule.name.as = slipOfSeries(rule.name.as, stack.random);
    return all(stack, HPA);
  }),
  adapterChange('expose another series', (rule, stack) => {
    const [series] = /^[\w:]+/.exec(rule.seriesQuery) ?? [''];
    const other = slipOfSeries(series, stack.random);
    rule.seriesQuery = rule.seriesQuery.replace(series, other);
    rule.name.matches = `^${other}$`;
    return all(stack, HPA);
  }),
  adapterChange('take names that the series does not have', (rule, stack) => {
    rule.name.matches = `^${slipOfSeries(rule.name.matches.slice(1, -1), stack.random)}$`;
    return all(stack, HPA);
  }),
  adapterChange('leave out the label of the pod', (rule) => {
    for (const label of Object.keys(rule.resources.overrides))
      if (rule.resources.overrides[label].resource === 'pod') delete rule.resources.overrides[label];
    return true;
  }),
  adapterChange('leave out the label of the namespace', (rule) => {
    for (const label of Object.keys(rule.resources.overrides))
      if (rule.resources.overrides[label].resource === 'namespace') delete rule.resources.overrides[label];
    return true;
  }),
  adapterChange(
    'name pods by a label that the series does not have',
    (rule, stack) => {
      const label = oneOf(['exported_pod', 'pod_name', 'PodName'], stack.random);
      rule.resources.overrides[label] = rule.resources.overrides.pod;
      delete rule.resources.overrides.pod;
      return true;
    },
    (rule) => rule.resources.overrides.pod !== undefined,
  ),
  adapterChange('name an unknown resource', (rule) => {
    for (const override of Object.values<{ resource: string }>(rule.resources.overrides))
      if (override.resource === 'pod') override.resource = 'podd';
    return true;
  }),
  adapterChange('write a key that there is not', (rule) => {
    rule.seriesquery = rule.seriesQuery;
    delete rule.seriesQuery;
    return true;
  }),
  adapterChange('leave out what the query is grouped by', (rule) => {
    rule.metricsQuery = rule.metricsQuery.replace(' by (<<.GroupBy>>)', '');
    return true;
  }),
  adapterChange('leave out the conditions of the query', (rule) => {
    rule.metricsQuery = rule.metricsQuery.replace('{<<.LabelMatchers>>}', '');
    return true;
  }),
  adapterChange('write templates as Helm does', (rule) => {
    rule.metricsQuery = rule.metricsQuery.replaceAll('<<', '{{').replaceAll('>>', '}}');
    return true;
  }),
  adapterChange('write a variable of templates that there is not', (rule) => {
    rule.metricsQuery = rule.metricsQuery.replace('.GroupBy', '.Groupby');
    return true;
  }),
  adapterChange('forget a parenthesis of the query', (rule) => {
    rule.metricsQuery = rule.metricsQuery.replace(/\)(?= by)/, '');
    return true;
  }),
  adapterChange(
    'add up what is a share',
    (rule) => {
      rule.metricsQuery = rule.metricsQuery.replace(/^avg/, 'sum');
      return true;
    },
    // A recorded series is one per pod already.
    (rule) => rule.metricsQuery.startsWith('avg') && !rule.seriesQuery.startsWith('namespace_pod:'),
  ),
  adapterChange('leave out the query', (rule) => {
    delete rule.metricsQuery;
    return true;
  }),
  adapterChange('leave out the rule', (rule, stack, root) => {
    const rules = root.rules ?? root.AlibabaCloudMetricsAdapter.prometheus.adapter.rules.custom;
    rules.splice(rules.indexOf(rule), 1);
    return all(stack, HPA);
  }),
  change('indent a line of the configuration wrongly', 'ConfigMap', (object) => {
    const [key] = Object.keys(object.data);
    object.data[key] = object.data[key].replace(/^( +)(name:)$/m, '$1 $2');
    return true;
  }),
];
