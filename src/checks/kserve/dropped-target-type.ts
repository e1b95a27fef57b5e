import { plainText } from '../../stack/fields';
import { bad, below, itemsOf } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

/** What KServe's ScaledObject compares is always divided by the replicas. */
export const droppedTargetType: Rule = {
  name: 'kserve/dropped-target-type',
  severity: 'error',
  demands: 'an external metric under the class keda has its target in value, compared per replica',
  why: "KServe passes on neither the type nor averageValue of the target: KEDA's own AverageValue holds, with what stands in value as threshold.",
  link: 'https://github.com/kserve/kserve/issues/6169',
  *check(graph) {
    for (const { predictor, autoscalerClass } of standardServices(graph)) {
      if (autoscalerClass !== 'keda') continue;
      for (const metric of itemsOf(predictor, 'autoScaling', 'metrics'))
        for (const source of ['external', 'podmetric']) {
          const target = below(metric, source, 'target');
          const { type, value, averageValue } = target.fields;
          if (value === undefined && averageValue !== undefined)
            yield bad(
              target,
              'value',
              'must be given, since averageValue is not passed on',
              `write 'value: "${plainText(averageValue)}"'`,
            );
          if (type === 'Value')
            yield bad(
              target,
              'type',
              'is compared as AverageValue, whatever is written',
              "write 'type: AverageValue' with the threshold of one replica, or use the class external and a ScaledObject of your own",
              { severity: 'warning' },
            );
        }
    }
  },
};
