import { show } from '../../kubernetes/mistake';
import { fieldsOf, listOf, pathText, plainText } from '../../stack/fields';
import type { SelectingNode, WorkloadNode } from '../../stack/nodes';
import type { Miss } from '../../stack/place';
import { bad, badPart, type Part } from '../part';
import { nameOf, type Problem, type Rule } from '../rule';
import { policies } from './policies';

/** Labels that the platform itself sets on pods and changes. */
const SYSTEM_LABELS = ['alibabacloud.com/compute-class', 'alibabacloud.com/compute-qos'];

/** A resource policy selects the pods of a service. */
export const selector: Rule = {
  name: 'policy/selector',
  severity: 'error',
  demands: 'a ResourcePolicy selects the pods of a workload of its namespace, by labels of their own',
  why: 'A policy that selects nothing does nothing, and pods land wherever there is room: the cloud is paid for while the own nodes stand idle.',
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling',
  *check(graph) {
    for (const { spec, node } of policies(graph)) {
      const labels = Object.keys(fieldsOf(spec.fields.selector));
      const system = labels.filter((label) => SYSTEM_LABELS.includes(label));
      for (const label of system)
        yield bad(
          spec,
          ['selector', label],
          'is a label that the platform itself sets: pods that change it are made again and again',
          'select by a label of your own',
        );
      if (labels.length === 0 && listOf(spec.fields.matchExpressions).length === 0)
        yield badPart(
          { ...spec, path: [...spec.path, 'selector'] },
          'the selector is empty and so selects every pod of the namespace',
          "write the label of the pods, for example 'app: isvc.NAME-predictor'",
          { severity: 'warning' },
        );
      else if (system.length === 0 && node !== undefined && node.workloads.length === 0)
        yield* selectsNothing(spec, node);
    }
  },
};

function* selectsNothing(spec: Part, { misses }: SelectingNode): Iterable<Problem> {
  const [miss] = misses;
  if (miss === undefined) {
    yield badPart(
      { ...spec, path: [...spec.path, 'selector'] },
      'the selector matches no pods in these files',
      'add the workload to the files, or correct the labels',
      { severity: 'info' },
    );
    return;
  }
  const also = [miss.to.manifest];
  if (miss.why === 'namespace')
    yield bad(
      { ...spec, path: ['metadata'] },
      'namespace',
      `must be that of ${nameOf(miss.to)}, whose pods are nowhere else`,
      `write ${show(miss.found.value)}`,
      { also },
    );
  else yield wrongLabel(spec, miss);
}

function wrongLabel(spec: Part, { to, wanted, found }: Miss<WorkloadNode>): Problem {
  const label = plainText(wanted.path.at(-1));
  const isThere = found.value !== undefined;
  return badPart(
    { ...spec, path: wanted.path },
    `'${pathText(wanted.path)}' (${show(wanted.value)}) must be a label of the pods of ${nameOf(to)}, which ${isThere ? `have ${show(found.value)}` : 'have none of this name'}`,
    isThere ? `write '${label}: ${plainText(found.value)}'` : `leave '${label}' out, or add it to the pods`,
    { also: [to.manifest] },
  );
}
