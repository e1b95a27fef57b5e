import type { Duration } from 'cdk8s';
import { atLeast } from '../cluster/facts';
import { type Mistake, mistake, problem, warning } from '../kubernetes/mistake';
import { checkInteger, checkSeconds, secondsOf } from '../kubernetes/numbers';
import { fitsMilli, formatQuantity } from '../kubernetes/quantity';
import { Ratio } from '../metrics/units';
import type { HpaBehavior, HpaPolicy, HpaScalingRules } from './hpa-manifest';

/** Which of several policies counts. */
export enum SelectPolicy {
  /** The one that allows the greatest change. */
  MAX = 'Max',
  /** The one that allows the smallest change. */
  MIN = 'Min',
  /** None: no scaling in this direction. */
  DISABLED = 'Disabled',
}

interface PolicyFacts {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly period: Duration;
}

/** How much may change in a period of time. */
export class ScalingPolicy {
  /** So many pods. @param period whole seconds, 1–1800 */
  static pods(count: number, period: Duration): ScalingPolicy {
    return new ScalingPolicy({ type: 'Pods', value: count, period });
  }

  /** So many percent of the present number; 100 doubles it. @param period whole seconds, 1–1800 */
  static percent(percent: number, period: Duration): ScalingPolicy {
    return new ScalingPolicy({ type: 'Percent', value: percent, period });
  }

  /** @internal */
  static _facts(policy: ScalingPolicy): PolicyFacts {
    return policy.facts;
  }

  private constructor(private readonly facts: PolicyFacts) {}
}

/** How fast one direction goes. */
export interface ScalingRules {
  /**
   * How long the recommendation must hold before it is followed; whole seconds, 0–3600.
   * @default - 0 s when scaling out, 300 s when scaling in
   */
  readonly stabilizationWindow?: Duration;
  /** Limits of the change. @default - out: 4 pods or 100 % in 15 s, in: 100 % in 15 s */
  readonly policies?: readonly ScalingPolicy[];
  /** Which policy counts. @default SelectPolicy.MAX */
  readonly selectPolicy?: SelectPolicy;
  /** How far the metric may be off before anything changes; Kubernetes 1.33 and later. @default - 0.1 */
  readonly tolerance?: Ratio;
}

/**
 * How fast a scaler goes, in both directions.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
 */
export interface ScalingBehavior {
  /** Scaling out. @default - at once, 4 pods or 100 % in 15 s */
  readonly scaleUp?: ScalingRules;
  /** Scaling in. @default - what was enough for 300 s */
  readonly scaleDown?: ScalingRules;
}

const DEFAULT_SCALE_IN_SECONDS = 300;

/** Renders a behavior; the window before scaling in is always written, since it decides on money and on outages. */
export function renderBehavior(behavior: ScalingBehavior = {}): HpaBehavior {
  const { scaleUp, scaleDown } = behavior;
  return {
    scaleUp: scaleUp && renderRules(scaleUp),
    scaleDown: { stabilizationWindowSeconds: DEFAULT_SCALE_IN_SECONDS, ...renderRules(scaleDown ?? {}) },
  };
}

function renderRules({ stabilizationWindow, policies, selectPolicy, tolerance }: ScalingRules): HpaScalingRules {
  return {
    ...(stabilizationWindow && { stabilizationWindowSeconds: secondsOf(stabilizationWindow) }),
    ...(selectPolicy && { selectPolicy }),
    ...(policies && { policies: policies.map(renderPolicy) }),
    ...(tolerance && { tolerance: formatQuantity(tolerance.value) }),
  };
}

function renderPolicy(policy: ScalingPolicy): HpaPolicy {
  const { type, value, period } = ScalingPolicy._facts(policy);
  return { type, value, periodSeconds: secondsOf(period) };
}

/** Judges a behavior as the API server does. */
export function checkBehavior(
  behavior: ScalingBehavior | undefined,
  kubernetesVersion: string,
  canGrow: boolean,
): Mistake[] {
  const { scaleUp, scaleDown } = behavior ?? {};
  const found = [
    ...(scaleUp ? checkRules('behavior.scaleUp', scaleUp, kubernetesVersion) : []),
    ...(scaleDown ? checkRules('behavior.scaleDown', scaleDown, kubernetesVersion) : []),
  ];
  if (canGrow && scaleUp?.selectPolicy === SelectPolicy.DISABLED)
    found.push(warning('scaler/never-scales', "'behavior.scaleUp' is disabled, so this never scales out", 'enable it'));
  return found;
}

function checkRules(prop: string, rules: ScalingRules, kubernetesVersion: string): Mistake[] {
  const { stabilizationWindow, policies, selectPolicy, tolerance } = rules;
  const found = checkSeconds(`${prop}.stabilizationWindow`, stabilizationWindow, 0, 3600);
  if (policies?.length === 0)
    found.push(
      mistake('scaler/behavior', `${prop}.policies`, policies, 'must hold a policy', 'give one or leave it out'),
    );
  policies?.forEach((policy, index) => {
    found.push(...checkPolicy(`${prop}.policies[${index}]`, policy));
  });
  if (selectPolicy !== undefined && !Object.values(SelectPolicy).includes(selectPolicy))
    found.push(
      mistake(
        'scaler/behavior',
        `${prop}.selectPolicy`,
        selectPolicy,
        'must be a SelectPolicy',
        'use one of its values',
      ),
    );
  if (tolerance !== undefined) found.push(...checkTolerance(`${prop}.tolerance`, tolerance, kubernetesVersion));
  return found;
}

function checkPolicy(prop: string, policy: ScalingPolicy): Mistake[] {
  const { value, period } = ScalingPolicy._facts(policy);
  return [...checkInteger(`${prop}.value`, value, 1), ...checkSeconds(`${prop}.period`, period, 1, 1800)];
}

function checkTolerance(prop: string, tolerance: Ratio, kubernetesVersion: string): Mistake[] {
  if (!(tolerance instanceof Ratio) || !fitsMilli(tolerance.value) || tolerance.value < 0 || tolerance.value > 1)
    return [
      mistake(
        'scaler/behavior',
        prop,
        tolerance instanceof Ratio ? tolerance.value : tolerance,
        'must be a Ratio, 0–1, in steps of 0.001',
        'write Ratio.of(0.05)',
      ),
    ];
  if (atLeast(kubernetesVersion, '1.35')) return [];
  const missing = `'${prop}' is heeded by default from Kubernetes 1.35, and the cluster has ${kubernetesVersion}`;
  return atLeast(kubernetesVersion, '1.33')
    ? [warning('scaler/behavior', missing, 'enable the feature gate HPAConfigurableTolerance')]
    : [problem('scaler/behavior', missing, 'leave it out or correct kubernetesVersion in the cluster profile')];
}
