import type { GpuConcept } from '../../metrics/catalogue/concepts';
import { DCGM } from '../../metrics/catalogue/dcgm';
import type { SeriesRow } from '../../metrics/series';
import { gpuRequests } from '../../stack/gpus';
import type { Rule } from '../rule';
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
          `write ${seriesOf(isOfMemory(meaning.known.row) ? 'GPU memory activity' : 'graphics engine activity')}, a ratio between 0 and 1`,
          { also: alsoOf(metric) },
        );
    }
  },
};

function isOfMemory({ concept }: SeriesRow): boolean {
  return concept === 'GPU memory-copy utilization';
}

function seriesOf(concept: GpuConcept): string | undefined {
  return DCGM.rows.find((row) => row.concept === concept)?.names[0].name;
}
