import { inOrder } from '../order';
import { type Rule, wrong } from '../rule';
import { mostAccelerators } from './accelerators';

/** There are as many GPUs as may be wanted. */
export const gpuCapacity: Rule = {
  name: 'placement/capacity',
  severity: 'warning',
  demands: 'the cluster has the GPUs that all its workloads want at their greatest size, as far as the profile says',
  why: 'Pods without a GPU stay Pending, and while they do, the HPA counts them as if they carried nothing and holds back.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details',
  *check(graph, { gpus }) {
    if (gpus === undefined) return;
    const wanting = inOrder(graph.workloads, ({ manifest }) => manifest).filter((each) => mostAccelerators(each) > 0);
    const wanted = wanting.reduce((sum, workload) => sum + mostAccelerators(workload), 0);
    const [first, ...others] = wanting;
    if (wanted <= gpus || first === undefined) return;
    yield wrong(
      first.manifest,
      first.podPath,
      `the workloads want ${wanted} GPUs at their greatest size, and the cluster has ${gpus}`,
      `lower the maximum of a scaler, or let a node pool grow and write 'gpus: ${wanted}' into the profile`,
      { also: others.map(({ manifest }) => manifest) },
    );
  },
};
