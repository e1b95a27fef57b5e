import { isWhole } from '../numbers';
import { bad } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

/** KServe's HPA scales on a share of CPU or memory. */
export const scaleTarget: Rule = {
  name: 'kserve/scale-target',
  severity: 'error',
  demands: 'scaleMetric is cpu or memory, with a scaleTarget between 1 and 100',
  why: "KServe's webhook refuses anything else, for memory as well; without a target, memory becomes CPU at 80 %.",
  link: 'https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/hpa-autoscaler',
  *check(graph) {
    for (const { predictor, autoscalerClass } of standardServices(graph)) {
      if (autoscalerClass !== 'hpa' && autoscalerClass !== undefined) continue;
      const { scaleMetric: metric, scaleTarget: target } = predictor.fields;
      if (metric !== undefined && metric !== 'cpu' && metric !== 'memory')
        yield bad(
          predictor,
          'scaleMetric',
          'must be cpu or memory where KServe makes a Deployment',
          "write 'cpu', or use the class external and a scaler on a metric of the engine",
        );
      if (target !== undefined && !isWhole(target, 1, 100))
        yield bad(predictor, 'scaleTarget', 'must be a whole number between 1 and 100', 'write 80 for 80 %');
      if (metric === 'memory' && target === undefined)
        yield bad(predictor, 'scaleTarget', 'must be given for memory', 'write 80 for 80 %');
    }
  },
};
