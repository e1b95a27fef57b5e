import type { ScalerNode } from '../../stack/nodes';
import { nameOf, type Rule, wrong } from '../rule';

/** A schedule moves what nobody else resets. */
export const ownership: Rule = {
  name: 'cron/ownership',
  severity: 'error',
  demands: 'a CronHorizontalPodAutoscaler moves an HPA of its own, or a workload that has no other scaler',
  why: 'What the schedule sets is undone: by the HPA within 15 seconds, and by KServe and KEDA, which put back the HPAs that they make, within two.',
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/use-cronhpa-for-scheduled-horizontal-scaling-of-containers',
  *check(graph) {
    for (const cron of graph.scalers) {
      if (cron.by !== 'cron') continue;
      const rival = cron.scaler?.to ?? cron.workload?.to.scalers.find(({ by }) => by !== 'cron');
      if (rival === undefined) continue;
      const isMoved = cron.scaler !== undefined;
      const reset = resets(rival);
      if (isMoved && !reset) continue;
      yield wrong(
        cron.manifest,
        cron.target.place.path,
        isMoved
          ? `the HPA '${cron.target.name}' is made by ${reset} of ${nameOf(rival.manifest)}, which puts back what a schedule sets`
          : `${cron.target.kind} '${cron.target.name}' is scaled by ${nameOf(rival.manifest)}, too, which undoes what a schedule sets`,
        wayOut(rival, reset),
        { also: [rival.manifest] },
      );
    }
  },
};

/** The controller that puts back the HPA of a scaler. */
function resets({ madeBy, by }: ScalerNode): 'KServe' | 'KEDA' | undefined {
  return madeBy ?? (by === 'keda' ? 'KEDA' : undefined);
}

function wayOut(rival: ScalerNode, reset: 'KServe' | 'KEDA' | undefined): string {
  if (rival.by === 'keda') return `use a trigger of type cron in ${nameOf(rival.manifest)} instead`;
  if (reset === 'KServe')
    return "write 'serving.kserve.io/autoscalerClass: external' on the InferenceService, and an HPA of your own that the schedule moves";
  return `write 'scaleTargetRef: {apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, name: ${rival.name}}'`;
}
