import type { StackGraph } from '../../stack/graph';
import type { SelectorWire } from '../../stack/nodes';
import { existsElsewhere } from '../elsewhere';
import { nameOf, type Rule, wrong } from '../rule';
import { alsoOf } from './queries';

/** Something scrapes the GPU exporter. */
export const metricNoDcgm: Rule = {
  name: 'metric/no-dcgm',
  severity: 'info',
  demands: 'something scrapes the GPU exporter where something scales by GPUs',
  why: 'Without a monitor for the exporter there are no GPU metrics, and what scales by them never does.',
  link: 'https://github.com/NVIDIA/dcgm-exporter',
  *check(graph, profile) {
    if (graph.gpuExporter.monitor !== undefined) return;
    if (['ServiceMonitor', 'PodMonitor'].some((kind) => existsElsewhere(profile, kind))) return;
    for (const scaler of graph.scalers) {
      const metric = scaler.metrics.find(({ selectors }) => selectors.some((wire) => isOfExporter(graph, wire)));
      if (metric === undefined || scaler.madeBy === 'KEDA') continue;
      yield wrong(
        scaler.manifest,
        metric.path,
        `what scrapes the GPU exporter for ${nameOf(scaler.manifest)} is not in these files`,
        'check its ServiceMonitor together with them, or say in the profile that it exists elsewhere',
        { also: alsoOf(metric) },
      );
    }
  },
};

/** Series of NVIDIA's exporter; ACK's own is scraped by the platform. */
function isOfExporter(graph: StackGraph, { sources, through }: SelectorWire): boolean {
  if (through.length > 0) return through.some((wire) => isOfExporter(graph, wire));
  return sources.some(({ from, labels }) => from === 'gpu exporter' && !labels.values.has('PodName'));
}
