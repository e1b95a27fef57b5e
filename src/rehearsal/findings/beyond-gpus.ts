import type { StackService } from '../stack/read-stack';
import type { FindingRule } from './finding';
import { lastOf, nameOf, type Scene } from './scene';

/** More replicas than there are GPUs for. */
export const BEYOND_GPUS: FindingRule = {
  name: 'scaler/beyond-gpus',
  title: 'more replicas than there are GPUs for, with pools in the profile or limits in a ResourcePolicy',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      const { maxReplicas } = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
      const reachable = replicasOn(scene, service);
      if (reachable === undefined || maxReplicas <= reachable) return [];
      const traffic = 'users:count=2000,duration=30m';
      const taken = scene.take(service, { traffic, untilSeconds: 1800 });
      const pending = taken === undefined ? 0 : lastOf(taken.service.steps.pending);
      return {
        severity: 'warning',
        message: `'maxReplicas' (${maxReplicas}) must be at most ${reachable}, for which there are GPUs`,
        why: 'pods beyond that stay Pending, while the HPA counts them as replicas that will come',
        fix: `set maxReplicas to ${reachable}, or give the pools more nodes`,
        objects: [nameOf(scaler)],
        ...(pending > 0 &&
          taken && {
            proof: {
              traffic,
              happened: `after half an hour of more users than can be served ${pending} of ${lastOf(taken.service.steps.specReplicas)} pods were Pending`,
            },
          }),
      };
    }),
};

/** How many replicas the pools can hold; nothing where nothing limits them. */
function replicasOn({ profile }: Scene, { gpusPerPod, placement }: StackService): number | undefined {
  const { pools } = profile;
  if (pools !== undefined && gpusPerPod > 0) {
    const nodes = pools.map(
      ({ maxNodes, nodes: fixed, scaling }) =>
        maxNodes ?? (scaling === undefined || scaling === 'fixed' ? (fixed ?? 1) : Number.POSITIVE_INFINITY),
    );
    const sum = pools.reduce(
      (all, { gpusPerNode = 1 }, index) => all + nodes[index] * Math.floor(gpusPerNode / gpusPerPod),
      0,
    );
    return Number.isFinite(sum) ? sum : undefined;
  }
  const units = placement?.units ?? [];
  const limits = units.map(({ max }) => max).filter((max) => max !== undefined);
  if (units.length === 0 || limits.length < units.length) return undefined;
  return limits.reduce((sum, each) => sum + each, 0);
}
