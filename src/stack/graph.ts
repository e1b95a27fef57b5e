import type { AdapterNode } from './adapter-nodes';
import { adaptersOf } from './adapters';
import { LabelIndex, NameIndex, push } from './cluster-index';
import type { Draft } from './draft';
import type { ClusterKnowledge } from './knowledge';
import { isStandard, partsOfInferenceService, partsOfLlmInferenceService } from './kserve';
import type { Manifest } from './manifest';
import { AdapterIndex, metricWires } from './metric-wires';
import { connectMonitor, monitorOf } from './monitors';
import type {
  GpuExporter,
  MetricWire,
  MonitorNode,
  ScalerNode,
  Scrape,
  SelectingNode,
  ServiceNode,
  WorkloadNode,
} from './nodes';
import { policyOf } from './policies';
import { prometheusOf, ruleOf } from './prometheus-rules';
import type { PrometheusNode, RecordNode, RuleNode } from './rule-nodes';
import { connectScaler, hpaKey, scalerOf, scalerOfKServe, scalerOfLlm } from './scalers';
import { connectEndpoints } from './scrapes';
import { SeriesFinder } from './series';
import { selectWorkloads, serviceOf } from './services';
import { workloadOf } from './workloads';

/**
 * One cluster, as its manifests describe it: what runs, who finds whom by which fields, what is measured, and who scales
 * whom on what. It knows the manifests only. Every wire says why it is there; what looks for something and finds
 * nothing says what it nearly found.
 */
export interface StackGraph {
  /** Everything that was read, in the order in which it was given. */
  readonly manifests: readonly Manifest[];
  /** The manifests of a kind, any version: `manifestsOfKind('HorizontalPodAutoscaler')`. */
  manifestsOfKind(kind: string): readonly Manifest[];
  /** What runs pods. InferenceServices are here as the workloads that KServe makes of them. */
  readonly workloads: readonly WorkloadNode[];
  /** InferenceServices that Knative or ModelMesh run: nobody else scales them. */
  readonly passedOver: readonly Manifest[];
  /** Services, those that KServe makes included. */
  readonly services: readonly ServiceNode[];
  /** ServiceMonitors and PodMonitors. */
  readonly monitors: readonly MonitorNode[];
  /** What is scraped. */
  readonly scrapes: readonly Scrape[];
  /** PrometheusRules. */
  readonly rules: readonly RuleNode[];
  /** What is recorded, by its name. */
  readonly records: ReadonlyMap<string, readonly RecordNode[]>;
  /** Configurations of the metrics adapters. */
  readonly adapters: readonly AdapterNode[];
  /** HorizontalPodAutoscalers, ScaledObjects and CronHorizontalPodAutoscalers. */
  readonly scalers: readonly ScalerNode[];
  /** What all of them scale by. */
  readonly metrics: readonly MetricWire[];
  /** ResourcePolicies, PodDisruptionBudgets and NetworkPolicies. */
  readonly policies: readonly SelectingNode[];
  /** Prometheus objects. */
  readonly prometheuses: readonly PrometheusNode[];
  /** The exporter of GPU metrics. */
  readonly gpuExporter: GpuExporter;
}

/** Reads one cluster out of its manifests. What is of an unknown kind or a wrong type is passed over. */
export function buildGraph(manifests: readonly Manifest[], knowledge: ClusterKnowledge = {}): StackGraph {
  const found = collect(manifests, knowledge);
  const workloadsByLabel = new LabelIndex<Draft<WorkloadNode>>();
  const workloadsByName = new NameIndex<Draft<WorkloadNode>>();
  for (const workload of found.workloads) {
    workloadsByLabel.add(workload.namespace, workload.podLabels, workload);
    workloadsByName.add(workload);
  }
  const services = new LabelIndex<Draft<ServiceNode>>();
  for (const service of found.services) {
    services.add(service.namespace, service.labels, service);
    const selected = selectWorkloads(service.selector, service.namespace, workloadsByLabel);
    service.workloads = selected.found;
    service.misses = selected.misses;
    for (const { to, because } of selected.found) to.services.push({ to: service, because });
  }
  for (const monitor of found.monitors) connectMonitor(monitor, services, workloadsByLabel);
  const scrapes = found.monitors.flatMap(connectEndpoints);
  const namespaceOf = (manifest: Manifest) => manifest.namespace ?? knowledge.namespace;
  const policies = manifests.flatMap((manifest) => policyOf(manifest, namespaceOf(manifest), workloadsByLabel) ?? []);

  const hpas = new Map<string, Draft<ScalerNode>>();
  for (const scaler of found.scalers)
    if (scaler.hpaName !== undefined) hpas.set(hpaKey(scaler.namespace, scaler.hpaName), scaler);
  for (const scaler of found.scalers) connectScaler(scaler, workloadsByName, hpas);

  const records = new Map<string, RecordNode[]>();
  for (const record of found.rules.flatMap((rule) => rule.records)) push(records, record.record, record);
  const gpuExporter = gpuExporterOf(found.monitors, knowledge);
  const scope = {
    adapters: new AdapterIndex(found.adapters, [...records.keys()]),
    series: new SeriesFinder(records, gpuExporter, (namespace) => workloadsByLabel.some(namespace)),
  };
  for (const scaler of found.scalers) scaler.metrics = metricWires(scaler, scope);
  const byKind = new Map<string, Manifest[]>();
  for (const manifest of manifests) push(byKind, manifest.kind, manifest);
  return {
    manifests,
    manifestsOfKind: (kind) => byKind.get(kind) ?? [],
    ...found,
    scrapes,
    records,
    metrics: found.scalers.flatMap(({ metrics }) => metrics),
    policies,
    gpuExporter,
  };
}

/** Everything that is a node by itself, without its wires. */
function collect(manifests: readonly Manifest[], knowledge: ClusterKnowledge) {
  const workloads: Draft<WorkloadNode>[] = [];
  const services: Draft<ServiceNode>[] = [];
  const monitors: Draft<MonitorNode>[] = [];
  const scalers: Draft<ScalerNode>[] = [];
  const rules: RuleNode[] = [];
  const prometheuses: PrometheusNode[] = [];
  const adapters: AdapterNode[] = [];
  const passedOver: Manifest[] = [];
  for (const manifest of manifests) {
    const namespace = manifest.namespace ?? knowledge.namespace;
    if (manifest.group === 'serving.kserve.io') {
      const parts = partsOfKServe(manifest, namespace, knowledge);
      if (!parts && manifest.kind === 'InferenceService') passedOver.push(manifest);
      workloads.push(...(parts?.workloads ?? []));
      services.push(...(parts?.services ?? []));
      scalers.push(...(parts?.scalers ?? []));
      continue;
    }
    workloads.push(...some(workloadOf(manifest, namespace)));
    services.push(...some(serviceOf(manifest, namespace)));
    monitors.push(...some(monitorOf(manifest, namespace)));
    scalers.push(...some(scalerOf(manifest, namespace)));
    rules.push(...some(ruleOf(manifest, namespace)));
    prometheuses.push(...some(prometheusOf(manifest, namespace)));
    adapters.push(...adaptersOf(manifest));
  }
  return { workloads, services, monitors, scalers, rules, prometheuses, adapters, passedOver };
}

function some<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function partsOfKServe(manifest: Manifest, namespace: string | undefined, knowledge: ClusterKnowledge) {
  if (manifest.kind === 'LLMInferenceService')
    return { ...partsOfLlmInferenceService(manifest, namespace), scalers: some(scalerOfLlm(manifest, namespace)) };
  if (manifest.kind !== 'InferenceService' || !isStandard(manifest, knowledge)) return undefined;
  return { ...partsOfInferenceService(manifest, namespace), scalers: some(scalerOfKServe(manifest, namespace)) };
}

const OWN_LABELS = { namespace: 'namespace', pod: 'pod' };
const EXPORTED_LABELS = { namespace: 'exported_namespace', pod: 'exported_pod' };
const RANDOM_NAME = 'x7k2p';

/** What the monitor of the GPU exporter says; the exporter itself is mostly installed by others. */
function gpuExporterOf(monitors: readonly MonitorNode[], knowledge: ClusterKnowledge): GpuExporter {
  const monitor = monitors.find(({ isForGpuExporter, endpoints }) => isForGpuExporter && endpoints.length > 0);
  const names = [monitor?.name ?? 'dcgm-exporter', ...Object.values(monitor?.selector.matchLabels ?? {})];
  const podNames = names.map((name) => `${name}-${RANDOM_NAME}`);
  const endpoint = monitor?.endpoints[0];
  // What is relabeled there is not worked out.
  if (!endpoint || endpoint.fields.metricRelabelings !== undefined)
    return { labels: knowledge.gpuLabels, monitor, podNames };
  return { labels: endpoint.honorLabels ? OWN_LABELS : EXPORTED_LABELS, monitor, podNames };
}
