import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Kinds, listOf, MAP, made, typed } from '../kubernetes/kinds';
import { type Mistake, problem } from '../kubernetes/mistake';
import { takenOptions } from '../kubernetes/taken';
import { treeChanged, validateOncePerSynth } from '../kubernetes/validation';
import { DcgmExporter } from '../metrics/dcgm-exporter';
import { type ClusterFacts, checkFacts, type FactsProps, factsOf, NO_PROFILE } from './facts';

/** A part of the monitoring stack that has one instance per cluster. */
export enum ClusterComponent {
  /** The configuration of the custom metrics API: prometheus-adapter or the Alibaba Cloud adapter. */
  METRICS_ADAPTER = 'MetricsAdapter',
  /** What scrapes the GPU exporter and records its series by pod. */
  DCGM_MONITORING = 'DcgmMonitoring',
}

/** What serves the custom metrics API of a cluster. */
export enum AdapterKind {
  /** kubernetes-sigs/prometheus-adapter. */
  PROMETHEUS_ADAPTER = 'prometheus-adapter',
  /** ack-alibaba-cloud-metrics-adapter. */
  ALIBABA_CLOUD = 'alibaba-cloud-metrics-adapter',
}

/** What every cluster profile can say. */
export interface ClusterOptions {
  /** What messages call the cluster. @default - the kind of the profile */
  readonly name?: string;
  /** Kubernetes version, `major.minor`. @default 1.35 */
  readonly kubernetesVersion?: string;
  /** KServe version; decides between `RawDeployment` and `Standard`. @default 0.20, on ACK 0.15 */
  readonly kserveVersion?: string;
  /** KEDA version. @default 2.20 */
  readonly kedaVersion?: string;
  /** How often Prometheus scrapes what the library declares; at least 1 s. @default Duration.seconds(15) */
  readonly scrapeInterval?: Duration;
  /** The exporter of GPU metrics. @default - the dcgm-exporter chart beside Prometheus, on ACK its own exporter */
  readonly dcgm?: DcgmExporter;
  /** Time zone that the CronHPA controller runs in. @default - on ACK Asia/Shanghai, else not known */
  readonly controllerTimezone?: string;
  /** What is configured outside of this app, so that nobody misses it here. @default - nothing */
  readonly managedElsewhere?: readonly ClusterComponent[];
}

/** A cluster with the kube-prometheus-stack chart. */
export interface KubePrometheusStackOptions extends ClusterOptions {
  /** Name of the Helm release: decides on the label of monitors and on the address of Prometheus. */
  readonly release: string;
  /** Namespace of the release. @default monitoring */
  readonly namespace?: string;
}

/** A cluster of Alibaba Cloud's Container Service for Kubernetes, ACK Edge included. */
export interface AckOptions extends ClusterOptions {
  /** HTTP API URL of Managed Service for Prometheus. @default - not known; needed by KEDA and by the adapter's values */
  readonly prometheusUrl?: string;
}

/** Any other cluster. */
export interface CustomClusterOptions extends ClusterOptions {
  /** Address of Prometheus as seen from the cluster. @default - there is none */
  readonly prometheusUrl?: string;
  /** Labels that ServiceMonitors, PodMonitors and PrometheusRules need to be selected. @default - none */
  readonly monitorLabels?: { readonly [label: string]: string };
  /** Namespace of the monitoring stack. @default monitoring */
  readonly monitoringNamespace?: string;
  /** What serves the custom metrics API. @default AdapterKind.PROMETHEUS_ADAPTER */
  readonly metricsAdapter?: AdapterKind;
  /** Whether the CronHPA controller is installed. @default false */
  readonly cronHpa?: boolean;
}

/**
 * What is true of a cluster: an immutable value, applied to a chart (or any scope) and found through it. The instance
 * is the cluster's identity: objects under different profiles are never wired to each other.
 *
 * Errors: an address, version or time zone that cannot be is reported under the scope that it is applied to.
 *
 * @example
 * ClusterProfile.kubePrometheusStack({ release: 'prometheus' }).applyTo(chart);
 */
export class ClusterProfile {
  /**
   * A cluster with the kube-prometheus-stack chart, whose default selectors want the label `release`.
   *
   * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
   */
  static kubePrometheusStack(options: KubePrometheusStackOptions): ClusterProfile {
    options = takenOptions(options);
    const namespace = options.namespace ?? 'monitoring';
    return ClusterProfile.from({
      ...options,
      name: options.name ?? 'kube-prometheus-stack',
      prometheusUrl: `http://${stackFullName(options.release)}-prometheus.${typeof namespace === 'string' ? namespace : ''}.svc:9090`,
      monitorLabels: { release: options.release },
      monitoringNamespace: namespace,
    });
  }

  /**
   * ACK or ACK Edge: ack-kserve, Managed Service for Prometheus, the Alibaba Cloud metrics adapter and CronHPA.
   *
   * @see https://www.alibabacloud.com/help/en/ack/
   */
  static ack(options: AckOptions = {}): ClusterProfile {
    options = takenOptions(options);
    return ClusterProfile.from({
      ...options,
      name: options.name ?? 'ACK',
      kserveVersion: options.kserveVersion ?? '0.15',
      dcgm: options.dcgm ?? DcgmExporter.arms(),
      controllerTimezone: options.controllerTimezone ?? 'Asia/Shanghai',
      monitorLabels: {},
      monitorAnnotations: { 'arms.prometheus.io/discovery': 'true' },
      monitoringNamespace: 'kube-system',
      metricsAdapter: AdapterKind.ALIBABA_CLOUD,
      cronHpa: true,
    });
  }

  /** A cluster described piece by piece. Without a Prometheus nothing is scraped and no pod metric can be used. */
  static custom(options: CustomClusterOptions = {}): ClusterProfile {
    options = takenOptions(options);
    return ClusterProfile.from({ ...options, name: options.name ?? 'custom cluster' });
  }

  /** The profile that holds for a scope: that of the nearest scope above it, or nothing. */
  static of(scope: Construct): ClusterProfile | undefined {
    for (const each of [...scope.node.scopes].reverse()) {
      const profile = applied.get(each);
      if (profile) return profile;
    }
    return undefined;
  }

  /** @internal */
  static _facts(scope: Construct): ClusterFacts {
    return ClusterProfile.of(scope)?.facts ?? NO_PROFILE;
  }

  /** @internal */
  static _factsOf(profile: ClusterProfile): ClusterFacts {
    return profile.facts;
  }

  /**
   * The facts for a construct that decides by them what it creates: a profile applied later would come too late.
   * @internal
   */
  static _settle(construct: Construct): ClusterFacts {
    for (const scope of construct.node.scopes) settled.add(scope);
    return ClusterProfile._facts(construct);
  }

  private static from(props: FactsProps): ClusterProfile {
    const { props: usable, mistakes } = typed(props, KINDS, {});
    return new ClusterProfile(factsOf(usable), mistakes);
  }

  private constructor(
    private readonly facts: ClusterFacts,
    private readonly mistakes: readonly Mistake[],
  ) {}

  /** What messages call the cluster. */
  get name(): string {
    return this.facts.name;
  }

  /** Declares that everything below a scope runs in this cluster. Errors: a scope has one profile. */
  applyTo(scope: Construct): void {
    const before = applied.get(scope);
    const isLate = before === undefined && settled.has(scope);
    if (before === undefined) applied.set(scope, this);
    treeChanged();
    validateOncePerSynth(scope, () => {
      const found = [...this.mistakes, ...checkFacts(this.facts)];
      if (before !== undefined && before !== this)
        found.push(
          problem(
            'cluster/profile',
            `two cluster profiles are applied to one scope ('${before.name}' and '${this.name}')`,
            'give each cluster a chart of its own',
          ),
        );
      if (isLate)
        found.push(
          problem(
            'cluster/profile',
            `the cluster profile '${this.name}' is applied after constructs that depend on it`,
            'call applyTo right after creating the scope',
          ),
        );
      return found;
    });
  }
}

const KINDS: Kinds<FactsProps> = {
  dcgm: made(DcgmExporter, 'DcgmExporter.helmChart() or another of its kinds'),
  monitorLabels: MAP,
  managedElsewhere: listOf(),
};

const applied = new WeakMap<object, ClusterProfile>();
/** Scopes below which something was created by what the profile says. */
const settled = new WeakSet<object>();

/** How the chart builds the names of its objects: release and chart, cut at 26 characters. */
function stackFullName(release: unknown): string {
  if (typeof release !== 'string') return '';
  const chart = 'kube-prometheus-stack';
  const full = release.includes(chart) ? release : `${release}-${chart}`;
  return full.slice(0, 26).replace(/-$/, '');
}
