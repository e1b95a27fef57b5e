import { fieldsOf, valueAt } from '../../stack/fields';
import type { Manifest } from '../../stack/manifest';
import type { WorkloadNode } from '../../stack/nodes';
import { isWhole, quantityOf } from '../numbers';
import { acceleratorsOf, isAccelerator } from '../workload/arguments';

/** A number of GPUs that a namespace may have. */
export interface AcceleratorQuota {
  /** What the quota calls them: `requests.nvidia.com/gpu`. */
  readonly name: string;
  /** How many of them `spec.hard` allows. */
  readonly offered: number;
}

/** The GPUs that a ResourceQuota allows. */
export function acceleratorQuotas(manifest: Manifest): readonly AcceleratorQuota[] {
  return Object.entries(fieldsOf(valueAt(manifest.fields, ['spec', 'hard']))).flatMap(([name, amount]) => {
    const offered = quantityOf(amount);
    const isMeant = isAccelerator(name.replace(/^(requests|limits)\./, ''));
    return isMeant && offered !== undefined ? [{ name, offered: offered.milli / 1000 }] : [];
  });
}

/** GPUs of one pod. */
export function acceleratorsOfPod({ containers }: WorkloadNode): number {
  return containers.reduce((sum, { fields }) => sum + (acceleratorsOf(fields) ?? 0), 0);
}

/** GPUs of a workload at its greatest size. */
export function mostAccelerators(workload: WorkloadNode): number {
  const { scalers, replicas } = workload;
  const sizes = scalers.map(({ max }) => max?.value).filter((size): size is number => isWhole(size, 1));
  return acceleratorsOfPod(workload) * Math.max(1, ...sizes, ...(isWhole(replicas?.value, 0) ? [replicas.value] : []));
}
