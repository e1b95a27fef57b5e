import type { HpaSettings } from './policy';
import type { HpaPod, PodSample } from './world';

/** How many pods of each sort there are, and the samples of those that count. */
export interface PodGroups {
  /** Samples of the pods that count, in thousandths. */
  readonly counted: readonly number[];
  /** Places of these pods in the list of pods, one for each of `counted`. */
  readonly places: readonly number[];
  /** Places of the pods that have no sample. */
  readonly missing: readonly number[];
  /** Places of the pods whose sample does not count yet. */
  readonly unready: readonly number[];
}

/**
 * Sorts pods by what their samples are worth. Only CPU looks at readiness: a starting pod burns CPU that says nothing
 * about its load.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#algorithm-details
 */
export function groupPods(
  pods: readonly HpaPod[],
  samples: readonly (PodSample | undefined)[],
  isCpu: boolean,
  settings: HpaSettings,
  now: number,
): PodGroups {
  const counted: number[] = [];
  const places: number[] = [];
  const missing: number[] = [];
  const unready: number[] = [];
  for (let place = 0; place < pods.length; place += 1) {
    const pod = pods[place];
    if (pod.isBeingDeleted || pod.phase === 'Failed') continue;
    const sample = samples[place];
    if (pod.phase === 'Pending') unready.push(place);
    else if (sample === undefined) missing.push(place);
    else if (isCpu && isUnready(pod, sample, settings, now)) unready.push(place);
    else {
      counted.push(sample.value);
      places.push(place);
    }
  }
  return { counted, places, missing, unready };
}

function isUnready({ ready, startTime }: HpaPod, sample: PodSample, settings: HpaSettings, now: number): boolean {
  if (ready === undefined || startTime === undefined) return true;
  const mayInitialize = startTime + settings.cpuInitializationSeconds * 1000 > now;
  // A sample that covers the time before the pod became ready still has the start in it.
  if (mayInitialize) return !ready.isTrue || sample.at < ready.since + sample.window;
  // Later only a pod that has never been ready is left out.
  return !ready.isTrue && startTime + settings.initialReadinessDelaySeconds * 1000 > ready.since;
}
