/** What kept replicas from being there, and what can be done about it. */
export interface Cause {
  /** A short name, the same for the same cause everywhere. */
  readonly rule: string;
  /** What it is, after "held back by". */
  readonly what: string;
  /** What can be done about it, as words that a sentence can go on with: `lower minReplicas, if …`. */
  readonly fix: string;
}

/** The words of the controllers that hold replicas back, by what a message begins with. */
const CAUSES: readonly (readonly [reason: RegExp, cause: Cause])[] = [
  [
    /^TooManyReplicas$/,
    {
      rule: 'maximum',
      what: 'the maximum',
      fix: 'raise maxReplicas, if there are GPUs for it, or make each replica serve more',
    },
  ],
  [
    /^ScaleUpLimit$/,
    {
      rule: 'rate policy',
      what: 'the rate at which it may scale out',
      fix: 'allow more per period in behavior.scaleUp.policies',
    },
  ],
  [
    /^ScaleUpStabilized$/,
    {
      rule: 'stabilization window',
      what: 'the stabilization window for scaling out',
      fix: 'shorten behavior.scaleUp.stabilizationWindowSeconds',
    },
  ],
  [
    /^ScaleDownStabilized$/,
    {
      rule: 'scale-down window',
      what: 'the stabilization window for scaling in',
      fix: 'shorten behavior.scaleDown.stabilizationWindowSeconds, if the GPU-hours matter more',
    },
  ],
  [
    /^ScaleDownLimit$/,
    {
      rule: 'scale-down rate',
      what: 'the rate at which it may scale in',
      fix: 'allow more per period in behavior.scaleDown.policies',
    },
  ],
  [/^TooFewReplicas$/, { rule: 'minimum', what: 'the minimum', fix: 'lower minReplicas, if nothing else needs it' }],
  [
    /^(FailedGet|FailedCompute|InvalidMetric)/,
    {
      rule: 'missing metrics',
      what: 'metrics that could not be had',
      fix: 'see why the metric is missing; with KEDA, give the trigger a fallback',
    },
  ],
  [
    /^ScalingDisabled$/,
    {
      rule: 'zero replicas',
      what: 'a target of zero replicas, at which the HPA does nothing',
      fix: 'keep one replica, or wake it by a KEDA trigger that exists without pods',
    },
  ],
  [
    /^(Paused|ScaledObjectPaused)/,
    { rule: 'paused', what: 'an annotation that pauses it', fix: 'remove the autoscaling.keda.sh/paused annotations' },
  ],
];

/** What a controller's word means; a word that is not known is given as it is. */
export function causeOf(reason: string): Cause {
  const known = CAUSES.find(([pattern]) => pattern.test(reason));
  return known?.[1] ?? { rule: reason, what: reason, fix: 'see the decision log' };
}
