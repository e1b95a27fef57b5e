import type { AdapterRuleNode } from '../../stack/adapter-nodes';
import { badRule } from '../adapter/parts';
import type { Rule } from '../rule';

/** No two rules of an adapter give one name. */
export const adapterNames: Rule = {
  name: 'cluster/adapter-names',
  severity: 'error',
  demands: 'no two rules of an adapter give one metric name',
  why: 'Of two rules that give one name the last wins, without a word, and the HPAs of the other scale on the wrong series.',
  link: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/pkg/custom-provider/series_registry.go',
  *check(graph) {
    for (const { rules } of graph.adapters)
      for (const isExternal of [false, true]) {
        const known = new Map<string, AdapterRuleNode>();
        for (const rule of rules.filter((each) => each.isExternal === isExternal)) {
          const name = rule.exposes;
          if (name === undefined) continue;
          const first = known.get(name);
          if (first === undefined) known.set(name, rule);
          else
            yield badRule(
              rule,
              ['seriesQuery'],
              `becomes the metric '${name}', as '${first.seriesQuery.text}' of an earlier rule does`,
              `give one of them another name in 'as', or take one out`,
            );
        }
      }
  },
};
