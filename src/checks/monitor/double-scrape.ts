import type { Scrape, WorkloadNode } from '../../stack/nodes';
import { type Problem, type Rule, wrong } from '../rule';
import { nodeName } from '../wire/miss';

/** A port is scraped once. */
export const monitorDoubleScrape: Rule = {
  name: 'monitor/double-scrape',
  severity: 'error',
  demands: 'the metrics of a port are scraped once',
  why: 'Every series is stored twice, so that sums are twice as large, and the service scales out at half of its load.',
  link: 'https://prometheus.io/docs/concepts/jobs_instances/',
  *check(graph) {
    for (const workload of graph.workloads) yield* twice(workload);
  },
};

function* twice(workload: WorkloadNode): Iterable<Problem> {
  const known = new Map<string, Scrape>();
  const inOrder = [...workload.scrapes].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  for (const scrape of inOrder) {
    const { port, endpoint } = scrape;
    if (port === undefined || endpoint.fields.params !== undefined) continue;
    const key = `${port} ${endpoint.metricsPath}`;
    const first = known.get(key);
    if (first === undefined) known.set(key, scrape);
    else if (orderOf(first) !== orderOf(scrape)) yield problem(workload, first, scrape);
  }
}

function orderOf({ monitor, endpoint, service }: Scrape): string {
  return [monitor.id, endpoint.path.join('.'), service?.id].join(' ');
}

function problem(workload: WorkloadNode, first: Scrape, second: Scrape): Problem {
  const sameEndpoint = first.endpoint === second.endpoint;
  const by = (scrape: Scrape) => (sameEndpoint && scrape.service ? nodeName(scrape.service) : nodeName(scrape.monitor));
  const how = sameEndpoint ? `${nodeName(second.monitor)} finds it by` : 'it is scraped by';
  const same = by(first) === by(second);
  return wrong(
    second.monitor.manifest,
    sameEndpoint ? second.monitor.selector.place.path : second.endpoint.path,
    `the metrics of port ${second.port} of ${nodeName(workload)} are stored twice: ${how} ${by(first)} and ${same ? 'once more' : by(second)}`,
    sameEndpoint
      ? 'let the monitor select one of the Services, by a label that only that one has'
      : 'take one of them out',
    {
      also: [first.monitor, ...[first.service, second.service].flatMap((each) => each ?? []), workload].map(
        ({ manifest }) => manifest,
      ),
    },
  );
}
