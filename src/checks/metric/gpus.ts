import { fieldsOf } from '../../stack/fields';
import type { WorkloadNode } from '../../stack/nodes';
import type { ContainerNode } from '../../stack/parts';
import { quantityOf } from '../numbers';

/** Extended resources that are whole GPUs, or parts of them. */
const GPU = /(^|\.)(nvidia\.com\/(gpu|mig-.+)|amd\.com\/gpu|aliyun\.com\/gpu.*|gpu\.intel\.com\/.+|.*\/(gpu|ppu|npu))$/;

/** A GPU resource that a container asks for. */
export interface GpuRequest {
  /** Its name, such as `nvidia.com/gpu`. */
  readonly resource: string;
  /** How many. */
  readonly count: number;
  /** Whether it stands in the limits, or only in the requests. */
  readonly isLimited: boolean;
}

/** The GPU resources of a workload's containers. */
export function gpuRequests({ containers }: WorkloadNode): readonly GpuRequest[] {
  return containers.flatMap(ofContainer);
}

function ofContainer({ fields }: ContainerNode): GpuRequest[] {
  const resources = fieldsOf(fields.resources);
  const [limits, requests] = [fieldsOf(resources.limits), fieldsOf(resources.requests)];
  const names = new Set([...Object.keys(limits), ...Object.keys(requests)].filter((name) => GPU.test(name)));
  return [...names].flatMap((resource) => {
    const isLimited = Object.hasOwn(limits, resource);
    const milli = quantityOf(isLimited ? limits[resource] : requests[resource])?.milli ?? 0;
    return milli > 0 ? [{ resource, count: milli / 1000, isLimited }] : [];
  });
}

/** How many whole GPUs a pod has. */
export function gpusOf(workload: WorkloadNode): number {
  return gpuRequests(workload)
    .filter(({ resource }) => !/gpu-(mem|core)/.test(resource))
    .reduce((total, { count }) => total + count, 0);
}
