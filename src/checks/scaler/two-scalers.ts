import type { StackGraph } from '../../stack/graph';
import type { ScalerNode } from '../../stack/nodes';
import { inOrder } from '../order';
import { nameOf, type Rule, wrong } from '../rule';

/** One target has one scaler. */
export const twoScalers: Rule = {
  name: 'scaler/two-scalers',
  severity: 'error',
  demands: 'one workload has one scaler, of whatever kind and whoever makes it',
  why: 'Two HPAs that select the same pods both stop with AmbiguousSelector, and each goes on to enforce its own bounds; KEDA refuses a second scaler only when it comes last.',
  link: 'https://github.com/kubernetes/kubernetes/pull/112011',
  *check(graph) {
    for (const scalers of byTarget(graph).values()) {
      const [first, ...others] = scalers;
      for (const other of others)
        yield wrong(
          other.manifest,
          other.target.place.path,
          `${other.target.kind} '${other.target.name}' is scaled by ${titleOf(other)} and by ${titleOf(first)}`,
          wayOut(first, other),
          { also: [first.manifest] },
        );
    }
  },
};

/** The scalers that make an HPA, by what they scale. Schedules move the bounds of another; that is no second scaler. */
function byTarget(graph: StackGraph): Map<string, ScalerNode[]> {
  const groups = new Map<string, ScalerNode[]>();
  for (const scaler of inOrder(graph.scalers, ({ manifest }) => manifest)) {
    if (scaler.by === 'cron') continue;
    const { kind, name } = scaler.target;
    const key = JSON.stringify([scaler.workload?.to.id ?? `${kind}/${name}`, scaler.namespace]);
    const group = groups.get(key) ?? [];
    // An object that stands twice is one object: that is said by a rule of its own.
    if (group.some((each) => each.id === scaler.id || isMadeOf(each, scaler) || isMadeOf(scaler, each))) continue;
    groups.set(key, [...group, scaler]);
  }
  return groups;
}

/** The HPA that KEDA made of a ScaledObject can be among the manifests, as after an export of the cluster. */
function isMadeOf(hpa: ScalerNode, scaled: ScalerNode): boolean {
  return hpa.by === 'hpa' && scaled.by === 'keda' && hpa.name === scaled.hpaName;
}

function titleOf({ madeBy, kind, name, manifest }: ScalerNode): string {
  return madeBy === undefined
    ? `the ${kind} '${name}'`
    : `the ${kind} '${name}' that ${madeBy} makes of ${nameOf(manifest)}`;
}

function wayOut(first: ScalerNode, other: ScalerNode): string {
  if (first.madeBy === 'KServe' || other.madeBy === 'KServe')
    return "write 'serving.kserve.io/autoscalerClass: external' on the InferenceService, or take the own scaler out";
  return 'put the metrics of both into one, which takes the greatest proposal, and take the other out';
}
