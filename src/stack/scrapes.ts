import { matchesPattern } from '../metrics/query-selectors';
import type { Draft } from './draft';
import { type FieldPath, fieldsOf, listOf, textOf } from './fields';
import { nearest } from './nearness';
import type { EndpointNode, MonitorNode, Scrape, ServiceNode, WorkloadNode } from './nodes';
import type { ContainerNode, ServicePort, StoredLabels, StoredValue } from './parts';
import type { Miss } from './place';
import { placeOf } from './place';

/** Finds what the endpoints of a monitor scrape, and tells the workloads. */
export function connectEndpoints(monitor: Draft<MonitorNode>): Scrape[] {
  return monitor.endpoints.flatMap((endpoint) => {
    const draft = endpoint as Draft<EndpointNode>;
    draft.scrapes =
      monitor.finds === 'pods'
        ? monitor.workloads.flatMap(({ to }) => scrapePods(monitor, draft, to))
        : monitor.services.flatMap(({ to }) => scrapeService(monitor, draft, to));
    if (draft.scrapes.length > 0) draft.misses = [];
    for (const scrape of draft.scrapes) (scrape.workload as Draft<WorkloadNode>).scrapes.push(scrape);
    return draft.scrapes;
  });
}

interface Port {
  readonly number?: number;
  readonly container?: ContainerNode;
}

function scrapePods(monitor: MonitorNode, endpoint: Draft<EndpointNode>, workload: WorkloadNode): Scrape[] {
  const wanted = endpoint.port ?? endpoint.targetPort;
  if (wanted === undefined) return [scrape(monitor, endpoint, workload, undefined, {})];
  const port = containerPort(workload, wanted);
  if (port) return [scrape(monitor, endpoint, workload, undefined, port)];
  endpoint.misses.push(...missedPod(monitor, endpoint, workload));
  return [];
}

function scrapeService(monitor: MonitorNode, endpoint: Draft<EndpointNode>, service: ServiceNode): Scrape[] {
  const ports =
    endpoint.port === undefined ? service.ports : service.ports.filter(({ name }) => name === endpoint.port);
  if (ports.length === 0) endpoint.misses.push(missedService(monitor, endpoint, service));
  if (endpoint.port === undefined && endpoint.targetPort !== undefined) {
    const wanted = endpoint.targetPort;
    return service.workloads.flatMap(({ to }) => {
      const port = containerPort(to, wanted);
      if (!port) endpoint.misses.push(...missedPod(monitor, endpoint, to));
      return port ? [scrape(monitor, endpoint, to, service, port)] : [];
    });
  }
  return service.workloads.flatMap(({ to }) =>
    ports.flatMap((port) => {
      const target = portBehind(to, port);
      return target ? [scrape(monitor, endpoint, to, service, target)] : [];
    }),
  );
}

/** The port of the pods that a port of a Service leads to; nothing when a name leads nowhere. */
export function portBehind(workload: WorkloadNode, { targetPort }: ServicePort): Port | undefined {
  const port = containerPort(workload, targetPort);
  return port ?? (typeof targetPort === 'number' ? { number: targetPort } : undefined);
}

function containerPort(workload: WorkloadNode, wanted: string | number): Port | undefined {
  for (const container of workload.containers)
    for (const { name, port } of container.ports)
      if (wanted === name || wanted === port) return { number: port, container };
  return undefined;
}

function missedService(monitor: MonitorNode, endpoint: EndpointNode, service: ServiceNode): Miss<ServiceNode> {
  const like = nearest(endpoint.port ?? '', service.ports, ({ name }) => name ?? '') ?? service.ports[0];
  const place = like?.place ?? placeOf(service.manifest, ['spec', 'ports']);
  return {
    to: service,
    why: 'port',
    wanted: placeOf(monitor.manifest, [...endpoint.path, 'port']),
    found: { manifest: place.manifest, path: [...place.path, 'name'], value: like?.name },
  };
}

function missedPod(monitor: MonitorNode, endpoint: EndpointNode, workload: WorkloadNode): Miss<WorkloadNode>[] {
  const field = endpoint.port === undefined ? 'targetPort' : 'port';
  const wanted = endpoint.port ?? endpoint.targetPort;
  const ports = workload.containers.flatMap((container) => container.ports);
  const like = nearest(String(wanted), ports, ({ name, port }) => name ?? String(port)) ?? ports[0];
  const place = like?.place ?? placeOf(workload.manifest, workload.podPath);
  return [
    {
      to: workload,
      why: 'port',
      wanted: placeOf(monitor.manifest, [...endpoint.path, field]),
      found: { manifest: place.manifest, path: [...place.path, 'name'], value: like?.name ?? like?.port },
    },
  ];
}

function scrape(
  monitor: MonitorNode,
  endpoint: EndpointNode,
  workload: WorkloadNode,
  service: ServiceNode | undefined,
  { number, container }: Port,
): Scrape {
  const { labels, filters } = relabel(endpoint, targetLabels(monitor, endpoint, workload, service, container));
  return { monitor, endpoint, workload, service, container, port: number, labels, filters };
}

/** Labels that stand for a whole Prometheus, and are added where several are looked at together. */
const OUTER_LABELS = ['cluster', 'prometheus', 'prometheus_replica'];

/** The labels that the operator gives to what it scrapes. */
function targetLabels(
  monitor: MonitorNode,
  endpoint: EndpointNode,
  workload: WorkloadNode,
  service: ServiceNode | undefined,
  container: ContainerNode | undefined,
): StoredLabels {
  const spec = fieldsOf(monitor.manifest.fields.spec);
  const source = service ? service.labels : workload.podLabels;
  const job = textOf(spec.jobLabel);
  const name = service ? service.name : `${monitor.namespace ?? ''}/${monitor.name}`;
  const values = new Map<string, StoredValue>([
    ['namespace', workload.namespace === undefined ? 'anything' : [workload.namespace]],
    ['pod', workload.podNames],
    ['container', container ? [container.name] : 'anything'],
    ['job', [(job !== undefined && source[job]) || name]],
    ['endpoint', [String(endpoint.port ?? endpoint.targetPort ?? '')]],
    ['service', service ? [service.name] : []],
    ['instance', 'anything'],
    ['__name__', 'anything'],
    ...OUTER_LABELS.map((label) => [label, 'anything'] as const),
  ]);
  if (monitor.finds === 'services' && monitor.namespace === undefined) values.set('job', 'anything');
  for (const [field, labels] of [
    ['targetLabels', service?.labels ?? {}],
    ['podTargetLabels', workload.podLabels],
  ] as const)
    for (const label of listOf(spec[field]))
      if (typeof label === 'string' && Object.hasOwn(labels, label)) values.set(sanitize(label), [labels[label]]);
  return { values, isOpen: false };
}

function sanitize(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** Actions that write what they work out of other labels. */
const COMPUTED = ['hashmod', 'lowercase', 'uppercase'];

/** What the relabelings of an endpoint make of labels, as far as it can be told. */
function relabel(endpoint: EndpointNode, before: StoredLabels): Pick<Scrape, 'labels' | 'filters'> {
  const values = new Map(before.values);
  const filters: Scrape['filters'][number][] = [];
  let isOpen = before.isOpen;
  for (const field of ['relabelings', 'metricRelabelings']) {
    for (const [index, each] of listOf(endpoint.fields[field]).entries()) {
      const { action: written, targetLabel, sourceLabels, replacement, regex } = fieldsOf(each);
      const action = (textOf(written) ?? 'replace').toLowerCase();
      const sources = listOf(sourceLabels);
      const pattern = textOf(regex) ?? '(.*)';
      if (action === 'labelmap') isOpen = true;
      else if ((action === 'keep' || action === 'drop') && sources.length === 1 && sources[0] === '__name__')
        filters.push({ action, pattern, path: [...endpoint.path, field, index] satisfies FieldPath });
      else if (action === 'labeldrop' || action === 'labelkeep')
        dropLabels(values, (label) => matchesPattern(pattern, label) === (action === 'labeldrop'));
      else if (action === 'replace' && typeof targetLabel === 'string')
        values.set(targetLabel, replaced(values, targetLabel, sources, pattern, textOf(replacement) ?? '$1'));
      else if (COMPUTED.includes(action) && typeof targetLabel === 'string') values.set(targetLabel, 'anything');
    }
  }
  return { labels: { values, isOpen }, filters };
}

/** A label that is copied whole, or a fixed text; anything else is not worked out. */
function replaced(
  values: ReadonlyMap<string, StoredValue>,
  target: string,
  sources: readonly unknown[],
  pattern: string,
  replacement: string,
): StoredValue {
  if (!replacement.includes('$') && (sources.length === 0 || pattern === '(.*)')) return [replacement];
  const isCopy = ['(.*)', '(.+)'].includes(pattern) && ['$1', '${1}'].includes(replacement);
  const copied = isCopy && sources.length === 1 ? values.get(textOf(sources[0]) ?? '') : undefined;
  // Where there is nothing to copy, '(.+)' does not match, and the label stays as it is.
  if (copied?.length === 0 && pattern === '(.+)') return values.get(target) ?? [];
  return copied ?? 'anything';
}

/** Those of Prometheus' own use are left; they are gone by themselves. */
function dropLabels(values: Map<string, StoredValue>, isDropped: (label: string) => boolean): void {
  for (const label of values.keys()) if (!label.startsWith('__') && isDropped(label)) values.set(label, []);
}
