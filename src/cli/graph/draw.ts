import type { Finding } from '../../checks/finding';
import { referenceOf } from '../../checks/rule';
import { holdsSecret } from '../../kubernetes/secrets';
import type { AdapterRuleNode } from '../../stack/adapter-nodes';
import { pathText } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import type { MetricWire, MonitorNode, ScalerNode, SelectorWire, SeriesSource, WorkloadNode } from '../../stack/nodes';
import type { StackNode } from '../../stack/parts';
import type { Evidence, Miss, Place } from '../../stack/place';
import type { RecordNode } from '../../stack/rule-nodes';
import type { Drawing, DrawnFinding, DrawnNode, DrawnWire, Layer } from './drawing';

/** Draws a stack and what was found about it. */
export function draw(graph: StackGraph, findings: readonly Finding[]): Drawing {
  const pen = new Pen(graph, findings);
  for (const workload of graph.workloads) drawWorkload(workload, pen);
  for (const monitor of graph.monitors) drawMonitor(monitor, pen);
  for (const records of graph.records.values()) for (const record of records) drawRecord(record, pen);
  for (const adapter of graph.adapters) for (const rule of adapter.rules) pen.node(adapterRule(rule));
  for (const scaler of graph.scalers) drawScaler(scaler, pen);
  for (const policy of graph.policies)
    for (const { to, because } of policy.workloads) pen.wire(pen.object(policy, 'scaler'), target(to, pen), because);
  return pen.drawing();
}

function drawWorkload(workload: WorkloadNode, pen: Pen): void {
  const id = pen.object(workload, 'workload', engineTitle(workload));
  for (const { to, because } of workload.services) pen.wire(id, pen.object(to, 'service'), because);
}

function engineTitle({ engine, madeBy, manifest }: WorkloadNode): string | undefined {
  const made = madeBy === undefined ? undefined : `made of ${manifest.kind} ${manifest.name}`;
  if (engine === undefined) return made;
  return `${engine.table.title}${engine.version === undefined ? '' : ` ${engine.version}`}`;
}

function drawMonitor(monitor: MonitorNode, pen: Pen): void {
  const id = pen.object(monitor, 'monitor');
  for (const { to, because } of monitor.services) pen.wire(pen.object(to, 'service'), id, because);
  if (monitor.finds === 'pods')
    for (const { to, because } of monitor.workloads) pen.wire(pen.object(to, 'workload'), id, because);
  const misses = [...monitor.misses, ...monitor.endpoints.flatMap((endpoint) => endpoint.misses)];
  for (const miss of misses) pen.broken(idOf(miss.to), id, miss);
}

/** A recorded series stands in the column of the rules, with the series that it is made of before it. */
function drawRecord(record: RecordNode, pen: Pen): string {
  const { manifest } = record.rule;
  return pen.node({
    id: `record/${manifest.namespace ?? ''}/${record.record}`,
    layer: 'rule',
    kind: 'PrometheusRule',
    name: record.record,
    detail: `recorded by ${manifest.name}`,
    manifest,
    path: record.path,
  });
}

function adapterRule(rule: AdapterRuleNode): NewNode {
  const { manifest } = rule.adapter;
  const name = rule.exposes ?? rule.seriesQuery.text;
  return {
    id: `adapter/${manifest.name}/${pathText(rule.path)}`,
    layer: 'adapter',
    kind: 'AdapterRule',
    name,
    detail: `in ${manifest.kind} ${manifest.name}`,
    manifest,
    path: rule.path,
  };
}

function drawScaler(scaler: ScalerNode, pen: Pen): void {
  const id = pen.object(scaler, 'scaler', boundsOf(scaler));
  for (const metric of scaler.metrics) drawMetric(metric, id, pen);
  if (scaler.workload) {
    const { to, because } = scaler.workload;
    const rivals = to.scalers.flatMap((other) => (other === scaler ? [] : pen.errorsAbout(scaler, other)));
    pen.wire(id, target(to, pen), [...because, ...rivals], rivals.length > 0);
  }
  if (scaler.scaler) pen.wire(id, pen.object(scaler.scaler.to, 'scaler'), scaler.scaler.because);
  for (const miss of scaler.misses) pen.broken(id, target(miss.to, pen), miss);
  if (!scaler.workload && !scaler.scaler && scaler.misses.length === 0) pen.wire(id, missingTarget(scaler, pen), []);
}

function boundsOf({ min, max, by }: ScalerNode): string | undefined {
  return by === 'cron' ? 'by the clock' : `${min?.value ?? 1}–${max?.value ?? '?'} replicas`;
}

/** What is scaled stands at the end once more, so that no wire runs back. */
function target(workload: WorkloadNode, pen: Pen): string {
  const { kind, name, namespace, manifest } = workload;
  return pen.node({ id: `target/${idOf(workload)}`, layer: 'target', kind, name, namespace, manifest });
}

function missingTarget({ target: { kind, name, place } }: ScalerNode, pen: Pen): string {
  const { namespace } = place.manifest;
  return pen.node({
    id: `target/${kind}/${namespace}/${name}`,
    layer: 'target',
    kind,
    name,
    namespace,
    detail: 'not in these files',
  });
}

function drawMetric(metric: MetricWire, scaler: string, pen: Pen): void {
  const name = typeof metric.name?.value === 'string' ? metric.name.value : metric.type;
  if (metric.from === 'resource' || metric.from === 'other') {
    const detail = metric.from === 'resource' ? 'measured by Kubernetes' : metric.type;
    const node = pen.node({ id: `${metric.from}/${name}/${scaler}`, layer: 'series', kind: 'Metric', name, detail });
    if (metric.from === 'resource' && metric.scaler.workload) pen.wire(idOf(metric.scaler.workload.to), node, []);
    pen.wire(node, scaler, [said(metric.target)]);
    return;
  }
  for (const { to, because } of metric.rules) pen.wire(pen.node(adapterRule(to)), scaler, because);
  for (const miss of metric.misses) pen.broken(pen.node(adapterRule(miss.to)), scaler, miss);
  const ends = metric.rules.length > 0 ? metric.rules.map(({ to }) => pen.node(adapterRule(to))) : [scaler];
  for (const wire of metric.selectors) for (const end of ends) drawSelector(wire, end, pen);
  const isLost = metric.rules.length === 0 && metric.misses.length === 0 && metric.from !== 'prometheus';
  if (isLost) {
    const isKnown = pen.graph.adapters.length > 0;
    const node = pen.node({ id: `metric/${name}`, layer: 'adapter', kind: 'Metric', name, detail: 'not exposed here' });
    pen.wire(node, scaler, [said(metric.name)], isKnown);
  }
}

function drawSelector(wire: SelectorWire, end: string, pen: Pen): void {
  const because = [said(wire.place)];
  const name = wire.selector.name ?? 'a pattern of names';
  for (const source of wire.sources) pen.wire(drawSource(source, name, pen), end, because);
  for (const through of wire.through)
    for (const source of wire.sources)
      if (source.from === 'record') drawSelector(through, drawRecord(source.record, pen), pen);
  if (wire.sources.length > 0) return;
  const [miss] = wire.misses;
  const id = `series/${name}`;
  const detail = miss?.rightName === undefined ? 'not found' : `here ${miss.rightName}`;
  pen.wire(pen.node({ id, layer: 'series', kind: 'Series', name, detail }), end, because, wire.misses.length > 0);
}

function drawSource(source: SeriesSource, name: string, pen: Pen): string {
  if (source.from === 'record') return drawRecord(source.record, pen);
  if (source.from === 'gpu exporter') {
    const { monitor } = pen.graph.gpuExporter;
    const detail = monitor === undefined ? 'scraped elsewhere' : undefined;
    const exporter = pen.node({
      id: 'gpu exporter',
      layer: 'workload',
      kind: 'DaemonSet',
      name: 'GPU exporter',
      detail,
    });
    const node = pen.node({ id: `series/gpu/${name}`, layer: 'series', kind: 'Series', name });
    const from = monitor === undefined ? exporter : pen.object(monitor, 'monitor');
    if (monitor !== undefined) pen.wire(exporter, from, []);
    pen.wire(from, node, []);
    return node;
  }
  const { scrape } = source;
  const id = `series/${idOf(scrape.workload)}/${name}`;
  const node = pen.node({ id, layer: 'series', kind: 'Series', name, detail: `of ${scrape.workload.name}` });
  pen.wire(pen.object(scrape.monitor, 'monitor'), node, [
    `${scrape.endpoint.metricsPath} on port ${scrape.port ?? '?'}`,
  ]);
  return node;
}

function idOf({ id, madeBy }: StackNode): string {
  return madeBy === undefined ? id : `${id} by ${madeBy}`;
}

/** A field and its value, as a reason; within a text that is YAML itself, the way to it alone. */
function said(place: Place | undefined): string {
  if (place === undefined) return '';
  const value = JSON.stringify(place.value);
  return value === undefined || holdsSecret(value) ? pathText(place.path) : `${pathText(place.path)}: ${value}`;
}

type NewNode = Omit<DrawnNode, 'findings' | 'file' | 'line'> & {
  readonly manifest?: Manifest;
  readonly path?: AdapterRuleNode['path'];
};

/** Collects what is drawn, each thing once. */
class Pen {
  private readonly nodes = new Map<string, DrawnNode>();
  private readonly wires = new Map<string, DrawnWire>();

  constructor(
    readonly graph: StackGraph,
    private readonly findings: readonly Finding[],
  ) {}

  object(node: StackNode, layer: Layer, detail = node.madeBy && `made by ${node.madeBy}`): string {
    const { kind, name, namespace, manifest } = node;
    return this.node({ id: idOf(node), layer, kind, name, namespace, detail, manifest });
  }

  node({ manifest, path, ...node }: NewNode): string {
    if (this.nodes.has(node.id)) return node.id;
    const findings = manifest && node.layer !== 'target' ? this.about(manifest) : [];
    const line = manifest?.lineOf(path ?? []);
    this.nodes.set(node.id, { ...node, file: manifest?.file, line, findings });
    return node.id;
  }

  wire(from: string, to: string, because: readonly (string | Evidence)[], isBroken = false): void {
    const key = JSON.stringify([from, to]);
    const known = this.wires.get(key);
    const reasons = because.map((each) => (typeof each === 'string' ? each : `${said(each.from)} = ${said(each.to)}`));
    const all = [...new Set([...(known?.because ?? []), ...reasons])].filter((reason) => reason !== '');
    this.wires.set(key, { from, to, because: all, isBroken: known?.isBroken || isBroken });
  }

  broken(from: string, to: string, { why, wanted, found }: Pick<Miss<unknown>, 'why' | 'wanted' | 'found'>): void {
    this.wire(from, to, [`${why} differs: ${said(wanted)} ≠ ${said(found)}`], true);
  }

  drawing(): Drawing {
    const wires = [...this.wires.values()].filter(({ from, to }) => this.nodes.has(from) && this.nodes.has(to));
    return { nodes: [...this.nodes.values()], wires };
  }

  /** Errors that are about two objects. */
  errorsAbout(...nodes: readonly StackNode[]): string[] {
    const references = nodes.map(({ manifest }) => referenceOf(manifest));
    return this.findings.flatMap(({ severity, objects, message }) =>
      severity === 'error' && references.every((each) => objects.includes(each)) ? [message] : [],
    );
  }

  private about(manifest: Manifest): DrawnFinding[] {
    const reference = referenceOf(manifest);
    return this.findings
      .filter(({ objects }) => objects.at(0) === reference)
      .map(({ rule, severity, message, fix }) => ({ rule, severity, message, fix }));
  }
}
