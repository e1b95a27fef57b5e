import { textOf } from '../../stack/fields';
import { ofKind, SERVICE } from '../kinds';
import { isWhole } from '../numbers';
import { bad, badPart, itemsOf, type Part, partOf } from '../part';
import type { Problem, Rule } from '../rule';

const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST = 15;

/** Ports are in range, and can be told apart by their names. */
export const ports: Rule = {
  name: 'workload/ports',
  severity: 'error',
  demands: 'ports are in range, and several of one container or Service have distinct names of at most 15 characters',
  why: 'The API server refuses them, and of an InferenceService neither Service nor Deployment comes to be.',
  link: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
  *check(graph) {
    for (const { manifest, containers, madeBy } of graph.workloads)
      for (const { path, name } of containers)
        yield* checkPorts(
          itemsOf(partOf(manifest, ...path), 'ports'),
          'containerPort',
          `the container '${name}'`,
          madeBy === 'KServe',
        );
    for (const manifest of ofKind(graph, SERVICE))
      yield* checkPorts(itemsOf(partOf(manifest, 'spec'), 'ports'), 'port', `the Service '${manifest.name}'`, true);
  },
};

/** @param needNames whether each of several ports has to have a name; those of a container become ports of a Service in KServe only */
function* checkPorts(all: readonly Part[], number: string, title: string, needNames: boolean): Iterable<Problem> {
  const seen = new Set<string>();
  for (const port of all) {
    const name = textOf(port.fields.name);
    if (!isWhole(port.fields[number], 1, 65535))
      yield bad(port, number, 'must be a whole number between 1 and 65535', 'give the port');
    if (name !== undefined && (name.length > LONGEST || !PORT_NAME.test(name)) && number === 'containerPort')
      yield bad(
        port,
        'name',
        `must have at most ${LONGEST} characters of a–z, 0–9 and '-', a letter among them`,
        "rename it, for example to 'http'",
      );
    if (name !== undefined && seen.has(name))
      yield bad(port, 'name', 'must be unique', `rename it, for example to '${name.slice(0, 13)}-2'`);
    if (name === undefined && all.length > 1 && needNames)
      yield badPart(port, `${title} has several ports, and this one has no name`, "add 'name: …' to it");
    seen.add(name ?? '');
  }
}
