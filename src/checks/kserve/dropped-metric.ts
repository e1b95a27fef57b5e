import { bad, itemsOf } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

/** The metrics of an InferenceService are ones that its class scales on. */
export const droppedMetric: Rule = {
  name: 'kserve/dropped-metric',
  severity: 'error',
  demands: 'an InferenceService of the class hpa scales on CPU or memory only',
  why: "KServe passes over any other metric, so the API server fills in CPU at 80 %; where the class is written down, KServe's webhook refuses it.",
  link: 'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go',
  *check(graph) {
    for (const { predictor, autoscalerClass } of standardServices(graph)) {
      if (autoscalerClass !== 'hpa' && autoscalerClass !== undefined) continue;
      for (const metric of itemsOf(predictor, 'autoScaling', 'metrics'))
        if (metric.fields.type !== 'Resource')
          yield bad(
            metric,
            'type',
            'must be Resource under the class hpa',
            "write 'serving.kserve.io/autoscalerClass: keda', or 'external' and a scaler of your own",
          );
    }
  },
};
