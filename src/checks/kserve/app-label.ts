import { bad, below, partOf } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

/** KServe's own label is left to it. */
export const appLabel: Rule = {
  name: 'kserve/app-label',
  severity: 'warning',
  demands: "an InferenceService does not set the label 'app'",
  why: 'KServe overwrites it with app=isvc.NAME-predictor, by which it selects the pods, so whoever selects by the label that was written finds nothing.',
  link: 'https://github.com/kserve/kserve/blob/master/pkg/controller/v1beta1/inferenceservice/reconcilers/deployment/deployment_reconciler.go',
  *check(graph) {
    for (const { manifest, predictor } of standardServices(graph)) {
      const own = `isvc.${manifest.name}-predictor`;
      for (const labels of [partOf(manifest, 'metadata', 'labels'), below(predictor, 'labels')])
        if (labels.fields.app !== undefined && labels.fields.app !== own)
          yield bad(
            labels,
            'app',
            `becomes ${own} on the pods`,
            "use a label of your own, such as 'app.kubernetes.io/part-of'",
          );
    }
  },
};
