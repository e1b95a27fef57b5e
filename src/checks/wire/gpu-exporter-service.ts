import { show } from '../../kubernetes/mistake';
import { pathText } from '../../stack/fields';
import type { ServiceNode } from '../../stack/nodes';
import { type Rule, wrong } from '../rule';

/** What the exporter's chart, NVIDIA's GPU Operator and GKE call the pods of the exporter. */
const KNOWN = ['dcgm-exporter', 'nvidia-dcgm-exporter', 'gke-managed-dcgm-exporter'];

/** A Service for the GPU exporter selects the pods that its chart makes. */
export const gpuExporterService: Rule = {
  name: 'wire/gpu-exporter-service',
  severity: 'warning',
  demands: 'a Service for the GPU exporter selects pods by a label that the exporter has',
  why: 'A Service that selects no pod has no endpoints: no GPU metric reaches Prometheus, and nothing says so.',
  link: 'https://github.com/NVIDIA/dcgm-exporter/blob/main/deployment/templates/_helpers.tpl',
  *check(graph) {
    for (const service of graph.services) {
      const { selector, workloads, manifest } = service;
      if (workloads.length > 0) continue;
      for (const [label, value] of Object.entries(selector.matchLabels)) {
        if (!isNameLabel(label) || KNOWN.includes(value) || !isForExporter(service, value)) continue;
        const path = [...selector.place.path, ...selector.labelsAt, label];
        yield wrong(
          manifest,
          path,
          `'${pathText(path)}' (${show(value)}) must be a name that the exporter's pods have: its Helm chart calls them dcgm-exporter, NVIDIA's operator nvidia-dcgm-exporter`,
          label === 'app' ? 'write app: nvidia-dcgm-exporter' : `write ${label}: dcgm-exporter`,
        );
      }
    }
  },
};

function isNameLabel(label: string): boolean {
  return label === 'app' || label === 'app.kubernetes.io/name';
}

function isForExporter({ name, ports }: ServiceNode, value: string): boolean {
  return /dcgm/.test(value) || (/dcgm/.test(name) && ports.some(({ port }) => port === 9400));
}
