import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { PrometheusRule, ServiceMonitor } from '../../imports/monitoring.coreos.com';
import { ClusterComponent, ClusterProfile } from '../cluster/cluster-profile';
import { announce, exposuresOf } from '../cluster/inventory';
import { emit, validateEmitted } from '../kubernetes/emit';
import { FLAG, fields, METADATA, mapOf, TEXT, typed } from '../kubernetes/kinds';
import { problem } from '../kubernetes/mistake';
import { checkName } from '../kubernetes/names';
import { secondsOf } from '../kubernetes/numbers';
import type { DcgmExporterOptions } from '../metrics/dcgm-exporter';
import { checkSingle } from './single';

/** What DcgmMonitoring is made of. */
export interface DcgmMonitoringProps {
  /** Name, namespace, labels and annotations of both objects. @default - `dcgm-exporter`, in Prometheus' namespace */
  readonly metadata?: ApiObjectMetadata;
  /**
   * Whether a ServiceMonitor is made. The charts of the exporter can bring one of their own; with two, every GPU would
   * count twice.
   * @default true
   */
  readonly scrape?: boolean;
}

const EXPORTER = fields<DcgmExporterOptions>(
  { namespace: TEXT, portName: TEXT, serviceLabels: mapOf(TEXT), honorLabels: FLAG },
  ...(['portName', 'serviceLabels'] as const),
);

/**
 * The GPU metrics of a cluster, once: a ServiceMonitor for the exporter that the cluster profile names, and a
 * PrometheusRule that records what the cluster's HPAs need under the labels of the workloads.
 *
 * Errors: a second one in a cluster, or a cluster where the platform does this, fails the synth.
 *
 * @see https://github.com/NVIDIA/dcgm-exporter
 */
export class DcgmMonitoring extends Construct {
  /** The ServiceMonitor; not when `scrape` is false. */
  readonly serviceMonitor?: ApiObject;
  /** The PrometheusRule. */
  readonly prometheusRule: ApiObject;

  constructor(scope: Construct, id: string, props: DcgmMonitoringProps = {}) {
    super(scope, id);
    const { props: usable, mistakes } = typed(props, { metadata: METADATA }, {});
    props = usable;
    const cluster = ClusterProfile._settle(this);
    const interval = `${secondsOf(cluster.scrapeInterval)}s`;
    const metadata = {
      ...props.metadata,
      name: props.metadata?.name ?? 'dcgm-exporter',
      namespace: props.metadata?.namespace ?? cluster.monitoringNamespace,
      labels: { ...cluster.monitors?.labels, ...props.metadata?.labels },
      annotations: { ...cluster.monitors?.annotations, ...props.metadata?.annotations },
    };
    const rule = emit(this, 'Resource', PrometheusRule.GVK, metadata, ['spec'], () => {
      const rules = exposuresOf(this).flatMap(({ recordingRule }) => (recordingRule ? [recordingRule] : []));
      const groups = rules.length > 0 ? [{ name: 'llm-inference.gpu', interval, rules }] : [];
      return { spec: PrometheusRule.manifest({ spec: { groups } }).spec };
    });
    this.prometheusRule = rule.object;

    const { scrape } = cluster.dcgm;
    const monitor =
      scrape && (props.scrape ?? true)
        ? emit(this, 'Monitor', ServiceMonitor.GVK, metadata, ['spec'], () => {
            const spec = {
              selector: { matchLabels: { ...scrape.serviceLabels } },
              namespaceSelector: { matchNames: [scrape.namespace ?? cluster.monitoringNamespace] },
              endpoints: [{ port: scrape.portName, path: '/metrics', interval, honorLabels: scrape.honorLabels }],
            };
            return { spec: ServiceMonitor.manifest({ spec }).spec };
          })
        : undefined;
    this.serviceMonitor = monitor?.object;

    announce({ role: 'single', construct: this, kind: ClusterComponent.DCGM_MONITORING });
    validateEmitted(
      this,
      monitor ? [rule, monitor] : [rule],
      () => [
        ...checkName('metadata.name', metadata.name, 253),
        ...(scrape === undefined ? [] : EXPORTER('the exporter of the cluster profile', scrape)),
        ...checkSingle(this, ClusterComponent.DCGM_MONITORING, cluster),
        ...(cluster.monitors === undefined
          ? [
              problem(
                'metric/no-prometheus',
                'this cluster has no Prometheus that could scrape',
                'apply a cluster profile that knows one',
              ),
            ]
          : []),
        ...(scrape === undefined
          ? [problem('cluster/single', `${cluster.dcgm.title} is scraped by the platform`, 'leave this construct out')]
          : []),
      ],
      mistakes,
    );
  }
}
