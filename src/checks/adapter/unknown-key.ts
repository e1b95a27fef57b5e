import type { AdapterNode } from '../../stack/adapter-nodes';
import { type FieldPath, fieldsOf, isFields, listOf } from '../../stack/fields';
import { nearest } from '../nearest';
import type { Problem, Rule } from '../rule';
import { wrong } from '../rule';
import { adapterValue } from './parts';

/** What a field may hold: other fields by their names, a list of such, anything under any name, or a value. */
type Shape = { readonly [key: string]: Shape } | { readonly each: Shape } | 'value';

const RESOURCES: Shape = {
  template: 'value',
  namespaced: 'value',
  overrides: { each: { group: 'value', resource: 'value' } },
};
const RULE: Shape = {
  seriesQuery: 'value',
  seriesFilters: { each: { is: 'value', isNot: 'value' } },
  resources: RESOURCES,
  name: { matches: 'value', as: 'value' },
  metricsQuery: 'value',
};
const RESOURCE_RULE: Shape = {
  containerQuery: 'value',
  nodeQuery: 'value',
  resources: RESOURCES,
  containerLabel: 'value',
};
const CONFIGURATION: Shape = {
  rules: { each: RULE },
  externalRules: { each: RULE },
  resourceRules: { cpu: RESOURCE_RULE, memory: RESOURCE_RULE, window: 'value' },
};

/** The configuration of the adapter has no key that it does not know. */
export const adapterUnknownKey: Rule = {
  name: 'adapter/unknown-key',
  severity: 'error',
  demands: 'the configuration of a metrics adapter has no key that the adapter does not know',
  why: 'The adapter exits at a key that it does not know, so that no HPA of the cluster gets a custom metric.',
  link: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md',
  *check(graph) {
    for (const adapter of graph.adapters) {
      if (adapter.problem) continue;
      if (adapter.form === 'configuration') yield* unknownIn(adapter, adapter.path, CONFIGURATION);
      // The values of a chart are not the adapter's, the rules in them are.
      else for (const { path } of adapter.rules) yield* unknownIn(adapter, path, RULE);
    }
  },
};

function* unknownIn(adapter: AdapterNode, path: FieldPath, shape: Shape): Iterable<Problem> {
  const value = adapterValue(adapter, path);
  if (shape === 'value') return;
  if ('each' in shape) {
    const below = Array.isArray(value) ? listOf(value).map((_, index) => index) : Object.keys(fieldsOf(value));
    for (const step of below) yield* unknownIn(adapter, [...path, step], shape.each as Shape);
    return;
  }
  if (!isFields(value)) return;
  const known = Object.keys(shape);
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(shape, key)) yield* unknownIn(adapter, [...path, key], shape[key]);
    else
      yield wrong(
        adapter.manifest,
        [...path, key],
        `'${key}' is no key of the adapter's configuration, which has ${known.join(', ')} here`,
        suggestion(key, known),
      );
  }
}

function suggestion(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return meant === undefined ? 'take it out, or indent it where it belongs' : `write ${meant}`;
}
