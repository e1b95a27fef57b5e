import type { Exporter } from './exporter';
import { text } from './pages';
import type { Page, WorldPod } from './world';

/** The CPU that a service uses, in cores, divided over the pods that are ready. */
export interface CpuLoad {
  cores: number;
}

/** The kubelets' page about containers. */
export const KUBELETS: Exporter = { name: 'kubelet', port: 10250, hasMonitor: true };

/** Since when a counter of CPU time is what it is. */
interface Counter {
  readonly seconds: number;
  readonly at: number;
}

/** Shows the CPU time that the containers have used, with the time of reading, as kubelets do. */
export function containersPage(podsOf: () => readonly WorldPod[], container: string, load: CpuLoad): Page {
  const counters = new Map<string, Counter>();
  const page = () => {
    const at = Date.now();
    const pods = podsOf();
    const ready = Math.max(1, pods.filter(({ isReady }) => isReady).length);
    const of = ({ namespace, name }: WorldPod) => ({ namespace, pod: name, container });
    const used = pods.map((pod) => {
      const before = counters.get(pod.name) ?? { seconds: 0, at };
      const share = pod.isReady ? load.cores / ready : 0;
      const seconds = before.seconds + (share * (at - before.at)) / 1000;
      counters.set(pod.name, { seconds, at });
      return { labels: of(pod), value: seconds, at };
    });
    const memory = pods.map((pod) => ({ labels: of(pod), value: 100_000_000, at }));
    return text([
      { name: 'container_cpu_usage_seconds_total', kind: 'counter', samples: used },
      { name: 'container_memory_working_set_bytes', kind: 'gauge', samples: memory },
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
