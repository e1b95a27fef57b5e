import { isWhole } from '../numbers';
import { bad } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

/** The bounds of an InferenceService are ones that its class honours. */
export const kserveReplicaBounds: Rule = {
  name: 'kserve/replica-bounds',
  severity: 'error',
  demands: 'the replica bounds of an InferenceService are whole, in order, and ones that its class honours',
  why: "KServe's webhook refuses bounds out of order; a minimum of 0 silently becomes 1 under the class hpa, and without a maximum it becomes the minimum.",
  link: 'https://kserve.github.io/website/docs/reference/crd-api',
  *check(graph) {
    for (const { predictor, autoscalerClass } of standardServices(graph)) {
      const { minReplicas: min, maxReplicas: max } = predictor.fields;
      if (min !== undefined && !isWhole(min, 0))
        yield bad(predictor, 'minReplicas', 'must be a whole number of at least 0', 'write 1');
      if (max !== undefined && !isWhole(max, 0))
        yield bad(
          predictor,
          'maxReplicas',
          'must be a whole number of at least 0',
          'give the greatest number of replicas',
        );
      if (isWhole(min, 0) && isWhole(max, 1) && min > max)
        yield bad(
          predictor,
          'maxReplicas',
          `must be at least 'minReplicas' (${min})`,
          `raise it to ${min} or more, or lower 'minReplicas'`,
        );
      if (!['hpa', 'keda', undefined].includes(autoscalerClass) || predictor.fields.workerSpec !== undefined) continue;
      if (min === 0 && autoscalerClass !== 'keda')
        yield bad(
          predictor,
          'minReplicas',
          'becomes 1 under the class hpa, which cannot scale to zero',
          'write 1, or use a ScaledObject of your own with the class external',
        );
      if (min === 0 && autoscalerClass === 'keda' && !isWhole(max, 1))
        yield bad(
          predictor,
          'maxReplicas',
          'must be given where the minimum is 0, since it would be 0 as well',
          'give the greatest number of replicas',
        );
      const isScaled =
        autoscalerClass !== undefined ||
        predictor.fields.scaleMetric !== undefined ||
        predictor.fields.autoScaling !== undefined;
      if (isScaled && (max === undefined || max === 0) && min !== 0)
        yield bad(
          predictor,
          'maxReplicas',
          `must be given, or it is the minimum (${isWhole(min, 1) ? min : 1}) and nothing ever scales out`,
          'give the greatest number of replicas',
          { severity: 'warning' },
        );
    }
  },
};
