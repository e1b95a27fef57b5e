import { fieldsOf, valueAt } from '../../stack/fields';
import type { ContainerNode } from '../../stack/parts';
import { isWhole } from '../numbers';
import { type Rule, wrong } from '../rule';

const DEFAULT_DEADLINE = 600;

/** A rollout may last as long as the model takes to load. */
export const deadline: Rule = {
  name: 'workload/deadline',
  severity: 'warning',
  demands: 'the deadline of a rollout is not shorter than the startup probe allows a pod to take',
  why: 'The rollout is reported as failed while the model is still loading, and pipelines that wait for it roll back.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds',
  *check(graph) {
    for (const { kind, manifest, containers, madeBy, name } of graph.workloads) {
      if (kind !== 'Deployment') continue;
      const given = madeBy === 'KServe' ? undefined : valueAt(manifest.fields, ['spec', 'progressDeadlineSeconds']);
      const limit = isWhole(given, 0) ? given : DEFAULT_DEADLINE;
      for (const container of containers) {
        const seconds = longestStart(container);
        if (seconds <= limit) continue;
        const isKServe = madeBy === 'KServe';
        yield wrong(
          manifest,
          isKServe ? [...container.path, 'startupProbe'] : ['spec', 'progressDeadlineSeconds'],
          `the startup probe of '${container.name}' allows ${seconds} s, and a rollout of '${name}' is failed after ${limit} s`,
          isKServe
            ? 'KServe cannot raise the deadline: keep the model on a claim or in an image, so that it loads faster'
            : `write 'progressDeadlineSeconds: ${seconds + 300}'`,
        );
      }
    }
  },
};

function longestStart({ fields }: ContainerNode): number {
  const { initialDelaySeconds = 0, failureThreshold = 3, periodSeconds = 10 } = fieldsOf(fields.startupProbe);
  if (
    fields.startupProbe === undefined ||
    !isWhole(initialDelaySeconds, 0) ||
    !isWhole(failureThreshold, 1) ||
    !isWhole(periodSeconds, 1)
  )
    return 0;
  return initialDelaySeconds + failureThreshold * periodSeconds;
}
