import type { ControlPlane } from '../../control-plane/control-plane';
import type { Conditioned, KubeObject } from '../../control-plane/kubectl';

/** An HPA as its controller leaves it. */
export interface Hpa extends KubeObject, Conditioned {
  readonly status?: Conditioned['status'] & { readonly currentMetrics?: readonly MetricStatus[] };
}

interface MetricStatus {
  readonly resource?: { readonly current: { readonly averageUtilization?: number } };
  readonly pods?: { readonly metric: { readonly name: string }; readonly current: { readonly averageValue: string } };
}

/** Looks at an HPA: it may be that nobody has made it yet. */
export function hpaCalled(plane: () => ControlPlane, name: string, namespace: string): () => Promise<Hpa | undefined> {
  return async () => (await plane().mirror('horizontalpodautoscalers.autoscaling'))?.find<Hpa>(name, namespace);
}

/** What the HPA saw of its metrics of pods: the averages by name. */
export function averagesOf(hpa: Hpa | undefined): Record<string, string> {
  const averages = (hpa?.status?.currentMetrics ?? []).flatMap(({ pods }) =>
    pods ? [[pods.metric.name, pods.current.averageValue]] : [],
  );
  return Object.fromEntries(averages);
}

/** The reason of a condition, such as ScaleDownStabilized for AbleToScale. */
export function reasonOf(hpa: Hpa | undefined, condition: string): string | undefined {
  return hpa?.status?.conditions?.find(({ type }) => type === condition)?.reason;
}
