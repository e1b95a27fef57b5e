import { fieldsOf, listOf } from '../../stack/fields';
import { type Rule, wrong } from '../rule';
import { type ContainerText, type PodText, podsOf } from './pods';

/** An engine needs nothing of its node but the GPU. */
export const podLevel: Rule = {
  name: 'security/pod-level',
  severity: 'warning',
  demands: "pods of an inference service stay within the level 'baseline' of the pod security standards",
  why: 'Who gets into the engine gets onto the node, and namespaces that enforce a level refuse the pod; GPUs need none of it.',
  link: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  *check(graph) {
    for (const text of podsOf(graph)) {
      const { manifest, pod, path } = text;
      const asked = [...ofPod(text), ...text.containers.flatMap(ofContainer)];
      const isEngine = graph.workloads.some(
        (workload) => workload.manifest === manifest && (workload.engine !== undefined || workload.scalers.length > 0),
      );
      if (asked.length === 0 || !isEngine) continue;
      yield wrong(
        manifest,
        firstPath(pod, path, asked[0]),
        `the pod asks for ${[...new Set(asked)].join(', ')}, which only the level 'privileged' allows`,
        'leave it out',
      );
    }
  },
};

function ofPod({ pod }: PodText): readonly string[] {
  return [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => pod[field] === true),
    ...listOf(pod.volumes).flatMap((volume) => (fieldsOf(volume).hostPath === undefined ? [] : ['hostPath'])),
  ];
}

function ofContainer({ fields }: ContainerText): readonly string[] {
  const context = fieldsOf(fields.securityContext);
  const added = listOf(fieldsOf(context.capabilities).add).map(String);
  return [
    ...(context.privileged === true ? ['privileged'] : []),
    ...added.filter((name) => name !== 'NET_BIND_SERVICE'),
    ...listOf(fields.ports).flatMap((port) => (fieldsOf(port).hostPort === undefined ? [] : ['hostPort'])),
  ];
}

function firstPath(pod: PodText['pod'], path: PodText['path'], asked: string): PodText['path'] {
  return pod[asked] === true ? [...path, asked] : path;
}
