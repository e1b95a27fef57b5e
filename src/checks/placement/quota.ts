import { fieldsOf, valueAt } from '../../stack/fields';
import type { WorkloadNode } from '../../stack/nodes';
import { groupBy } from '../lookup';
import { isWhole, quantityOf } from '../numbers';
import { inOrder } from '../order';
import { type Rule, wrong } from '../rule';
import { acceleratorsOf, isAccelerator } from '../workload/arguments';

/** What may be scaled to may be had. */
export const quota: Rule = {
  name: 'placement/quota',
  severity: 'warning',
  demands: 'the GPUs of all workloads of a namespace at their greatest size are within its quota',
  why: 'Pods beyond the quota are refused, while the HPA goes on to want them.',
  link: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/#resource-quota-for-extended-resources',
  *check(graph) {
    const workloads = groupBy(graph.workloads, ({ namespace }) => namespace);
    for (const manifest of graph.manifestsOfKind('ResourceQuota'))
      for (const [name, amount] of Object.entries(fieldsOf(valueAt(manifest.fields, ['spec', 'hard'])))) {
        const resource = name.replace(/^(requests|limits)\./, '');
        const offered = quantityOf(amount);
        if (!isAccelerator(resource) || offered === undefined) continue;
        const inside = workloads.get(manifest.namespace) ?? [];
        const wanted = inside.reduce((sum, workload) => sum + mostAccelerators(workload), 0);
        if (wanted * 1000 <= offered.milli) continue;
        const scaling = inside.flatMap(({ scalers }) => scalers.map((scaler) => scaler.manifest));
        const scalers = inOrder(scaling, (each) => each);
        yield wrong(
          manifest,
          ['spec', 'hard', name],
          `the workloads of the namespace want ${wanted} GPUs at their greatest size, and the quota is ${offered.milli / 1000}`,
          `raise it to '${wanted}', or lower the maximum of a scaler`,
          { also: scalers },
        );
      }
  },
};

/** GPUs of a workload at its greatest size. */
function mostAccelerators({ containers, scalers, replicas }: WorkloadNode): number {
  const ofPod = containers.reduce((sum, { fields }) => sum + (acceleratorsOf(fields) ?? 0), 0);
  const sizes = scalers.map(({ max }) => max?.value).filter((size): size is number => isWhole(size, 1));
  return ofPod * Math.max(1, ...sizes, ...(isWhole(replicas?.value, 0) ? [replicas.value] : []));
}
