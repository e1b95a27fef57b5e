import type { Scrape } from '../../stack/nodes';
import { type Problem, type Rule, wrong } from '../rule';
import { nodeName } from './miss';
import { metricsPortOf } from './ports';
import { leadsNowhere } from './service-target-port';

/** A monitor scrapes the port on which the engine serves its metrics. */
export const monitorEnginePort: Rule = {
  name: 'wire/monitor-engine-port',
  severity: 'error',
  demands: "a monitor of an engine scrapes the engine's own metrics port",
  why: 'On another port nothing answers, or something that is no metrics: the target is down, and every query about it is empty.',
  link: 'https://docs.vllm.ai/en/latest/usage/metrics.html',
  *check(graph) {
    for (const scrape of graph.scrapes) {
      const { workload, container, port } = scrape;
      const { engine } = workload;
      if (engine === undefined || port === undefined || port === engine.metricsPort) continue;
      // Another container can have metrics of its own, and another scrape can bring the engine's.
      if (container !== undefined && container !== engine.container) continue;
      if (workload.scrapes.some((other) => other.port === engine.metricsPort)) continue;
      if (isFaultOfService(scrape)) continue;
      yield otherPort(scrape, engine.table.title, engine.metricsPort);
    }
  },
};

/** The Service leads to no port of the pods, which a rule of its own says. */
function isFaultOfService({ endpoint, service, workload }: Scrape): boolean {
  const ports = service?.ports.filter(({ name }) => name === endpoint.port) ?? [];
  return service !== undefined && ports.some((port) => leadsNowhere(service, port, workload) !== undefined);
}

function otherPort({ monitor, endpoint, service, workload, port }: Scrape, engine: string, right: number): Problem {
  const field = endpoint.port === undefined ? 'targetPort' : 'port';
  const known = metricsPortOf(service ?? workload);
  const fix =
    known?.name === undefined
      ? `let a port of ${nodeName(service ?? workload)} lead to ${right}, and name that one`
      : `write port: ${known.name}`;
  return wrong(
    monitor.manifest,
    [...endpoint.path, field],
    `${nodeName(monitor)} scrapes port ${port} of ${nodeName(workload)}, and ${engine} serves its metrics on ${right}`,
    fix,
    { also: [...(service ? [service.manifest] : []), workload.manifest] },
  );
}
