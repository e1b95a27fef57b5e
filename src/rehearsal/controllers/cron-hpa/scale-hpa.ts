/** What a HorizontalPodAutoscaler may go to, and where its status says that it is. */
export interface HpaSize {
  /** Its floor before the job: `spec.minReplicas`. */
  readonly minReplicas: number;
  /** Its ceiling before the job: `spec.maxReplicas`. */
  readonly maxReplicas: number;
  /** `status.currentReplicas`: as old as its last tick. */
  readonly currentReplicas: number;
}

/** What a job makes of it: new bounds, and the size of the workload where it sets that. */
export interface ScaledHpa {
  /** The floor from now on; below 1 where the job's size is, which the API server refuses. */
  readonly minReplicas: number;
  /** The ceiling from now on, never below what it was. */
  readonly maxReplicas: number;
  /** New `spec.replicas` of the workload. @default - it keeps its size */
  readonly replicas?: number;
}

/**
 * What a job of a CronHPA does to a HorizontalPodAutoscaler: it moves the floor, raises the ceiling where that is too
 * low and never lowers it, and sets the workload's size where that is below the job's.
 *
 * @see https://github.com/AliyunContainerService/kubernetes-cronhpa-controller/pull/45
 */
export function scaleHpa({ minReplicas, maxReplicas, currentReplicas }: HpaSize, targetSize: number): ScaledHpa {
  const ceiling = Math.max(maxReplicas, targetSize);
  if (currentReplicas < targetSize) return { minReplicas: targetSize, maxReplicas: ceiling, replicas: targetSize };
  return { minReplicas: Math.min(minReplicas, targetSize), maxReplicas: ceiling };
}
