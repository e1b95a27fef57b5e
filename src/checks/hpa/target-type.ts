import { plainText } from '../../stack/fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { COMPARISONS, hpaMetrics } from './metrics';

const FIELD_OF_TYPE: Readonly<Record<string, string>> = {
  Utilization: 'averageUtilization',
  AverageValue: 'averageValue',
  Value: 'value',
};

/** The type of a target says what its number is. */
export const targetType: Rule = {
  name: 'hpa/target-type',
  severity: 'warning',
  demands: 'the type of a target is that of the number beside it',
  why: 'The HPA controller goes by the number alone, so the type says something that is not so: Utilization beside averageValue is no percentage of anything.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/#autoscaling-on-multiple-metrics-and-custom-metrics',
  *check(graph) {
    for (const { type: kind, target } of hpaMetrics(graph)) {
      const type = plainText(target.fields.type);
      const given = Object.entries(FIELD_OF_TYPE).filter(
        ([, field]) => target.fields[field] !== undefined && COMPARISONS[kind].includes(field),
      );
      if (given.length !== 1 || given[0][0] === type) continue;
      const [[meant, field]] = given;
      yield bad(target, 'type', `must be ${meant}, since the target is given as '${field}'`, `write 'type: ${meant}'`, {
        severity: Object.hasOwn(FIELD_OF_TYPE, type) ? 'warning' : 'error',
      });
    }
  },
};
