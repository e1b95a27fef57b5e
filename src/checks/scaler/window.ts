import { fieldsOf } from '../../stack/fields';
import type { ContainerNode } from '../../stack/parts';
import { isWhole } from '../numbers';
import { below, type Part, partOf } from '../part';
import { type Rule, wrongValue } from '../rule';

/** What was scaled in is not wanted again before it could be there. */
export const window: Rule = {
  name: 'scaler/window',
  severity: 'warning',
  demands: 'the window before scaling in is not shorter than a pod takes to become ready',
  why: 'A pod that is taken away in a short lull takes longer to come back than the lull lasted, so the service flaps just when it is busy.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#flapping',
  *check(graph) {
    for (const scaler of graph.scalers) {
      const workload = scaler.workload?.to;
      if (workload === undefined || scaler.madeBy !== undefined || scaler.by === 'cron') continue;
      const rules = scaleDownOf(partOf(scaler.manifest, 'spec'), scaler.by);
      const seconds = rules.fields.stabilizationWindowSeconds;
      const start = Math.max(0, ...workload.containers.map(startOf));
      if (!isWhole(seconds, 0) || rules.fields.selectPolicy === 'Disabled' || seconds >= start) continue;
      yield wrongValue(
        scaler.manifest,
        [...rules.path, 'stabilizationWindowSeconds'],
        `must be at least the ${start} s that the probes of '${workload.name}' wait before a pod can be ready`,
        `write ${Math.min(3600, Math.max(300, start))}`,
        { also: [workload.manifest] },
      );
    }
  },
};

function scaleDownOf(spec: Part, by: 'hpa' | 'keda'): Part {
  return by === 'hpa'
    ? below(spec, 'behavior', 'scaleDown')
    : below(spec, 'advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown');
}

/** Seconds that must pass before a container can be ready: how long it really takes, no manifest says. */
function startOf({ fields }: ContainerNode): number {
  const delays = [fields.startupProbe, fields.readinessProbe].map((probe) => fieldsOf(probe).initialDelaySeconds);
  return Math.max(0, ...delays.filter((delay) => isWhole(delay, 0)));
}
