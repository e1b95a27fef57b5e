import { Duration } from 'cdk8s';
import { type Mistake, mistake } from '../kubernetes/mistake';
import { checkLabels, checkNamespace } from '../kubernetes/names';
import { checkSeconds, secondsOf } from '../kubernetes/numbers';
import { checkTimeZone } from '../kubernetes/time-zone';
import { checkUrl } from '../kubernetes/url';
import { DcgmExporter, type DcgmFacts } from '../metrics/dcgm-exporter';
import { compareVersions } from '../metrics/series';

/** What is true of a cluster, with every default filled in. The instance is the identity of the cluster. */
export interface ClusterFacts {
  /** What messages call it. */
  readonly name: string;
  /** Version of Kubernetes. */
  readonly kubernetesVersion: string;
  /** Version of KServe. */
  readonly kserveVersion: string;
  /** Version of KEDA. */
  readonly kedaVersion: string;
  /** How often targets are scraped. */
  readonly scrapeInterval: Duration;
  /** Window of rates: four scrapes, in whole minutes, and at least two. */
  readonly rateWindow: string;
  /** The exporter of GPU metrics. */
  readonly dcgm: DcgmFacts;
  /** Time zone of the CronHPA controller. @default - not known */
  readonly controllerTimezone?: string;
  /** Components that are configured outside of the app. */
  readonly managedElsewhere: readonly string[];
  /** Address of Prometheus. @default - not known */
  readonly prometheusUrl?: string;
  /** What a monitor has to carry to be selected. @default - no Prometheus operator is known */
  readonly monitors?: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  /** Namespace of what there is once per cluster. */
  readonly monitoringNamespace: string;
  /** What serves the custom metrics API. */
  readonly metricsAdapter: string;
  /** Whether the CronHPA controller is there. */
  readonly cronHpa: boolean;
}

/** What a profile is made of: the facts as far as the user gave them. */
export type FactsProps = Pick<ClusterFacts, 'name'> &
  Partial<Omit<ClusterFacts, 'rateWindow' | 'dcgm' | 'monitors'>> & {
    readonly dcgm?: DcgmExporter;
    readonly monitorLabels?: Readonly<Record<string, string>>;
    readonly monitorAnnotations?: Readonly<Record<string, string>>;
  };

/** Fills in what a profile leaves open. */
export function factsOf(props: FactsProps): ClusterFacts {
  const scrapeInterval = props.scrapeInterval ?? Duration.seconds(15);
  const hasMonitors = props.prometheusUrl !== undefined || props.monitorLabels !== undefined;
  return {
    name: props.name,
    kubernetesVersion: props.kubernetesVersion ?? '1.35',
    kserveVersion: props.kserveVersion ?? '0.20',
    kedaVersion: props.kedaVersion ?? '2.20',
    scrapeInterval,
    rateWindow: rateWindow(scrapeInterval),
    dcgm: DcgmExporter._facts(props.dcgm ?? DcgmExporter.helmChart()),
    controllerTimezone: props.controllerTimezone,
    managedElsewhere: props.managedElsewhere ?? [],
    prometheusUrl: props.prometheusUrl,
    monitors: hasMonitors
      ? { labels: props.monitorLabels ?? {}, annotations: props.monitorAnnotations ?? {} }
      : undefined,
    monitoringNamespace: props.monitoringNamespace ?? 'monitoring',
    metricsAdapter: props.metricsAdapter ?? 'prometheus-adapter',
    cronHpa: props.cronHpa ?? false,
  };
}

function rateWindow(scrapeInterval: Duration): string {
  const minutes = Math.ceil((4 * secondsOf(scrapeInterval)) / 60);
  return `${Math.max(2, Number.isFinite(minutes) ? minutes : 2)}m`;
}

/** What holds where nobody applied a profile: the newest controllers, and no Prometheus. */
export const NO_PROFILE: ClusterFacts = factsOf({ name: 'a cluster without profile' });

const VERSION = /^v?\d+\.\d+(\.\d+)?$/;

/** Judges what the user said of the cluster. */
export function checkFacts(facts: ClusterFacts): Mistake[] {
  const versions = (['kubernetesVersion', 'kserveVersion', 'kedaVersion'] as const).flatMap((prop) =>
    VERSION.test(String(facts[prop]))
      ? []
      : [mistake('cluster/profile', prop, facts[prop], "must be a version like '1.35' or '0.20.0'", 'write it so')],
  );
  return [
    ...versions,
    ...(facts.prometheusUrl === undefined ? [] : checkUrl('prometheusUrl', facts.prometheusUrl)),
    ...(facts.controllerTimezone === undefined ? [] : checkTimeZone('controllerTimezone', facts.controllerTimezone)),
    ...checkSeconds('scrapeInterval', facts.scrapeInterval, 1),
    ...checkNamespace('monitoringNamespace', facts.monitoringNamespace),
    ...checkLabels('monitorLabels', facts.monitors?.labels),
  ];
}

/** True when the cluster's version of something is at least the given one. */
export function atLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0;
}
