import type { ControlPlane } from '../../control-plane/control-plane';
import type { Conditioned, KubeObject } from '../../control-plane/kubectl';
import type { Timeline } from '../../world/timeline';

export interface ScaledObject extends KubeObject, Conditioned {
  readonly spec: { readonly triggers: readonly { readonly metadata: Readonly<Record<string, string>> }[] };
}

/** Looks at a ScaledObject: it may be that nobody has made it yet. */
export function scaledObjectCalled(
  plane: () => ControlPlane,
  name: string,
  namespace: string,
): () => Promise<ScaledObject | undefined> {
  return async () => (await plane().mirror('scaledobjects'))?.find<ScaledObject>(name, namespace);
}

/** What KEDA says of a ScaledObject being ready: `True`, `False` or `Unknown`. */
export function readinessOf(look: () => Promise<ScaledObject | undefined>): () => Promise<string | undefined> {
  return async () => (await look())?.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
}

/**
 * That a ScaledObject, once ready, has stayed so by the field `ready` of a timeline. KEDA writes its first status twice
 * when its cache is behind, so that right after the first time it can be unknown for a moment.
 */
export function expectSteadyReadiness(timeline: Timeline | undefined): void {
  const said = timeline?.of('ready') ?? [];
  expect([['True'], ['True', 'Unknown', 'True']]).toContainEqual(said.slice(said.indexOf('True')));
}
