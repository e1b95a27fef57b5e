import type { Draft } from './draft';
import { labelSelectorOf, plainSelectorOf } from './label-selector';
import type { Manifest } from './manifest';
import type { SelectingNode, WorkloadNode } from './nodes';
import { placeOf } from './place';
import { selectWorkloads, type WorkloadIndex } from './services';
import { nodeParts } from './workloads';

/** Where a kind has its selector, and what one without conditions selects. */
interface PolicyKind {
  readonly group: string;
  readonly field: string;
  readonly isPlain?: boolean;
  readonly isEmptyAll?: boolean;
}

const KINDS: Readonly<Record<string, PolicyKind>> = {
  ResourcePolicy: { group: 'scheduling.alibabacloud.com', field: 'selector', isPlain: true },
  PodDisruptionBudget: { group: 'policy', field: 'selector', isEmptyAll: true },
  NetworkPolicy: { group: 'networking.k8s.io', field: 'podSelector', isEmptyAll: true },
};

/** The policy that a manifest is, connected to the workloads whose pods it selects. */
export function policyOf(
  manifest: Manifest,
  namespace: string | undefined,
  workloads: WorkloadIndex,
): SelectingNode | undefined {
  const kind = Object.hasOwn(KINDS, manifest.kind) ? KINDS[manifest.kind] : undefined;
  if (!kind || kind.group !== manifest.group) return undefined;
  const place = placeOf(manifest, ['spec', kind.field]);
  const selector = kind.isPlain ? plainSelectorOf(place) : labelSelectorOf(place);
  const { found, misses } = selectWorkloads(selector, namespace, workloads, kind.isEmptyAll);
  const node = {
    ...nodeParts(manifest, manifest.kind, manifest.name, namespace),
    selector,
    workloads: found,
    misses,
  };
  for (const { to } of found) (to as Draft<WorkloadNode>).selectedBy.push(node);
  return node;
}
