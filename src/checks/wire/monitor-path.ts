import { show } from '../../kubernetes/mistake';
import { pathText } from '../../stack/fields';
import type { Scrape } from '../../stack/nodes';
import { type Problem, type Rule, wrong, wrongValue } from '../rule';
import { nodeName } from './miss';

/** A monitor asks for the path under which the engine serves its metrics. */
export const monitorPath: Rule = {
  name: 'wire/monitor-path',
  severity: 'error',
  demands: 'a monitor asks for the path under which the engine serves its metrics',
  why: 'Under another path the answer is 404 or no metrics, and the target is down.',
  link: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint',
  *check(graph) {
    for (const monitor of graph.monitors)
      for (const { path, metricsPath, scrapes } of monitor.endpoints) {
        const first = scrapes.find((scrape) => asksElsewhere(scrape));
        if (!metricsPath.startsWith('/'))
          yield wrongValue(monitor.manifest, [...path, 'path'], "must begin with '/'", `write path: /${metricsPath}`);
        else if (first) yield otherPath(first);
      }
  },
};

function asksElsewhere({ endpoint, workload, port, container }: Scrape): boolean {
  const { engine } = workload;
  if (engine === undefined || (container !== undefined && container !== engine.container)) return false;
  const isItsPort = port === undefined || port === engine.metricsPort;
  return (
    isItsPort &&
    endpoint.metricsPath !== engine.metricsPath &&
    !workload.scrapes.some((other) => other.endpoint.metricsPath === engine.metricsPath)
  );
}

function otherPath({ monitor, endpoint, workload }: Scrape): Problem {
  const { table, metricsPath } = workload.engine ?? { table: { title: 'the engine' }, metricsPath: '/metrics' };
  const path = [...endpoint.path, 'path'];
  const got = 'path' in endpoint.fields ? show(endpoint.metricsPath) : `${endpoint.metricsPath}, as it is not given`;
  return wrong(
    monitor.manifest,
    path,
    `'${pathText(path)}' (${got}) must be ${metricsPath}, where ${table.title} of ${nodeName(workload)} serves its metrics`,
    `write path: ${metricsPath}`,
    { also: [workload.manifest] },
  );
}
