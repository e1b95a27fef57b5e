import type { Exporter } from './exporter';
import { text } from './pages';
import type { Page, WorldPod } from './world';

/** The CPU that a service uses, in cores, divided over the pods that are ready. */
export interface CpuLoad {
  cores: number;
}

/** The kubelets' page about containers. */
export const KUBELETS: Exporter = { name: 'kubelet', port: 10250, hasMonitor: true };

/** What is known of a container since the last reading. */
interface Container {
  readonly pod: WorldPod;
  readonly seconds: number;
  /** What it uses until the next reading, in cores. */
  readonly cores: number;
}

/** How often kubelets read the counters; less often than Prometheus reads theirs, which so sees every reading. */
const READING_MILLISECONDS = 2000;

/**
 * Shows the CPU time that the containers have used, with the time of reading, as kubelets do. A load that changes does so
 * from a reading on: an interval with some of both would show a load that there never was.
 */
export function containersPage(podsOf: () => readonly WorldPod[], container: string, load: CpuLoad): Page {
  let containers = new Map<string, Container>();
  let at = 0;
  const read = (now: number) => {
    const pods = podsOf();
    const ready = Math.max(1, pods.filter(({ isReady }) => isReady).length);
    containers = new Map(
      pods.map((pod) => {
        const { seconds = 0, cores = 0 } = containers.get(pod.name) ?? {};
        const next = pod.isReady ? load.cores / ready : 0;
        return [pod.name, { pod, seconds: seconds + (cores * (now - at)) / 1000, cores: next }];
      }),
    );
    at = now;
  };
  const page = () => {
    const now = Math.floor(Date.now() / READING_MILLISECONDS) * READING_MILLISECONDS;
    if (now > at) read(now);
    const sampled = (of: (each: Container) => number) =>
      [...containers.values()].map((each) => {
        const { namespace, name } = each.pod;
        return { labels: { namespace, pod: name, container }, value: of(each), at };
      });
    return text([
      { name: 'container_cpu_usage_seconds_total', kind: 'counter', samples: sampled(({ seconds }) => seconds) },
      { name: 'container_memory_working_set_bytes', kind: 'gauge', samples: sampled(() => 100_000_000) },
    ]);
  };
  return Object.assign(page, { load });
}

/** Of containers and of nodes alike. */
const rule = (query: string) => ({
  containerQuery: query,
  nodeQuery: query,
  resources: {
    overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' }, node: { resource: 'node' } },
  },
  containerLabel: 'container',
});

/** What makes prometheus-adapter serve metrics.k8s.io, in place of metrics-server. */
export const RESOURCE_RULES = {
  resourceRules: {
    // The last two readings: who shares a load shows it at once.
    cpu: rule('sum by (<<.GroupBy>>) (irate(container_cpu_usage_seconds_total{<<.LabelMatchers>>}[5s]))'),
    memory: rule('sum by (<<.GroupBy>>) (container_memory_working_set_bytes{<<.LabelMatchers>>})'),
    window: '5s',
  },
};
