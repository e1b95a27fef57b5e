import { selects } from '../../stack/label-selector';
import type { WorkloadNode } from '../../stack/nodes';
import { groupBy } from '../lookup';
import { nameOf, type Rule, wrong } from '../rule';

/** The pods of two scaled workloads can be told apart. */
export const overlappingSelectors: Rule = {
  name: 'scaler/overlapping-selectors',
  severity: 'error',
  demands: 'the selector of a scaled workload does not match the pods of another scaled one',
  why: 'The HPA controller finds pods by the selector of the workload, and where two HPAs find the same pods, both stop with AmbiguousSelector.',
  link: 'https://github.com/kubernetes/kubernetes/issues/124307',
  *check(graph) {
    const scaled = graph.workloads.filter(({ scalers }) => scalers.some(({ by }) => by !== 'cron'));
    for (const group of groupBy(scaled, ({ namespace }) => namespace).values()) {
      const byLabel = groupBy(group.flatMap(labelled), ([label]) => label);
      for (const wide of group)
        for (const narrow of candidates(wide, group, byLabel)) {
          const isBoth = selects(narrow.selector, wide.podLabels);
          if (narrow.id === wide.id || !selects(wide.selector, narrow.podLabels) || (isBoth && narrow.id < wide.id))
            continue;
          yield wrong(
            wide.manifest,
            wide.selector.place.path,
            `the selector of ${nameOf(wide)} matches the pods of ${nameOf(narrow)}, too, and both are scaled`,
            `add a label that only its own pods have, for example 'app.kubernetes.io/instance: ${wide.name}'`,
            { also: [narrow.manifest] },
          );
        }
    }
  },
};

function labelled(workload: WorkloadNode): readonly (readonly [label: string, workload: WorkloadNode])[] {
  return Object.entries(workload.podLabels).map(([key, value]) => [`${key}=${value}`, workload]);
}

/** The workloads that a selector can match: those that have the rarest of its labels. */
function candidates(
  { selector }: WorkloadNode,
  all: readonly WorkloadNode[],
  byLabel: ReadonlyMap<string, readonly (readonly [string, WorkloadNode])[]>,
): readonly WorkloadNode[] {
  const groups = Object.entries(selector.matchLabels).map(([key, value]) => byLabel.get(`${key}=${value}`) ?? []);
  const [rarest] = groups.sort((a, b) => a.length - b.length);
  return rarest === undefined ? all : rarest.map(([, workload]) => workload);
}
