import { show } from '../../kubernetes/mistake';
import { fieldsOf } from '../../stack/fields';
import type { WorkloadNode } from '../../stack/nodes';
import type { ContainerNode } from '../../stack/parts';
import { type Rule, wrong } from '../rule';
import { argumentsPath, servingContainers } from './arguments';

/** The port that is served is the one that is declared. */
export const portArgument: Rule = {
  name: 'workload/port-argument',
  severity: 'error',
  demands: 'an engine listens on a port that its container declares',
  why: 'Probes, Service and monitor go by the declared port, where nothing answers, so that no pod ever becomes ready.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  *check(graph) {
    for (const { workload, container, title, args } of servingContainers(graph)) {
      const port = args.get('port') ?? args.get('http-port');
      const declared = container.ports.flatMap(({ port: number, place }) => (place === undefined ? [] : [number]));
      if (port === undefined || !/^\d+$/.test(port) || declared.length === 0 || declared.includes(Number(port)))
        continue;
      yield wrong(
        workload.manifest,
        argumentsPath(container),
        `${title} listens on --port ${show(port)}, and the container '${container.name}' declares ${declared.join(', ')}`,
        `write --port=${declared[0]}, or 'containerPort: ${port}'`,
        { severity: isReliedOn(workload, container, declared) ? 'error' : 'warning' },
      );
    }
  },
};

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/** Whether something goes by the declared ports. Where nothing does, they are only wrong. */
function isReliedOn({ madeBy, services }: WorkloadNode, { ports, fields }: ContainerNode, declared: readonly number[]) {
  const known = new Set<unknown>([...declared, ...ports.flatMap(({ name }) => name ?? [])]);
  const probed = PROBES.map((probe) => {
    const { httpGet, tcpSocket, grpc } = fieldsOf(fields[probe]);
    return fieldsOf(httpGet ?? tcpSocket ?? grpc).port;
  });
  const served = services.flatMap(({ to }) => to.ports.map(({ targetPort }) => targetPort));
  return madeBy === 'KServe' || [...probed, ...served].some((port) => known.has(port));
}
