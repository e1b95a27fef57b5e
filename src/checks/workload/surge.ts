import { fieldsOf, plainText, valueAt } from '../../stack/fields';
import type { WorkloadNode } from '../../stack/nodes';
import { type Rule, wrong } from '../rule';
import { acceleratorsOf } from './arguments';

/** A rollout on GPUs needs no GPU more than there are. */
export const surge: Rule = {
  name: 'workload/surge',
  severity: 'warning',
  demands: 'a Deployment on GPUs is rolled out without a pod on top',
  why: 'With the default of 25 % a small Deployment starts the new pod before it stops an old one: where all GPUs are taken, it stays Pending and the rollout stands still.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge',
  *check(graph) {
    for (const workload of graph.workloads) {
      if (
        workload.kind !== 'Deployment' ||
        !workload.containers.some(({ fields }) => (acceleratorsOf(fields) ?? 0) > 0)
      )
        continue;
      const path = workload.madeBy === 'KServe' ? ['spec', 'predictor', 'deploymentStrategy'] : ['spec', 'strategy'];
      if (!needsOneMore(workload, path)) continue;
      yield wrong(
        workload.manifest,
        path,
        `a rollout of '${workload.name}' needs the GPUs of one pod more than it has`,
        `write '${path.at(-1)}: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}', or silence this where GPUs are to spare`,
      );
    }
  },
};

/** Whether no old pod is stopped before a new one is there, with one replica. */
function needsOneMore({ manifest }: WorkloadNode, path: readonly string[]): boolean {
  const strategy = fieldsOf(valueAt(manifest.fields, path));
  if (strategy.type === 'Recreate') return false;
  const { maxSurge = '25%' } = fieldsOf(strategy.rollingUpdate);
  return !/^0+%?$/.test(plainText(maxSurge));
}
