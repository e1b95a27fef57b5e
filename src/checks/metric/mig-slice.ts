import type { Rule } from '../rule';
import { gpuRequests } from './gpus';
import { meaningOf } from './meaning';
import { alsoOf, badPlace } from './queries';

/** Slices of a GPU are scaled by what slices have. */
export const metricMigSlice: Rule = {
  name: 'metric/mig-slice',
  severity: 'error',
  demands: 'pods on slices of a GPU are scaled by a series that slices have',
  why: 'The exporter has no utilization for slices of a GPU (MIG): the answer is empty.',
  link: 'https://github.com/NVIDIA/dcgm-exporter/issues/430',
  *check(graph) {
    for (const metric of graph.metrics) {
      const workload = metric.scaler.workload?.to;
      const slice = workload && gpuRequests(workload).find(({ resource }) => resource.startsWith('nvidia.com/mig-'));
      const meaning = slice && meaningOf(graph, metric);
      if (!slice || !meaning || meaning.known.row.insteadOnSlices === undefined) continue;
      const place = metric.queryPlace ?? metric.name;
      if (place)
        yield badPlace(
          place,
          `asks for ${meaning.name}, which slices of a GPU (${slice.resource}) do not have`,
          `write ${INSTEAD[meaning.name] ?? 'DCGM_FI_PROF_GR_ENGINE_ACTIVE'}, a ratio between 0 and 1`,
          { also: alsoOf(metric) },
        );
    }
  },
};

const INSTEAD: Readonly<Record<string, string>> = {
  DCGM_FI_DEV_GPU_UTIL: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
  DCGM_FI_DEV_MEM_COPY_UTIL: 'DCGM_FI_PROF_DRAM_ACTIVE',
};
