import { schemeOf } from '../../kubernetes/storage-schemes';
import { fieldsOf, listOf, plainText } from '../../stack/fields';
import type { WorkloadNode } from '../../stack/nodes';
import { objectNamed } from '../lookup';
import { nameOf, type Problem, type Rule, wrong } from '../rule';
import { podOf, privilegesOf } from './pods';

const LEVEL = 'pod-security.kubernetes.io/enforce';

/** Pods fit the level that their namespace enforces. */
export const enforcedLevel: Rule = {
  name: 'security/enforced-level',
  severity: 'error',
  demands: 'pods meet the level of pod security that their namespace enforces',
  why: 'The API server refuses the pods, and the Deployment stays at no replicas, with the reason in the events of its ReplicaSet only.',
  link: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  *check(graph) {
    for (const workload of graph.workloads) {
      const namespace = objectNamed(graph, 'Namespace', workload.namespace ?? '', undefined);
      const level = namespace?.labels[LEVEL];
      if (namespace === undefined || (level !== 'baseline' && level !== 'restricted')) continue;
      const missing = [...privilegesOf(podOf(workload)), ...(level === 'restricted' ? unrestricted(workload) : [])];
      if (missing.length > 0)
        yield wrong(
          workload.manifest,
          workload.podPath,
          `the pods of ${nameOf(workload)} do not meet the level '${level}' of their namespace: ${[...new Set(missing)].join(', ')}`,
          level === 'restricted' ? RESTRICTED : 'leave it out',
          { also: [namespace] },
        );
      else yield* checkInitializer(workload, level);
    }
  },
};

const RESTRICTED =
  "write 'securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}' on the pod and 'securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}' on each container";

/** What the level restricted wants and is not there. */
function unrestricted(workload: WorkloadNode): readonly string[] {
  const { pod, containers } = podOf(workload);
  const ofPod = fieldsOf(pod.securityContext);
  return containers.flatMap(({ fields }) => {
    const own = fieldsOf(fields.securityContext);
    const { runAsNonRoot, seccompProfile } = { ...ofPod, ...own };
    const dropped = listOf(fieldsOf(own.capabilities).drop).map(plainText);
    return [
      ...(runAsNonRoot === true ? [] : ['runAsNonRoot']),
      ...(seccompProfile === undefined ? ['seccompProfile'] : []),
      ...(own.allowPrivilegeEscalation === false ? [] : ['allowPrivilegeEscalation']),
      ...(dropped.includes('ALL') ? [] : ['capabilities.drop']),
    ];
  });
}

/** The container by which KServe fetches a model has no security context. */
function* checkInitializer({ manifest, madeBy, pod, podPath }: WorkloadNode, level: string): Iterable<Problem> {
  const { storageUri } = fieldsOf(pod.model);
  const scheme = typeof storageUri === 'string' ? schemeOf(storageUri) : undefined;
  if (madeBy !== 'KServe' || level !== 'restricted' || scheme === undefined || scheme === 'pvc://') return;
  yield wrong(
    manifest,
    [...podPath, 'model', 'storageUri'],
    `KServe fetches ${scheme} by a container of its own, which does not meet the level 'restricted' of the namespace`,
    "keep the model on a claim ('pvc://claim/path'), or give the ClusterStorageContainer 'default' a securityContext",
    { severity: 'warning' },
  );
}
