import type { Manifest } from './chart';

/** The PodSpec in a Deployment or an InferenceService; nothing in other objects. */
export function podSpecOf({ kind, spec }: Manifest): Manifest[] {
  if (kind === 'Deployment') return [spec.template.spec];
  if (kind !== 'InferenceService') return [];
  const { model, containers, ...pod } = spec.predictor;
  return [{ ...pod, containers: containers ?? [model] }];
}

const RESTRICTED_VOLUMES = ['configMap', 'emptyDir', 'persistentVolumeClaim', 'projected', 'secret'];

/**
 * The Pod Security level of a pod, by what it says itself.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityLevel(pod: Manifest): 'privileged' | 'baseline' | 'restricted' {
  const containers: Manifest[] = [...pod.containers, ...(pod.initContainers ?? [])];
  const contexts = containers.map(({ securityContext }) => securityContext ?? {});
  const volumes: string[] = (pod.volumes ?? []).flatMap((volume: Manifest) =>
    Object.keys(volume).filter((key) => key !== 'name'),
  );
  const isBaseline =
    !pod.hostNetwork &&
    !pod.hostPID &&
    !pod.hostIPC &&
    !volumes.includes('hostPath') &&
    contexts.every(({ privileged, capabilities }) => !privileged && !capabilities?.add) &&
    containers.every(({ ports = [] }) => ports.every(({ hostPort }: Manifest) => hostPort === undefined));
  if (!isBaseline) return 'privileged';
  const ofPod = pod.securityContext ?? {};
  const isRestricted =
    volumes.every((kind) => RESTRICTED_VOLUMES.includes(kind)) &&
    contexts.every(
      ({ runAsNonRoot = ofPod.runAsNonRoot, seccompProfile = ofPod.seccompProfile, ...context }) =>
        runAsNonRoot === true &&
        seccompProfile?.type === 'RuntimeDefault' &&
        context.allowPrivilegeEscalation === false &&
        context.capabilities?.drop?.includes('ALL'),
    );
  return isRestricted ? 'restricted' : 'baseline';
}
