/** A pod of a ReplicaSet, as far as its controller looks at it when there are too many. Milliseconds. */
export interface ReplicaSetPod {
  /** By it the caller knows its pods again; it decides nothing. */
  readonly id: string;
  /** Decides between pods that are about equally old; the API server gives random ones. */
  readonly uid: string;
  /** Its node: pods of one node have the same text. @default - none yet, so that it goes first */
  readonly node?: string;
  /** `status.phase`: Pending pods go before Unknown ones, and these before Running ones. */
  readonly phase: 'Pending' | 'Running' | 'Unknown';
  /** Since when it is Ready. @default - it is not */
  readonly readySince?: number;
  /** `metadata.creationTimestamp`; the younger go first where nothing else decides. */
  readonly createdAt: number;
  /** The annotation `controller.kubernetes.io/pod-deletion-cost`. @default 0 */
  readonly deletionCost?: number;
  /** How often its containers were started again. @default 0 */
  readonly restarts?: number;
}

const PHASES = ['Pending', 'Unknown', 'Running'];
const NANOSECONDS = 1_000_000;

/**
 * The pods that a ReplicaSet deletes when it has so many too many, as its controller chooses them: without a node,
 * Pending, not Ready, cheap, together with others on a node, lately Ready, often restarted, young; ages that are about
 * the same (by powers of two) count as equal.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset
 */
export function chooseVictims(pods: readonly ReplicaSetPod[], count: number, now: number): readonly ReplicaSetPod[] {
  if (count >= pods.length) return pods;
  const onNode = new Map<string | undefined, number>();
  for (const { node } of pods) onNode.set(node, (onNode.get(node) ?? 0) + 1);
  const rank = (pod: ReplicaSetPod) => onNode.get(pod.node) ?? 0;
  const sorted = [...pods].sort(
    (a, b) =>
      Number(a.node !== undefined) - Number(b.node !== undefined) ||
      PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) ||
      Number(a.readySince !== undefined) - Number(b.readySince !== undefined) ||
      (a.deletionCost ?? 0) - (b.deletionCost ?? 0) ||
      rank(b) - rank(a) ||
      byAge(a, b, a.readySince, b.readySince, now) ||
      (b.restarts ?? 0) - (a.restarts ?? 0) ||
      byAge(a, b, a.createdAt, b.createdAt, now),
  );
  return sorted.slice(0, Math.max(0, count));
}

/** The younger first. The times of objects are whole seconds. */
function byAge(a: ReplicaSetPod, b: ReplicaSetPod, at: number | undefined, bt: number | undefined, now: number) {
  if (at === undefined || bt === undefined || wholeSeconds(at) === wholeSeconds(bt)) return 0;
  const difference = power(now - wholeSeconds(at)) - power(now - wholeSeconds(bt));
  if (difference !== 0) return difference;
  return a.uid < b.uid ? -1 : 1;
}

function power(age: number): number {
  return age > 0 ? Math.floor(Math.log2(age * NANOSECONDS)) : -1;
}

function wholeSeconds(time: number): number {
  return Math.floor(time / 1000) * 1000;
}
