import type { Construct } from 'constructs';
import {
  PodMonitor,
  type PodMonitorSpec,
  ServiceMonitor,
  type ServiceMonitorSpec,
} from '../../imports/monitoring.coreos.com';
import type { ClusterFacts } from '../cluster/facts';
import { type Emitted, emit } from '../kubernetes/emit';
import { type Mistake, problem } from '../kubernetes/mistake';
import { checkSeconds, secondsOf } from '../kubernetes/numbers';
import type { EngineFacts } from './engine-facts';
import type { MonitoringFacts } from './monitoring';
import { METRICS_PORT, SERVING_PORT } from './pod';

/** What a monitor has to find. */
export interface Scraped {
  /** Name of the monitor. */
  readonly name: string;
  /** Namespace of the monitor. @default - the chart's */
  readonly namespace?: string;
  /** Labels of the pods. */
  readonly podSelector: Readonly<Record<string, string>>;
  /** Labels of the Service. */
  readonly serviceLabels: Readonly<Record<string, string>>;
}

/** Whether something brings the engine's metrics to Prometheus. */
export function isScraped(asked: MonitoringFacts | undefined, engine: EngineFacts, cluster: ClusterFacts): boolean {
  if (asked?.by === 'nobody') return false;
  return asked?.by === 'others' || (engine.metrics !== undefined && cluster.monitors !== undefined);
}

/** Creates the monitor of a service in the service's own namespace, where there is something to scrape and to do it. */
export function emitMonitor(
  scope: Construct,
  asked: MonitoringFacts | undefined,
  engine: EngineFacts,
  cluster: ClusterFacts,
  scraped: Scraped,
): Emitted | undefined {
  const by = asked?.by ?? 'service';
  const metrics = engine.metrics;
  const monitors = cluster.monitors;
  if (!metrics || !monitors || by === 'others' || by === 'nobody') return undefined;
  const endpoint = {
    port: metrics.port === engine.port ? SERVING_PORT : METRICS_PORT,
    path: metrics.path,
    interval: `${secondsOf(asked?.interval ?? cluster.scrapeInterval)}s`,
  };
  const metadata = {
    name: scraped.name,
    namespace: scraped.namespace,
    labels: { ...monitors.labels, ...asked?.labels },
    annotations: monitors.annotations,
  };
  const [kind, spec] =
    by === 'service'
      ? ([ServiceMonitor.GVK, serviceMonitor(endpoint, scraped)] as const)
      : ([PodMonitor.GVK, podMonitor(endpoint, scraped)] as const);
  return emit(scope, 'Monitor', kind, metadata, ['spec'], () => ({ spec }));
}

/** A monitor that is asked for must have something to do. */
export function checkMonitoring(
  asked: MonitoringFacts | undefined,
  engine: EngineFacts,
  cluster: ClusterFacts,
): Mistake[] {
  const found = checkSeconds('monitoring.interval', asked?.interval, 1);
  if (asked?.by !== 'service' && asked?.by !== 'pod') return found;
  if (engine.metrics === undefined)
    found.push(problem('metric/not-scraped', `${engine.title} has no metrics to scrape`, 'give its metricsPath'));
  if (cluster.monitors === undefined)
    found.push(
      problem(
        'metric/no-prometheus',
        'there is no Prometheus that a monitor could be for',
        'apply a cluster profile, for example ClusterProfile.kubePrometheusStack(…).applyTo(chart)',
      ),
    );
  return found;
}

interface Endpoint {
  readonly port: string;
  readonly path: string;
  readonly interval: string;
}

function serviceMonitor(endpoint: Endpoint, { serviceLabels }: Scraped): ServiceMonitorSpec {
  return { selector: { matchLabels: { ...serviceLabels } }, endpoints: [endpoint] };
}

function podMonitor(endpoint: Endpoint, { podSelector }: Scraped): PodMonitorSpec {
  return { selector: { matchLabels: { ...podSelector } }, podMetricsEndpoints: [endpoint] };
}
