import { pathText } from '../../stack/fields';
import { type Rule, wrong } from '../rule';
import { oddValues } from './odd-values';

/** Numbers are finite. */
export const finiteNumber: Rule = {
  name: 'value/number',
  severity: 'error',
  demands: 'numbers are finite',
  why: 'JSON, into which kubectl turns the YAML, knows neither .nan nor .inf, so nothing can be applied.',
  link: 'https://yaml.org/spec/1.2.2/#1023-tag-resolution',
  *check(graph) {
    for (const manifest of graph.manifests)
      for (const { path, value } of oddValues(manifest))
        if (typeof value === 'number')
          yield wrong(manifest, path, `'${pathText(path)}' (${value}) must be a finite number`, 'give a number');
  },
};
