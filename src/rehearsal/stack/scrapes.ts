import { secondsOf } from '../../metrics/query-selectors';
import type { StackGraph } from '../../stack/graph';
import type { EndpointNode, Scrape as ScrapeEdge, WorkloadNode } from '../../stack/nodes';
import type { Labels } from '../../stack/parts';
import { bringsEngine } from '../../stack/series';
import { isKept } from '../../stack/stored-labels';
import { DEFAULT_NAMESPACE, titleOf } from './title';

/** How Prometheus reads something. */
export interface Scrape {
  /** The monitor that says so; nothing where it is assumed. */
  readonly monitor: string | undefined;
  /** Milliseconds between two scrapes of a target: `interval` of the endpoint, or 30 s. */
  readonly intervalMs: number;
  /** Whether labels of what is read win over those of the target; else they become `exported_…` where both have one. */
  readonly honorLabels: boolean;
  /** The labels of its targets, besides those that name the pod. */
  readonly labels: Labels;
}

/** How Prometheus reads the pods of a workload. */
export interface PodScrape extends Scrape {
  /** The labels that hold the name of the pod. */
  readonly podLabels: readonly string[];
  /** Whether it reads the port on which the engine serves its metrics; else it only sees that somebody answers. */
  readonly isOfEngine: boolean;
  /** Which series are kept, by their names. */
  readonly filters: ScrapeEdge['filters'];
}

/** What Prometheus does where nothing says otherwise, as kube-prometheus-stack sets it up. */
export const DEFAULT_SCRAPE_MS = 30_000;

/** How the monitors read the pods of a workload. */
export function scrapesOf({ scrapes, engine }: WorkloadNode): readonly PodScrape[] {
  return scrapes.map((scrape) => {
    const { monitor, endpoint, filters } = scrape;
    return {
      ...readingOf(titleOf(monitor), endpoint),
      ...targetLabels(scrape),
      isOfEngine: engine === undefined || bringsEngine(scrape, engine),
      filters,
    };
  });
}

/** The labels of one target, as far as they are one text; those of the pod's name are told apart. */
function targetLabels({ workload, service, labels: { values } }: ScrapeEdge): Pick<PodScrape, 'labels' | 'podLabels'> {
  const { namespace = DEFAULT_NAMESPACE, podNames, containers } = workload;
  // A relabeling of which nothing is known leaves these as they mostly are.
  const usual: Labels = { namespace, container: containers[0]?.name ?? '', ...(service && { service: service.name }) };
  const labels: Record<string, string> = {};
  const podLabels: string[] = [];
  for (const [label, value] of values) {
    if (value === podNames || (value === 'anything' && label === 'pod')) podLabels.push(label);
    else if (value === 'anything') {
      if (Object.hasOwn(usual, label)) labels[label] = usual[label];
    } else if (value.length === 1) labels[label] = value[0];
  }
  return { labels, podLabels };
}

/** Whether a scrape brings a series of the engine. */
export function brings(scrape: PodScrape, name: string): boolean {
  return scrape.isOfEngine && isKept(scrape, name);
}

/** How the GPU exporter is read: by the monitor that is about it, whatever its Service is called. */
export function gpuScrapeOf({ gpuExporter: { monitor } }: StackGraph): Scrape | undefined {
  return monitor && { ...readingOf(titleOf(monitor), monitor.endpoints[0]), labels: { job: monitor.name } };
}

function readingOf(monitor: string, { interval, honorLabels }: EndpointNode) {
  return { monitor, intervalMs: millisecondsOf(interval) ?? DEFAULT_SCRAPE_MS, honorLabels };
}

/** A duration of Prometheus in milliseconds; nothing where it is none, or zero, which stands for the default. */
export function millisecondsOf(duration: unknown): number | undefined {
  return Math.round((secondsOf(String(duration)) ?? 0) * 1000) || undefined;
}
