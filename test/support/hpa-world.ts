import type { HpaPolicy } from '../../src/rehearsal/controllers/hpa/policy';
import { readHpaSpec } from '../../src/rehearsal/controllers/hpa/read-policy';
import type { HpaPod, HpaWorld, MetricError } from '../../src/rehearsal/controllers/hpa/world';
import { Unreadable } from '../../src/rehearsal/reader';

/** A pod that has been Ready from the beginning. */
export const READY: HpaPod = { phase: 'Running', startTime: 0, ready: { isTrue: true, since: 0 } };

/** The policy of a spec that can be read. */
export function hpaPolicyOf(spec: object): HpaPolicy {
  const policy = readHpaSpec(spec);
  if (policy instanceof Unreadable) throw new Error(policy.reasons.join('; '));
  return policy;
}

export interface HpaWorldProps {
  /** Thousandths: of each pod, of each series, or of the object; nothing where a pod has no sample. @default - none */
  readonly values?: readonly (number | undefined)[];
  /** @default - as many that are Ready as there are replicas */
  readonly pods?: readonly HpaPod[];
  /** The time of the samples, and over how long they are, in milliseconds. @default 0 */
  readonly at?: number;
  readonly window?: number;
  /** What every pod requests, in thousandths. @default 1000 */
  readonly request?: number | MetricError;
  /** What every metric fails with. @default - none fails */
  readonly failure?: MetricError;
}

/** What a controller sees of a target of so many replicas, where all metrics show the same. */
export function hpaWorldOf(replicas: number, props: HpaWorldProps = {}): HpaWorld {
  const { values = [], pods = Array(replicas).fill(READY), at = 0, window = 0, request = 1000, failure } = props;
  return {
    specReplicas: replicas,
    statusReplicas: replicas,
    pods,
    metrics: {
      ofPods: () => failure ?? values.map((value) => (value === undefined ? undefined : { value, at, window })),
      requestsOfPods: () => (typeof request === 'number' ? pods.map(() => request) : request),
      ofObject: () => failure ?? values[0] ?? 0,
      external: () => failure ?? values.map((value) => value ?? 0),
    },
  };
}
