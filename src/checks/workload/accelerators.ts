import { fieldsOf, plainText } from '../../stack/fields';
import type { WorkloadNode } from '../../stack/nodes';
import type { ContainerNode } from '../../stack/parts';
import { quantityOf } from '../numbers';
import { type Problem, type Rule, wrong, wrongValue } from '../rule';

/** GPUs are whole, and limited. */
export const accelerators: Rule = {
  name: 'workload/accelerators',
  severity: 'error',
  demands: 'GPUs are whole, and stand in the limits of a container, with the same number in the requests if at all',
  why: 'The API server refuses extended resources in any other way, and the GPU exporter names the pod of a GPU only by its limits.',
  link: 'https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/',
  *check(graph) {
    for (const workload of graph.workloads)
      for (const container of workload.containers) yield* checkContainer(workload, container);
  },
};

function* checkContainer({ manifest }: WorkloadNode, { fields, path, name }: ContainerNode): Iterable<Problem> {
  const resources = fieldsOf(fields.resources);
  const requests = fieldsOf(resources.requests);
  const limits = fieldsOf(resources.limits);
  for (const resource of new Set([...Object.keys(requests), ...Object.keys(limits)])) {
    if (!isExtended(resource)) continue;
    const at = (list: string) => [...path, 'resources', list, resource];
    for (const [list, amounts] of [
      ['limits', limits],
      ['requests', requests],
    ] as const) {
      const quantity = quantityOf(amounts[resource]);
      if (
        amounts[resource] !== undefined &&
        (quantity === undefined || quantity.milli < 0 || quantity.milli % 1000 !== 0)
      )
        yield wrongValue(
          manifest,
          at(list),
          'must be a whole number of at least 0',
          "write '1'; a part of a GPU has a resource of its own",
        );
    }
    if (limits[resource] === undefined)
      yield wrong(
        manifest,
        at('requests'),
        `the container '${name}' requests ${resource} without a limit`,
        'move it to resources.limits',
      );
    else if (
      requests[resource] !== undefined &&
      quantityOf(requests[resource])?.milli !== quantityOf(limits[resource])?.milli
    )
      yield wrongValue(
        manifest,
        at('requests'),
        `must equal the limit (${plainText(limits[resource])})`,
        `write '${plainText(limits[resource])}', or leave the request out`,
      );
  }
}

/** Resources with a domain are counted by device plugins, as GPUs are; those of Kubernetes itself are none. */
function isExtended(resource: string): boolean {
  return (
    /^[^/]+\/[^/]+$/.test(resource) && !/(^|\.)kubernetes\.io\//.test(resource) && !resource.startsWith('requests.')
  );
}
