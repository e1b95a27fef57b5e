import { valueAt } from '../../stack/fields';
import { isWhole } from '../numbers';
import { bad, partOf } from '../part';
import type { Rule } from '../rule';

/** A node can be drained. */
export const disruptionBudget: Rule = {
  name: 'placement/disruption-budget',
  severity: 'warning',
  demands: 'a PodDisruptionBudget lets a pod go when the workload is at its least size',
  why: 'Nodes can be neither drained nor upgraded, and the cluster autoscaler cannot take a GPU node away, as long as no more pods are there than the budget demands.',
  link: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  *check(graph) {
    for (const budget of graph.policies) {
      if (budget.kind !== 'PodDisruptionBudget') continue;
      const spec = partOf(budget.manifest, 'spec');
      const { minAvailable, maxUnavailable } = spec.fields;
      if (maxUnavailable === 0 || maxUnavailable === '0%')
        yield bad(spec, 'maxUnavailable', 'lets no pod go', 'write 1');
      if (minAvailable === '100%')
        yield bad(spec, 'minAvailable', 'lets no pod go', "write 'maxUnavailable: 1' instead");
      if (!isWhole(minAvailable, 1)) continue;
      for (const { to: workload } of budget.workloads) {
        const scaler = workload.scalers.find(({ by }) => by !== 'cron');
        const least =
          scaler === undefined
            ? (workload.replicas?.value ?? valueAt(workload.manifest.fields, ['spec', 'replicas']) ?? 1)
            : (scaler.min?.value ?? 1);
        if (!isWhole(least, 0) || least > minAvailable) continue;
        yield bad(
          spec,
          'minAvailable',
          `lets no pod go while '${workload.name}' has its least ${Math.max(1, least)}`,
          "write 'maxUnavailable: 1' instead",
          {
            also: [scaler?.manifest ?? workload.manifest],
          },
        );
      }
    }
  },
};
