import { selectsLabels } from '../stack/label-selector';
import { readWorkloads } from '../stack/workloads';
import type { FindingRule } from './finding';
import { isCron, nameOf, type Scene } from './scene';

/** Two autoscalers that see the same pods: the controller then does nothing for either. No rehearsal: nothing happens. */
export const TWO_SCALERS: FindingRule = {
  name: 'scaler/same-pods',
  title: 'two autoscalers that see the same pods (no rehearsal: nothing happens)',
  find: (scene) => {
    const owners = scene.scalers.filter((scaler) => !isCron(scaler));
    return owners.flatMap((one, index) =>
      owners.slice(index + 1).flatMap((other) => {
        if (one.namespace !== other.namespace) return [];
        const isSame = one.target.kind === other.target.kind && one.target.name === other.target.name;
        if (!isSame && !overlap(scene, one.target.name, other.target.name, one.namespace)) return [];
        return {
          severity: 'error' as const,
          message: isSame
            ? `${one.target.kind} ${one.target.name} is scaled by two`
            : `the selectors of ${one.target.name} and ${other.target.name} select the same pods`,
          why: 'the HPA controller stops both with AmbiguousSelector and changes nothing any more',
          fix: isSame ? 'remove one of them' : 'give each workload a label of its own, in its selector as well',
          objects: [nameOf(one), nameOf(other)],
        };
      }),
    );
  },
};

function overlap(scene: Scene, one: string, other: string, namespace: string): boolean {
  const workloads = readWorkloads(scene.objects).filter((each) => each.namespace === namespace);
  const [first, second] = [one, other].map((name) => workloads.find((each) => each.name === name));
  if (!first || !second) return false;
  const selects = (a: typeof first, b: typeof first) =>
    a.from.spec.selector !== undefined && selectsLabels(a.from.spec.selector, b.pod.labels);
  return selects(first, second) || selects(second, first);
}
