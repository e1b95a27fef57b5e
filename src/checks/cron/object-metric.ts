import { metricsOf } from '../hpa/metrics';
import { HPA } from '../kinds';
import { partOf } from '../part';
import { type Rule, wrong } from '../rule';

/** The controller reads and writes HPAs in version 1. */
export const objectMetric: Rule = {
  name: 'cron/object-metric',
  severity: 'warning',
  demands: 'an HPA that a CronHorizontalPodAutoscaler moves has no Object metric with an average value',
  why: 'The controller reads and writes the HPA as autoscaling/v1, where such a metric has no place of its own, and older clusters refuse what comes back.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller/issues/113',
  *check(graph) {
    for (const cron of graph.scalers) {
      const hpa = cron.by === 'cron' ? cron.scaler?.to.manifest : undefined;
      if (hpa?.kind !== HPA.kind) continue;
      for (const { type, target } of metricsOf(partOf(hpa, 'spec')))
        if (type === 'Object' && target.fields.averageValue !== undefined)
          yield wrong(
            hpa,
            [...target.path, 'averageValue'],
            `an Object metric with an average value does not survive what CronHorizontalPodAutoscaler '${cron.name}' writes`,
            "compare it by 'value', or use a Pods or External metric",
            { also: [cron.manifest] },
          );
    }
  },
};
