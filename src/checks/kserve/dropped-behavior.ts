import { bad, below } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

const DROPPED = ['policies', 'selectPolicy', 'tolerance'];
const WAY_OUT =
  "write 'serving.kserve.io/autoscalerClass: external', and the behavior into an HPA or ScaledObject of your own";

/** The behavior of an InferenceService is one that KServe passes on. */
export const droppedBehavior: Rule = {
  name: 'kserve/dropped-behavior',
  severity: 'error',
  demands: 'the behavior of an InferenceService holds only what the controller of its class passes on',
  why: 'KServe writes an empty behavior into the HPA that it makes, and of a ScaledObject it sets the two windows only; it says nothing about the rest.',
  link: 'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go',
  *check(graph) {
    for (const { predictor, autoscalerClass } of standardServices(graph)) {
      const scaling = below(predictor, 'autoScaling');
      if (scaling.fields.behavior === undefined || autoscalerClass === 'external' || autoscalerClass === 'none')
        continue;
      if (autoscalerClass !== 'keda') yield bad(scaling, 'behavior', 'is dropped by the class hpa', WAY_OUT);
      else
        for (const direction of ['scaleUp', 'scaleDown']) {
          const rules = below(scaling, 'behavior', direction);
          for (const field of DROPPED)
            if (rules.fields[field] !== undefined) yield bad(rules, field, 'is dropped by the class keda', WAY_OUT);
        }
    }
  },
};
