import type { Stack, StackService } from '../stack/read-stack';
import { DEFAULT_SCRAPE_MS, type PodScrape } from '../stack/scrapes';
import type { Pod } from './pod';
import { type GpuScrape, GpuScraper, Scraper, type ScrapeSurroundings } from './scraper';
import type { SignalPlan } from './signal-plan';

/** What begins to be read when a pod answers, and when it holds GPUs. */
export interface PodScrapes {
  /** Called when the engine of a pod begins to answer: from then on its monitors read it. */
  readonly engine: (pod: Pod, now: number) => void;
  /** Called when a pod has its node: from then on the GPU exporter tells of its GPUs. */
  readonly gpus: (pod: Pod, now: number) => void;
}

/** Nothing is read: the metrics were recorded. */
export const NO_SCRAPES: PodScrapes = { engine: () => {}, gpus: () => {} };

/** How the pods of a service are read, by its monitors and that of the GPU exporter. */
export function scrapesOfService(
  service: StackService,
  stack: Stack,
  plan: SignalPlan,
  gpuCollectMs: number,
  around: ScrapeSurroundings,
): PodScrapes {
  const scrapes = service.scrapes.length > 0 ? service.scrapes : [assumedScrape(service)];
  const engine = new Scraper(service, plan.signalsOf(service), scrapes, around);
  const gpus = new GpuScraper(service, plan.gpu, gpuScrape(service, stack, gpuCollectMs), around);
  return {
    engine: (pod, now) => engine.begin(pod, now),
    gpus: (pod, now) => gpus.begin(pod, now),
  };
}

/** The monitor decides what becomes of the exporter's labels. */
function gpuScrape(service: StackService, stack: Stack, collectMs: number): GpuScrape {
  const scrape = stack.gpuScrape ?? { ...assumedScrape(service), labels: { job: 'dcgm-exporter' } };
  const labels = scrape.honorLabels
    ? { namespace: 'namespace', pod: 'pod' }
    : { namespace: 'exported_namespace', pod: 'exported_pod' };
  return { scrape, collectMs, labels };
}

/** How pods are scraped where the manifests have no monitor at all. */
function assumedScrape({ workload, namespace }: StackService): PodScrape {
  const { name, pod } = workload;
  return {
    monitor: undefined,
    intervalMs: DEFAULT_SCRAPE_MS,
    honorLabels: false,
    labels: { namespace, service: name, job: name, endpoint: 'http', container: pod.containers[0]?.name ?? '' },
    podLabels: ['pod'],
    isOfEngine: true,
    filters: [],
  };
}
