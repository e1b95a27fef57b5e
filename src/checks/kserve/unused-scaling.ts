import type { Fields } from '../../stack/fields';
import { badPart } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

const UNUSED: Readonly<Record<string, readonly string[]>> = {
  external: ['minReplicas', 'maxReplicas', 'scaleMetric', 'scaleTarget', 'autoScaling'],
  none: ['maxReplicas', 'scaleMetric', 'scaleTarget', 'autoScaling'],
};

/** What is written about scaling is for who scales. */
export const unusedScaling: Rule = {
  name: 'kserve/unused-scaling',
  severity: 'warning',
  demands: 'an InferenceService that others scale says nothing about scaling',
  why: 'Under the classes external and none KServe passes over these fields, so the bounds and metrics that are written there hold for nobody.',
  link: 'https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/hpa-autoscaler',
  *check(graph) {
    for (const { predictor, autoscalerClass } of standardServices(graph)) {
      const given = (UNUSED[autoscalerClass ?? ''] ?? []).filter((field) => isMeant(predictor.fields, field));
      if (given.length === 0) continue;
      const isOne = given.length === 1;
      yield badPart(
        { ...predictor, path: [...predictor.path, given[0]] },
        `${given.map((field) => `'${field}'`).join(', ')} ${isOne ? 'has' : 'have'} no effect under the autoscaler class ${autoscalerClass}`,
        `leave ${isOne ? 'it' : 'them'} out, and write ${isOne ? 'it' : 'them'} into the scaler`,
      );
    }
  },
};

/** A maximum that is the minimum says the same once more. */
function isMeant(predictor: Fields, field: string): boolean {
  const isSame = field === 'maxReplicas' && predictor.maxReplicas === predictor.minReplicas;
  return predictor[field] !== undefined && !isSame;
}
