/** What a scaler changes the replicas of: anything with a scale subresource. */
export interface ScaleTarget {
  /** For example `apps/v1`. */
  readonly apiVersion: string;
  /** For example `Deployment`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
}

/** Labels by which pods are selected. */
export interface PodSelector {
  readonly [label: string]: string;
}

/** A service, declared here or elsewhere. */
export interface ILlmInferenceService extends ScaleTarget {
  /** Namespace of the service. @default - the one of the apply */
  readonly namespace?: string;
  /** The workload whose replicas a scaler changes. */
  readonly scaleTarget: ScaleTarget;
  /** Labels that the service's pods have and no others. */
  readonly podSelector: PodSelector;
}
