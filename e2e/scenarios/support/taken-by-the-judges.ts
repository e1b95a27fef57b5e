import type { RuleName } from '../../../src/kubernetes/rules';

/** A kind of mistake: the rule, and the prop that it was about where the message begins with one. */
export type MistakeClass = RuleName | `${RuleName} ${string}`;

const MESSAGE = /^(?:'([^'[.]*).*)?.*\(([a-z-]+\/[a-z-]+)\)$/s;

/** The class of a message, without its path. */
export function classOf(message: string): MistakeClass {
  const [, prop, rule] = MESSAGE.exec(message) ?? [];
  return (prop === undefined ? rule : `${rule} ${prop}`) as MistakeClass;
}

/**
 * What we refuse although the controllers take it, and why. Most of it they take and then do something else than what
 * was meant; some of it is never emitted, so that they do not get to see it.
 */
export const TAKEN_BY_THE_JUDGES = {
  'cron/jobs jobs': "KEDA's cron has no points in time: the job would be left out",
  'cron/ownership': 'the schedule would be left out, since what it could move is reset by somebody else',
  'cron/schedule windows': 'CronHPA has no webhook: its controller marks the job as failed, or runs another schedule',
  'cron/six-fields windows': 'CronHPA takes five fields and shifts their meaning; it has no webhook that would refuse',
  'cron/size windows': 'the scaler would keep its minimum, and the schedule would do nothing',
  'hpa/replica-bounds minReplicas': "KServe takes 0 for its HPA and makes 1 of it: what looks like scale to zero isn't",
  'label/syntax podLabels': "a key such as '__proto__' is lost before anybody could refuse it",
  'metric/no-accelerator metrics': 'the series does not exist for these pods: the scaler would never move',
  'metric/no-dcgm metrics': 'the HPA is valid, and its series would never be scraped',
  'metric/no-prometheus': 'nothing would read the monitor',
  'metric/not-exposed metrics': 'the HPA is valid and never gets a value',
  'metric/not-scraped metrics': 'the series would not exist: the scaler would never move',
  'metric/target metrics': "a metric without a usable target is left out; KEDA would take a threshold of 'Infinity'",
  'metric/target scaling': 'a metric without a usable target is left out of what KServe gets',
  'metric/unknown-to-engine metrics': 'the series does not exist: the scaler would never move',
  'service/arguments args': 'the engine would take one of the two, and the props would tell the other',
  'service/engine image': 'the kubelet finds it out (InvalidImageName); the API server takes any text',
  'service/engine version': 'the tag may exist; the names of the series could not be known from it',
  'service/engine gpuMemoryUtilization': 'the engine finds it out, minutes after the pod has started',
  'service/environment env':
    'a secret in plain text is valid; names with other characters are since Kubernetes 1.30 only',
  'service/exposure': 'KServe makes the Service, so that the wish would be left out',
  'service/model': 'the model would not be loaded: nobody fetches it, or the engine is not told of it',
  'service/model model': 'the engine finds it out, minutes after the pod has started',
  'service/namespace metrics': 'the query would count the pods of every namespace',
  'service/namespace scaling': 'the query would count the pods of every namespace',
  'service/network networkAccess': 'a policy that lets nobody in is valid',
  'service/parallelism': 'the engine finds it out, minutes after the pod has started',
  'service/ports metricsPath': 'Prometheus would ask for an address that does not exist',
  'service/replicas replicas': 'each apply would undo the scaling',
  'service/resources cpu': 'a pod without a request cannot be scaled by its share; text is taken, but not by our types',
  'service/resources memory': 'a request of nothing is valid and lets the pod be evicted first',
  'service/resources podSecurity': 'user 0 is valid and root',
  'service/scaling scaling': 'nobody would scale: a plain Deployment has no KServe, and KServe divides every value',
  'service/volumes mountPath': 'the container runtime finds it out; the API server takes any text',
  'service/volumes volumes': 'two volumes of one name are emitted as one',
  'value/number accelerator': 'a limit of no GPUs is valid and means that there is none; leaving it out says so',
  'value/number disruptionBudget': 'what is no number is written as null, and nobody would be protected',
  'value/number maxReplicas': "KServe takes 0 for 'not set' and makes the minimum of it: it would never scale out",
  'value/number minReplicas': 'KEDA takes a number below 0 and makes 1 of it',
  'value/number tensorParallelSize': 'the engine finds it out, minutes after the pod has started',
  'value/number windows': 'CronHPA has no webhook; a scheduled size of 0 is an error at the hour',
  'value/secret': 'an argument is a text, whoever reads it',
  'value/seconds startupTimeout': 'the probe would get no time, or be rounded',
  'value/text spec': 'valid as JSON; as YAML it is read as a number, or breaks the line',
} as const satisfies Partial<Record<MistakeClass, string>>;
