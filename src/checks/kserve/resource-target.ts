import { isWhole } from '../numbers';
import { bad, below, itemsOf } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

/** A share of CPU or memory is one. */
export const resourceTarget: Rule = {
  name: 'kserve/resource-target',
  severity: 'error',
  demands: 'the share of a Resource metric of an InferenceService is a whole percentage of at least 1',
  why: "KServe's webhook accepts it, and the HPA that its controller makes of it is refused, again and again.",
  link: 'https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/hpa-autoscaler',
  *check(graph) {
    for (const { predictor, autoscalerClass } of standardServices(graph)) {
      if (!['hpa', 'keda', undefined].includes(autoscalerClass)) continue;
      for (const metric of itemsOf(predictor, 'autoScaling', 'metrics')) {
        const target = below(metric, 'resource', 'target');
        const share = target.fields.averageUtilization;
        if (metric.fields.type !== 'Resource' || share === undefined || isWhole(share, 1)) continue;
        yield bad(target, 'averageUtilization', 'must be a whole percentage of at least 1', 'write 80 for 80 %');
      }
    }
  },
};
