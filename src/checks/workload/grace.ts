import { type Rule, wrongValue } from '../rule';

/** What Kubernetes grants a pod that says nothing. */
const DEFAULT_SECONDS = 30;

/** Who is scaled in may finish what was begun. */
export const grace: Rule = {
  name: 'workload/grace',
  severity: 'info',
  demands: 'a scaled engine says how long it may go on when it is scaled in',
  why: `After ${DEFAULT_SECONDS} seconds a pod that is scaled in is killed, and answers that take longer break off in the middle; how long yours take, no manifest says.`,
  link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  *check(graph) {
    for (const { manifest, podPath, pod, engine, scalers } of graph.workloads)
      if (engine !== undefined && scalers.length > 0 && pod.terminationGracePeriodSeconds === undefined)
        yield wrongValue(
          manifest,
          [...podPath, 'terminationGracePeriodSeconds'],
          `is ${DEFAULT_SECONDS} s, after which answers break off when the pod is scaled in`,
          'write the seconds that the longest answer takes',
          { also: scalers.map((scaler) => scaler.manifest) },
        );
  },
};
