import { plainText } from '../../stack/fields';
import { type Rule, wrong } from '../rule';
import { nodeName } from './miss';

/** A monitor speaks the protocol that the engine speaks. */
export const monitorScheme: Rule = {
  name: 'wire/monitor-scheme',
  severity: 'error',
  demands: "a monitor's scheme is that of the engine: https only where the engine has a certificate",
  why: 'Prometheus and the engine do not understand each other: the target is down, and every query about it is empty.',
  link: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint',
  *check(graph) {
    for (const { monitor, endpoint, workload, container, port } of graph.scrapes) {
      const { engine } = workload;
      // KServe's own services of models serve by TLS without a word in the manifest.
      if (engine === undefined || workload.madeBy !== undefined || container !== engine.container) continue;
      if (port !== engine.metricsPort || !/^https$/i.test(plainText(endpoint.fields.scheme))) continue;
      if (engine.container.words.some((word) => /ssl|tls|cert/i.test(word))) continue;
      yield wrong(
        monitor.manifest,
        [...endpoint.path, 'scheme'],
        `${nodeName(monitor)} scrapes by https, and ${engine.table.title} of ${nodeName(workload)} has no certificate`,
        'write scheme: http',
        { also: [workload.manifest] },
      );
    }
  },
};
