import type { StackGraph } from '../../stack/graph';
import { itemsOf, type Part, partOf } from '../part';

/** The groups of every PrometheusRule. */
export function groupsOf(graph: StackGraph): readonly Part[] {
  return graph.rules.flatMap(({ manifest }) => itemsOf(partOf(manifest, 'spec'), 'groups'));
}

/** The rules of every group of every PrometheusRule. */
export function rulesOf(graph: StackGraph): readonly Part[] {
  return groupsOf(graph).flatMap((group) => itemsOf(group, 'rules'));
}
