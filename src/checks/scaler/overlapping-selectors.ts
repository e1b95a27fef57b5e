import { selects } from '../../stack/label-selector';
import type { WorkloadNode } from '../../stack/nodes';
import { inOrder } from '../order';
import { nameOf, type Rule, wrong } from '../rule';

/** The pods of two scaled workloads can be told apart. */
export const overlappingSelectors: Rule = {
  name: 'scaler/overlapping-selectors',
  severity: 'error',
  demands: 'the selector of a scaled workload does not match the pods of another scaled one',
  why: 'The HPA controller finds pods by the selector of the workload, and where two HPAs find the same pods, both stop with AmbiguousSelector.',
  link: 'https://github.com/kubernetes/kubernetes/issues/124307',
  *check(graph) {
    const scaled = inOrder(graph.workloads, ({ manifest }) => manifest).filter(({ scalers }) =>
      scalers.some(({ by }) => by !== 'cron'),
    );
    for (const [index, one] of scaled.entries())
      for (const other of scaled.slice(index + 1)) {
        const [wide, narrow] = overlap(one, other) ?? [];
        if (!wide || !narrow) continue;
        yield wrong(
          wide.manifest,
          wide.selector.place.path,
          `the selector of ${nameOf(wide.manifest)} matches the pods of ${nameOf(narrow.manifest)}, too, and both are scaled`,
          `add a label that only its own pods have, for example 'app.kubernetes.io/instance: ${wide.name}'`,
          { also: [narrow.manifest] },
        );
      }
  },
};

function overlap(one: WorkloadNode, other: WorkloadNode): readonly [WorkloadNode, WorkloadNode] | undefined {
  if (one.namespace !== other.namespace || one.id === other.id) return undefined;
  if (selects(one.selector, other.podLabels)) return [one, other];
  return selects(other.selector, one.podLabels) ? [other, one] : undefined;
}
