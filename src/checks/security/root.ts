import { fieldsOf } from '../../stack/fields';
import { type Rule, wrong } from '../rule';
import { podsOf } from './pods';

/** Who must not be root is not root. */
export const root: Rule = {
  name: 'security/root',
  severity: 'error',
  demands: 'a container with runAsNonRoot does not run as user 0',
  why: 'The kubelet refuses to start it: CreateContainerConfigError.',
  link: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  *check(graph) {
    for (const { manifest, pod, containers } of podsOf(graph))
      for (const { fields, path, name } of containers) {
        const { runAsNonRoot, runAsUser } = { ...fieldsOf(pod.securityContext), ...fieldsOf(fields.securityContext) };
        if (runAsNonRoot === true && runAsUser === 0)
          yield wrong(
            manifest,
            [...path, 'securityContext'],
            `the container '${name}' has runAsNonRoot and runs as user 0`,
            "write 'runAsUser: 1000', or the id that the image knows",
          );
      }
  },
};
