import type { Fields } from '../../../stack/fields';
import type { ScalingRules } from '../hpa/policy';
import type { KedaAnnotations, KedaQuirks } from './policy';

/** What Go's strconv.ParseBool takes for false; everything else that an annotation says is true. */
export const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** What the annotations of a ScaledObject stop or force, in a version that may not know all of them. */
export function readAnnotations(annotations: Fields, { knowsWholePausesOnly }: KedaQuirks): KedaAnnotations {
  const isOn = (name: string) => {
    const value = annotations[`autoscaling.keda.sh/${name}`];
    return value !== undefined && !FALSE.includes(String(value));
  };
  const paused = annotations['autoscaling.keda.sh/paused-replicas'];
  return {
    isPaused: paused !== undefined || isOn('paused'),
    ...(/^\d+$/.test(String(paused)) && { pausedReplicas: Number(paused) }),
    isScaleInPaused: !knowsWholePausesOnly && isOn('paused-scale-in'),
    isScaleOutPaused: !knowsWholePausesOnly && isOn('paused-scale-out'),
    isActivationForced: !knowsWholePausesOnly && isOn('force-activation'),
  };
}

/** A pause is a direction in which the HPA may not go. */
export function withPauses(behavior: unknown, { isScaleInPaused, isScaleOutPaused }: KedaAnnotations): unknown {
  if (!isScaleInPaused && !isScaleOutPaused) return behavior;
  const given = (behavior ?? {}) as Readonly<Record<string, Fields | undefined>>;
  const disabled = { selectPolicy: 'Disabled' satisfies ScalingRules['selectPolicy'] };
  return {
    ...given,
    ...(isScaleInPaused && { scaleDown: { ...given.scaleDown, ...disabled } }),
    ...(isScaleOutPaused && { scaleUp: { ...given.scaleUp, ...disabled } }),
  };
}
