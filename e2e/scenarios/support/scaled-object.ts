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

/** KEDA's second write comes within a quarter of a second. */
const SETTLED_SECONDS = 2;

/**
 * That a ScaledObject, once ready, has stayed so by the field `ready` of a timeline. KEDA's scale loop begins with a copy
 * of the object from before it was ready, and writes the conditions of this copy: what it said before comes back for a
 * moment, once, right after the first time.
 */
export function expectSteadyReadiness(timeline: Pick<Timeline, 'changes'> | undefined): void {
  const said = timeline?.changes.filter(({ what }) => what === 'ready') ?? [];
  const [first, ...later] = said.slice(said.findIndex(({ value }) => value === 'True'));
  expect(said.at(-1)?.value).toBe('True');
  expect(later.length).toBeLessThanOrEqual(2);
  expect(later.filter(({ at }) => at > first.at + SETTLED_SECONDS)).toEqual([]);
}
