import { type Rule, wrong } from '../rule';
import { podOf, privilegesOf } from './pods';

/** An engine needs nothing of its node but the GPU. */
export const podLevel: Rule = {
  name: 'security/pod-level',
  severity: 'warning',
  demands: "pods of an inference service stay within the level 'baseline' of the pod security standards",
  why: 'Who gets into the engine gets onto the node, and namespaces that enforce a level refuse the pod; GPUs need none of it.',
  link: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  *check(graph) {
    for (const workload of graph.workloads) {
      const asked = privilegesOf(podOf(workload));
      const isEngine = workload.engine !== undefined || workload.scalers.length > 0;
      if (asked.length === 0 || !isEngine) continue;
      const [first] = asked;
      yield wrong(
        workload.manifest,
        workload.pod[first] === true ? [...workload.podPath, first] : workload.podPath,
        `the pod asks for ${asked.join(', ')}, which only the level 'privileged' allows`,
        'leave it out',
      );
    }
  },
};
