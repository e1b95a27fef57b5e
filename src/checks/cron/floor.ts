import { nameOf, type Rule, wrong } from '../rule';

/** A scheduled size is a floor only where it was raised. */
export const floor: Rule = {
  name: 'cron/floor',
  severity: 'info',
  demands: 'nobody relies on the size that a CronHorizontalPodAutoscaler gives an HPA as a floor',
  why: 'The controller raises the minimum only if there are fewer replicas at that moment: is the service larger then, the minimum stays, and it may be scaled in below the scheduled size later.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller/issues/87',
  *check(graph) {
    for (const cron of graph.scalers) {
      const hpa = cron.scaler?.to;
      if (cron.by !== 'cron' || hpa === undefined || hpa.by !== 'hpa' || hpa.madeBy !== undefined) continue;
      yield wrong(
        cron.manifest,
        cron.target.place.path,
        `the sizes are no floor of ${nameOf(hpa.manifest)} when it is larger than that at the scheduled time`,
        "use a ScaledObject with a trigger of 'type: cron' where a floor has to hold",
        { also: [hpa.manifest] },
      );
    }
  },
};
