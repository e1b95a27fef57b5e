import { fieldsOf, listOf, plainText, textOf, valueAt } from '../../stack/fields';
import type { WorkloadNode } from '../../stack/nodes';
import { objectNamed } from '../lookup';
import { isWhole } from '../numbers';
import { nameOf, type Rule, wrong } from '../rule';

/** A claim that several pods mount can be mounted by several. */
export const claims: Rule = {
  name: 'workload/claims',
  severity: 'warning',
  demands: 'a claim that a scaled workload mounts can be mounted on several nodes',
  why: 'A volume that is ReadWriteOnce is attached to one node: pods that are scaled out to another one wait for it for ever; one that is ReadWriteOncePod is for a single pod.',
  link: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  *check(graph) {
    for (const workload of graph.workloads) {
      // A StatefulSet has claims of its own for each pod; those it mounts by name are shared all the same.
      const most = Math.max(
        1,
        ...workload.scalers.flatMap(({ max, by }) => (by !== 'cron' && isWhole(max?.value, 1) ? [max.value] : [])),
      );
      if (most < 2) continue;
      for (const name of claimsOf(workload)) {
        const claim = objectNamed(graph, 'PersistentVolumeClaim', name, workload.namespace);
        const modes = listOf(valueAt(claim?.fields, ['spec', 'accessModes'])).map(plainText);
        if (
          claim === undefined ||
          modes.length === 0 ||
          modes.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany')
        )
          continue;
        yield wrong(
          claim,
          ['spec', 'accessModes'],
          `the claim '${name}' (${modes.join(', ')}) is mounted by ${nameOf(workload.manifest)}, which is scaled to ${most} pods`,
          "write 'ReadWriteMany' or 'ReadOnlyMany', with a storage class that has it",
          { also: [workload.manifest], severity: modes.includes('ReadWriteOnce') ? 'warning' : 'error' },
        );
      }
    }
  },
};

function claimsOf({ pod }: WorkloadNode): readonly string[] {
  return listOf(pod.volumes).flatMap(
    (volume) => textOf(fieldsOf(fieldsOf(volume).persistentVolumeClaim).claimName) ?? [],
  );
}
