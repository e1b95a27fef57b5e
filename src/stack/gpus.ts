import { parseQuantity } from '../kubernetes/parse-quantity';
import { fieldsOf, wordOf } from './fields';
import type { WorkloadNode } from './nodes';
import type { ContainerNode } from './parts';

/** Extended resources that are whole GPUs, or parts of them. */
const GPU =
  /(^|\.)(nvidia\.com\/(gpu(\.shared)?|mig-.+)|amd\.com\/gpu|aliyun\.com\/gpu.*|gpu\.intel\.com\/.+|.*\/(gpu|ppu|npu))$/;
/** Those of which there are many to a GPU: its memory or its computing power. */
const SHARE = /gpu-(mem|core)/;

/** A GPU resource that a container asks for. */
export interface GpuRequest {
  /** Its name, such as `nvidia.com/gpu`. */
  readonly resource: string;
  /** How many. */
  readonly count: number;
  /** Whether it stands in the limits, or only in the requests. */
  readonly isLimited: boolean;
  /** Whether it counts something of a GPU, and not GPUs. */
  readonly isShare: boolean;
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
    const milli = parseQuantity(wordOf(isLimited ? limits[resource] : requests[resource]) ?? '')?.milli ?? 0;
    return milli > 0 ? [{ resource, count: milli / 1000, isLimited, isShare: SHARE.test(resource) }] : [];
  });
}

/** How many GPUs a pod has. */
export function gpusOf(workload: WorkloadNode): number {
  return gpuRequests(workload)
    .filter(({ isShare }) => !isShare)
    .reduce((total, { count }) => total + count, 0);
}
