import { plainText } from '../../stack/fields';
import { isWhole, quantityOf } from '../numbers';
import { bad, below, itemsOf, type Part } from '../part';
import type { CheckProfile } from '../profile';
import type { Problem, Rule } from '../rule';
import { atLeast, versionOf } from '../versions';
import { behaviorsOf } from './behaviors';

const MOST_SECONDS = 3600;
const LONGEST_PERIOD = 1800;

/** Windows, policies and tolerances are what the API server accepts. */
export const behavior: Rule = {
  name: 'scaler/behavior',
  severity: 'error',
  demands: 'windows, policies and tolerances of a scaler are within what the API server accepts',
  why: 'The API server refuses the HPA, also the one that KEDA or KServe would make of it.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior',
  *check(graph, profile) {
    for (const { behavior: part } of behaviorsOf(graph))
      for (const direction of ['scaleUp', 'scaleDown'])
        if (part.fields[direction] !== undefined) yield* checkRules(below(part, direction), profile);
  },
};

function* checkRules(rules: Part, profile: CheckProfile): Iterable<Problem> {
  const { stabilizationWindowSeconds: window, policies, selectPolicy, tolerance } = rules.fields;
  if (window !== undefined && !isWhole(window, 0, MOST_SECONDS))
    yield bad(
      rules,
      'stabilizationWindowSeconds',
      `must be a whole number between 0 and ${MOST_SECONDS}`,
      'write 300 for five minutes',
    );
  if (Array.isArray(policies) && policies.length === 0)
    yield bad(rules, 'policies', 'must hold a policy', 'add one, or leave the field out');
  for (const policy of itemsOf(rules, 'policies')) yield* checkPolicy(policy);
  if (selectPolicy !== undefined && !['Max', 'Min', 'Disabled'].includes(plainText(selectPolicy)))
    yield bad(rules, 'selectPolicy', 'must be Max, Min or Disabled', "write 'Max'");
  if (tolerance !== undefined) yield* checkTolerance(rules, profile);
}

function* checkPolicy(policy: Part): Iterable<Problem> {
  const { type, value, periodSeconds } = policy.fields;
  if (type !== 'Pods' && type !== 'Percent') yield bad(policy, 'type', 'must be Pods or Percent', "write 'Pods'");
  if (!isWhole(value, 1))
    yield bad(policy, 'value', 'must be a whole number of at least 1', 'write 1, or disable the direction');
  if (!isWhole(periodSeconds, 1, LONGEST_PERIOD))
    yield bad(
      policy,
      'periodSeconds',
      `must be a whole number between 1 and ${LONGEST_PERIOD}`,
      'write 60 for a minute',
    );
}

function* checkTolerance(rules: Part, profile: CheckProfile): Iterable<Problem> {
  const quantity = quantityOf(rules.fields.tolerance);
  if (quantity === undefined || quantity.milli < 0)
    yield bad(rules, 'tolerance', 'must be a quantity of at least 0', "write '0.05' for 5 %");
  const version = versionOf(profile, 'kubernetesVersion');
  if (!atLeast(profile, 'kubernetesVersion', '1.35'))
    yield bad(
      rules,
      'tolerance',
      `is heeded by default from Kubernetes 1.35, and the cluster has ${version}`,
      gate(profile),
      {
        severity: 'warning',
      },
    );
}

function gate(profile: CheckProfile): string {
  return atLeast(profile, 'kubernetesVersion', '1.33')
    ? 'enable the feature gate HPAConfigurableTolerance, or leave it out'
    : 'leave it out';
}
