import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ClusterProfile } from '../cluster/cluster-profile';
import type { MadeObject } from '../stack/manifest';

/** The objects that a part of an app emits into one cluster. */
export interface EmittedCluster {
  /** The profile that they share. @default - none is applied */
  readonly profile?: ClusterProfile;
  /** The objects as they are emitted, JsonPatches included. */
  readonly objects: readonly MadeObject[];
}

/** What everything below a scope emits, by cluster: charts under different profiles are different clusters. */
export function emittedBy(scope: IConstruct): EmittedCluster[] {
  const clusters = new Map<ClusterProfile | undefined, MadeObject[]>();
  for (const construct of scope.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const made = render(construct);
    if (made === undefined) continue;
    const profile = ClusterProfile.of(construct);
    const known = clusters.get(profile);
    if (known) known.push(made);
    else clusters.set(profile, [made]);
  }
  return [...clusters].map(([profile, objects]) => ({ profile, objects }));
}

/** Nothing for an object that cannot be rendered: the synth itself says so, with what is wrong. */
function render(construct: ApiObject): MadeObject | undefined {
  try {
    return { object: construct.toJson(), constructPath: construct.node.path };
  } catch {
    return undefined;
  }
}
