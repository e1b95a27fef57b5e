import { gpuRequests } from '../../stack/gpus';
import type { StackGraph } from '../../stack/graph';
import type { MetricWire, WorkloadNode } from '../../stack/nodes';
import { type Problem, type Rule, wrong } from '../rule';
import { nodeName } from '../wire/miss';
import { meaningOf } from './meaning';
import { alsoOf } from './queries';

/** Who scales by its GPUs has some. */
export const metricNoAccelerator: Rule = {
  name: 'metric/no-accelerator',
  severity: 'error',
  demands: 'pods that are scaled by their GPUs have some, in the limits of a container',
  why: 'The GPU exporter names a pod only for GPUs that the pod has by its limits: without them the answer is empty.',
  link: 'https://github.com/NVIDIA/dcgm-exporter/issues/138',
  *check(graph) {
    for (const metric of graph.metrics) {
      const workload = metric.scaler.workload?.to;
      if (workload === undefined || !isOfGpus(graph, metric)) continue;
      const problem = withoutGpus(metric, workload);
      if (problem) yield problem;
    }
  },
};

/** Series of the exporters of GPU metrics; engines tell of GPUs by themselves, too. */
function isOfGpus(graph: StackGraph, metric: MetricWire): boolean {
  const table = meaningOf(graph, metric)?.known.table;
  return table?.labels.some((label) => ['gpu', 'PodName'].includes(label)) === true;
}

function withoutGpus(metric: MetricWire, workload: WorkloadNode): Problem | undefined {
  // The workload's own rule says that a request without a limit is refused.
  if (gpuRequests(workload).length > 0) return undefined;
  // A runtime of KServe or a resource claim can bring them.
  if (workload.pod.resourceClaims !== undefined || workload.madeBy === 'KServe') return undefined;
  const path = [...(workload.containers[0]?.path ?? workload.podPath), 'resources'];
  return wrong(
    workload.manifest,
    path,
    `${nodeName(metric.scaler)} scales by GPUs, and the pods of ${nodeName(workload)} have none`,
    "add 'nvidia.com/gpu: 1' to resources.limits, or scale by another metric",
    { also: [metric.scaler.manifest, ...alsoOf(metric)] },
  );
}
