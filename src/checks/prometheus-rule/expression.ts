import { faultsOf } from '../../metrics/query';
import { bad } from '../part';
import type { Rule } from '../rule';
import { rulesOf } from './parts';

/** What a PrometheusRule evaluates is PromQL. */
export const ruleExpression: Rule = {
  name: 'prometheus-rule/expression',
  severity: 'error',
  demands: 'what a PrometheusRule evaluates is PromQL',
  why: 'The operator leaves out the whole object, with all its other rules, and only an event says so.',
  link: 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
  *check(graph) {
    for (const rule of rulesOf(graph)) {
      const { expr } = rule.fields;
      if (typeof expr === 'number') continue;
      if (typeof expr !== 'string' || expr.trim() === '')
        yield bad(rule, 'expr', 'must be PromQL', 'give the expression');
      else for (const { must, fix } of faultsOf(expr)) yield bad(rule, 'expr', must, fix);
    }
  },
};
