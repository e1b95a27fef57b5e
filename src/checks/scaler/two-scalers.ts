import type { ScalerNode } from '../../stack/nodes';
import { groupBy } from '../lookup';
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
    const making = graph.scalers.filter(({ by }) => by !== 'cron');
    for (const group of groupBy(making, targetOf).values()) {
      if (group.length === 1) continue;
      const [first, ...others] = distinct(inOrder(group, ({ manifest }) => manifest));
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

/** What a scaler scales. Schedules move the bounds of another, and are no second scaler. */
function targetOf({ workload, namespace, target: { kind, name } }: ScalerNode): string {
  return JSON.stringify([workload?.to.id ?? `${kind}/${name}`, namespace]);
}

/** An object that stands twice is one object: that is said by a rule of its own. */
function distinct(scalers: readonly ScalerNode[]): readonly ScalerNode[] {
  return scalers.filter(
    (scaler, index) =>
      !scalers
        .slice(0, index)
        .some((each) => each.id === scaler.id || isMadeOf(each, scaler) || isMadeOf(scaler, each)),
  );
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
