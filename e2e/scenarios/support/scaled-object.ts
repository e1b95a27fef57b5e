import type { ControlPlane } from '../../control-plane/control-plane';
import type { Conditioned, KubeObject } from '../../control-plane/kubectl';

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
