import type { LabelIndex } from './cluster-index';
import type { Draft } from './draft';
import { fieldsOf, integerOf, listOf, textOf, valueAt } from './fields';
import { labelSelectorOf } from './label-selector';
import type { Manifest } from './manifest';
import { below, nearlySelected } from './nearness';
import type { EndpointNode, MonitorNode, ServiceNode } from './nodes';
import { placeOf } from './place';
import { evidence, missedWorkloads, namespaceMiss, type WorkloadIndex } from './services';
import { nodeParts } from './workloads';

/** Group of the Prometheus operator. */
export const MONITORING = 'monitoring.coreos.com';

const KINDS = {
  ServiceMonitor: { finds: 'services', endpoints: 'endpoints' },
  PodMonitor: { finds: 'pods', endpoints: 'podMetricsEndpoints' },
} as const;

/** The monitor that a manifest is. */
export function monitorOf(manifest: Manifest, namespace: string | undefined): Draft<MonitorNode> | undefined {
  const kind = Object.hasOwn(KINDS, manifest.kind) ? KINDS[manifest.kind as keyof typeof KINDS] : undefined;
  if (!kind || manifest.group !== MONITORING) return undefined;
  const spec = fieldsOf(manifest.fields.spec);
  const selector = labelSelectorOf(placeOf(manifest, ['spec', 'selector']));
  const { any, matchNames } = fieldsOf(spec.namespaceSelector);
  const names = listOf(matchNames).flatMap((name) => textOf(name) ?? []);
  const hints = [
    manifest.name,
    ...Object.values(selector.matchLabels),
    ...selector.expressions.flatMap((e) => e.values),
  ];
  return {
    ...nodeParts(manifest, manifest.kind, manifest.name, namespace),
    finds: kind.finds,
    selector,
    namespaces: any === true ? 'any' : names.length > 0 ? names : [namespace],
    endpoints: listOf(spec[kind.endpoints]).map((_, index) => endpointOf(manifest, ['spec', kind.endpoints, index])),
    services: [],
    workloads: [],
    misses: [],
    isForGpuExporter: hints.some((hint) => /dcgm/i.test(hint)),
  };
}

function endpointOf(manifest: Manifest, path: readonly (string | number)[]): Draft<EndpointNode> {
  const fields = fieldsOf(valueAt(manifest.fields, path));
  const { port, targetPort, portNumber, path: metricsPath, interval, honorLabels } = fields;
  return {
    path: [...path],
    port: textOf(port),
    targetPort: textOf(targetPort) ?? integerOf(targetPort) ?? integerOf(portNumber),
    metricsPath: textOf(metricsPath) ?? '/metrics',
    interval: textOf(interval),
    honorLabels: honorLabels === true,
    fields,
    scrapes: [],
    misses: [],
  };
}

/** Services by their own labels. */
export type ServiceIndex = LabelIndex<Draft<ServiceNode>>;

/** Finds what a monitor selects, or what it nearly selects. */
export function connectMonitor(monitor: Draft<MonitorNode>, services: ServiceIndex, workloads: WorkloadIndex): void {
  if (monitor.finds === 'pods') connectToPods(monitor, workloads);
  else connectToServices(monitor, services);
}

/** An empty selector of a monitor selects everything. */
const EMPTY_IS_ALL = true;

function connectToPods(monitor: Draft<MonitorNode>, workloads: WorkloadIndex): void {
  const { selector, namespaces } = monitor;
  monitor.workloads = workloads
    .find(namespaces, selector, EMPTY_IS_ALL)
    .map((to) => ({ to, because: evidence(selector, to) }));
  if (monitor.workloads.length > 0 || namespaces === 'any') return;
  monitor.misses = namespaces.flatMap((namespace) => missedWorkloads(selector, namespace, workloads));
}

function connectToServices(monitor: Draft<MonitorNode>, services: ServiceIndex): void {
  const { selector, namespaces } = monitor;
  monitor.services = services.find(namespaces, selector, EMPTY_IS_ALL).map((to) => ({
    to,
    because: Object.keys(selector.matchLabels).map((key) => ({
      from: below(selector.place, ['matchLabels', key], selector.matchLabels[key]),
      to: { manifest: to.manifest, path: [...to.labelsPath, key], value: to.labels[key] },
    })),
  }));
  const behind = monitor.services.flatMap(({ to }) => to.workloads);
  monitor.workloads = [...new Map(behind.map((edge) => [edge.to, edge])).values()];
  if (monitor.services.length > 0) return;
  const [elsewhere] = services.find('any', selector);
  if (elsewhere) {
    monitor.misses = [namespaceMiss(selector, namespaces === 'any' ? undefined : namespaces[0], elsewhere)];
    return;
  }
  const around = namespaces === 'any' ? [monitor.namespace] : namespaces;
  const candidates = around
    .flatMap((namespace) => services.some(namespace))
    .map((item) => ({ item, labels: item.labels, place: placeOf(item.manifest, item.labelsPath) }));
  monitor.misses = nearlySelected<ServiceNode>(selector, candidates);
}
