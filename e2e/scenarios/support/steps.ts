import { type Patience, until } from '../../control-plane/wait';
import type { Timeline } from '../../world/timeline';

/** Waits until the field `replicas` of a timeline has come to this number. */
export async function untilReplicas(
  timeline: Timeline | undefined,
  wanted: number,
  patience?: Patience,
): Promise<void> {
  const isWanted = () => timeline?.of('replicas').at(-1) === wanted;
  await until(`there are ${wanted} replicas`, isWanted, { seconds: 150, ...patience });
}

/**
 * Whether every value is less than the one before. A scale-in may take several steps: the recommendations of the time
 * in which the load changed leave the window one after the other.
 */
export function descend(values: readonly unknown[]): boolean {
  return values.every((value, index) => index === 0 || (value as number) < (values[index - 1] as number));
}
