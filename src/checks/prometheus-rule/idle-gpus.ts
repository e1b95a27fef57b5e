import { show } from '../../kubernetes/mistake';
import { DCGM } from '../../metrics/catalogue/dcgm';
import type { Selector } from '../../metrics/query-selectors';
import { type Rule, wrongValue } from '../rule';

const NAMES = new Set(DCGM.rows.flatMap(({ names }) => names.map(({ name }) => name)));

/** What is recorded of GPUs leaves out those that no pod has. */
export const idleGpus: Rule = {
  name: 'prometheus-rule/idle-gpus',
  severity: 'warning',
  demands: 'a rule that gives GPU series the labels of the workload leaves out GPUs that no pod has',
  why: 'A GPU without a pod keeps the labels of the exporter, whose pod then seems to use it.',
  link: 'https://github.com/NVIDIA/dcgm-exporter#kubernetes',
  *check(graph) {
    for (const records of graph.records.values())
      for (const { rule, path, query } of records)
        for (const selector of query.selectors)
          if (renamesPods(query.text, selector) && !leavesOutIdle(selector))
            yield wrongValue(
              rule.manifest,
              [...path, 'expr'],
              `must leave out the GPUs that no pod has, before it copies ${show('exported_pod')} to ${show('pod')}`,
              `write ${selector.name}{exported_pod!=""}`,
            );
  },
};

function renamesPods(query: string, { name, inside }: Selector): boolean {
  return (
    name !== undefined && NAMES.has(name) && inside.includes('label_replace') && /["'`]exported_pod["'`]/.test(query)
  );
}

function leavesOutIdle({ matchers }: Selector): boolean {
  return matchers.some(
    ({ label, operator, value }) =>
      label === 'exported_pod' &&
      (operator === '!=' ? value === '' : operator === '=~' ? value !== '.*' : operator === '='),
  );
}
