import { groupBy } from '../lookup';
import { inOrder } from '../order';
import { type Rule, wrong } from '../rule';
import { acceleratorQuotas, mostAccelerators } from './accelerators';

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
      for (const { name, offered } of acceleratorQuotas(manifest)) {
        const inside = workloads.get(manifest.namespace) ?? [];
        const wanted = inside.reduce((sum, workload) => sum + mostAccelerators(workload), 0);
        if (wanted <= offered) continue;
        const scaling = inside.flatMap(({ scalers }) => scalers.map((scaler) => scaler.manifest));
        yield wrong(
          manifest,
          ['spec', 'hard', name],
          `the workloads of the namespace want ${wanted} GPUs at their greatest size, and the quota is ${offered}`,
          `raise it to '${wanted}', or lower the maximum of a scaler`,
          { also: inOrder(scaling, (each) => each) },
        );
      }
  },
};
