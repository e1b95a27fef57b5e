import { fieldsOf, listOf, textOf } from '../../stack/fields';
import { selectsLabels } from './label-selector';
import { type Labels, labelsOf, type StackObject, titleOf } from './objects';
import type { PodService, Workload } from './workloads';

/** How Prometheus reads the pods of a workload. */
export interface Scrape {
  /** The monitor that says so; nothing where it is assumed. */
  readonly monitor: string | undefined;
  readonly intervalMs: number;
  readonly path: string;
  readonly honorLabels: boolean;
  /** The labels of its targets, besides `pod` and `instance`. */
  readonly labels: Labels;
}

/** What Prometheus does where nothing says otherwise, as kube-prometheus-stack sets it up. */
export const DEFAULT_SCRAPE_MS = 30_000;

/** The monitors that select the pods of a workload, by its Services or directly. */
export function scrapesOf(
  workload: Workload,
  services: readonly PodService[],
  objects: readonly StackObject[],
): readonly Scrape[] {
  return monitorsOf(objects).flatMap((monitor) =>
    monitor.kind === 'ServiceMonitor'
      ? services
          .filter((service) => isOf(service, workload) && selects(monitor, service.namespace, service.labels))
          .flatMap((service) => throughService(monitor, service, workload))
      : selects(monitor, workload.namespace, workload.pod.labels)
        ? directly(monitor, workload)
        : [],
  );
}

/** The ServiceMonitors and PodMonitors of the manifests. */
export function monitorsOf(objects: readonly StackObject[]): readonly StackObject[] {
  return objects.filter(({ kind }) => kind === 'ServiceMonitor' || kind === 'PodMonitor');
}

function isOf(service: PodService, { namespace, pod }: Workload): boolean {
  return (
    service.namespace === namespace &&
    Object.keys(service.selector).length > 0 &&
    selectsLabels({ matchLabels: service.selector }, pod.labels)
  );
}

function selects({ spec, namespace: own }: StackObject, namespace: string, labels: Labels): boolean {
  const { any, matchNames } = fieldsOf(spec.namespaceSelector);
  const names = listOf(matchNames);
  const isThere = any === true || (names.length > 0 ? names.includes(namespace) : own === namespace);
  return isThere && selectsLabels(spec.selector, labels);
}

function throughService(monitor: StackObject, service: PodService, { pod, namespace }: Workload): Scrape[] {
  const job = textOf(monitor.spec.jobLabel) ?? '';
  return listOf(monitor.spec.endpoints)
    .map(fieldsOf)
    .filter(
      ({ port, targetPort }) =>
        service.ports.some(({ name }) => name === port && name !== '') || hasPort(pod.containers, targetPort),
    )
    .map((endpoint) =>
      scrapeOf(monitor, endpoint, {
        namespace,
        service: service.name,
        job: service.labels[job] ?? service.name,
        endpoint: String(endpoint.port ?? endpoint.targetPort),
        container: pod.containers[0]?.name ?? '',
        ...targetLabels(monitor, pod.labels, service.labels),
      }),
    );
}

function directly(monitor: StackObject, { pod, namespace }: Workload): Scrape[] {
  return listOf(monitor.spec.podMetricsEndpoints)
    .map(fieldsOf)
    .filter(({ port, portNumber, targetPort }) =>
      pod.containers.some(({ ports }) =>
        ports.some(({ name, port: number }) => name === port || number === portNumber || number === targetPort),
      ),
    )
    .map((endpoint) =>
      scrapeOf(monitor, endpoint, {
        namespace,
        job: `${monitor.namespace}/${monitor.name}`,
        endpoint: String(endpoint.port ?? endpoint.portNumber ?? endpoint.targetPort),
        container: pod.containers[0].name,
        ...targetLabels(monitor, pod.labels, {}),
      }),
    );
}

function hasPort(containers: Workload['pod']['containers'], targetPort: unknown): boolean {
  return (
    targetPort !== undefined &&
    containers.some(({ ports }) => ports.some(({ name, port }) => name === targetPort || port === Number(targetPort)))
  );
}

/** Labels that a monitor takes over from the pod or the Service. */
function targetLabels({ spec }: StackObject, pod: Labels, service: Labels): Labels {
  const taken = (names: unknown, from: Labels) =>
    listOf(names)
      .map(String)
      .filter((name) => from[name] !== undefined)
      .map((name) => [name.replace(/[^a-zA-Z0-9_]/g, '_'), from[name]]);
  return Object.fromEntries([...taken(spec.targetLabels, service), ...taken(spec.podTargetLabels, pod)]);
}

function scrapeOf(monitor: StackObject, endpoint: Readonly<Record<string, unknown>>, labels: Labels): Scrape {
  return {
    monitor: titleOf(monitor),
    intervalMs: durationMs(endpoint.interval) ?? DEFAULT_SCRAPE_MS,
    path: textOf(endpoint.path) || '/metrics',
    honorLabels: endpoint.honorLabels === true,
    labels,
  };
}

/** How the GPU exporter is read: by the monitor that is about it, whatever its Service is called. */
export function gpuScrapeOf(objects: readonly StackObject[]): Scrape | undefined {
  for (const monitor of monitorsOf(objects)) {
    const selector = labelsOf(fieldsOf(monitor.spec.selector).matchLabels);
    if (![monitor.name, ...Object.values(selector)].some((text) => text.includes('dcgm'))) continue;
    const [endpoint] = [...listOf(monitor.spec.endpoints), ...listOf(monitor.spec.podMetricsEndpoints)].map(fieldsOf);
    if (endpoint !== undefined) return scrapeOf(monitor, endpoint, { job: monitor.name });
  }
  return undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** A duration as Prometheus and Go write it, in milliseconds. */
export function durationMs(value: unknown): number | undefined {
  const text = textOf(value) ?? '';
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) total += Number(amount) * UNIT_MS[unit];
  return total;
}
