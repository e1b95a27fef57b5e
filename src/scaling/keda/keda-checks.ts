import { atLeast, type ClusterFacts } from '../../cluster/facts';
import type { FloorTrigger } from '../../cluster/inventory';
import { namesInFormula } from '../../kubernetes/formula-words';
import { type Mistake, mistake, problem, warning } from '../../kubernetes/mistake';
import { checkInteger, checkSeconds } from '../../kubernetes/numbers';
import { fitsMilli } from '../../kubernetes/quantity';
import type { ScalerMetric } from '../metrics';
import { FallbackBehavior, type ScalingModifiers } from './keda-options';
import type { KedaLlmScalerProps } from './keda-props';
import type { TriggerFacts } from './keda-trigger';
import { checkAuthentication, checkTrigger, existsWithoutPods, isOnResource } from './keda-triggers';

interface KedaContext {
  readonly metrics: readonly ScalerMetric[];
  readonly triggers: readonly TriggerFacts[];
  /** Triggers that schedules of the target add. */
  readonly floors: readonly FloorTrigger[];
  readonly cluster: ClusterFacts;
  readonly namespace?: string;
  readonly canFallBack: boolean;
  /** Whether KServe makes the Deployment, and only after the apply. */
  readonly isMadeByKServe: boolean;
}

/** The rules that only KEDA has. */
export function checkKeda(props: KedaLlmScalerProps, context: KedaContext): Mistake[] {
  return [
    ...context.metrics.flatMap((metric) => checkMetric(metric, props, context)),
    ...context.triggers.flatMap((trigger, index) => checkTrigger(`triggers[${index}]`, trigger, context.cluster)),
    ...checkNames(context),
    ...checkAuthentication('authentication', props.authentication),
    ...checkApplyOrder(context),
    ...checkSleep(props, context),
    ...checkActivation(props, context),
    ...checkFallback(props, context),
    ...(props.scalingModifiers ? checkModifiers(props.scalingModifiers, context) : []),
  ];
}

function checkMetric(
  { prop, target, bound }: ScalerMetric,
  { minReplicas }: KedaLlmScalerProps,
  context: KedaContext,
): Mistake[] {
  if (target.metric.from === 'kubernetes')
    return [
      problem(
        'keda/metric',
        `'${prop}' is a metric of the Kubernetes metrics API, which KEDA does not read`,
        'use a KedaTrigger, or a GpuHpa',
      ),
    ];
  if (!bound) return [];
  const found: Mistake[] = [];
  if (context.cluster.monitors !== undefined && context.cluster.prometheusUrl === undefined)
    found.push(
      problem(
        'metric/no-prometheus',
        `'${prop}' needs the address of Prometheus`,
        'give prometheusUrl in the cluster profile',
      ),
    );
  if (context.namespace === undefined)
    found.push(
      problem(
        'service/namespace',
        `'${prop}' needs a namespace for its query`,
        "set the chart's namespace or that of the service",
      ),
    );
  if (target.activation !== undefined && minReplicas !== 0)
    found.push(
      problem('keda/timing', `'${prop}' has an activation, which counts only for scaling to zero`, 'leave it out'),
    );
  return found;
}

/** A service that wakes only when there is work for several pods starts late. */
function checkActivation({ minReplicas }: KedaLlmScalerProps, { metrics, triggers }: KedaContext): Mistake[] {
  if (minReplicas !== 0) return [];
  const all = [
    ...metrics.map(({ prop, target }) => ({ prop, value: target.value, activation: target.activation })),
    ...triggers.flatMap((trigger, index) =>
      trigger.type === 'prometheus'
        ? [{ prop: `triggers[${index}]`, value: trigger.threshold, activation: trigger.activationThreshold }]
        : [],
    ),
  ];
  return all.flatMap(({ prop, value, activation }) =>
    activation === undefined || activation < value
      ? []
      : [
          warning(
            'keda/activation',
            `'${prop}' wakes the service above ${activation} only, and one replica is meant for ${value}`,
            'give a lower activation',
          ),
        ],
  );
}

function checkNames({ triggers, metrics, floors }: KedaContext): Mistake[] {
  const seen = new Set(metrics.flatMap(({ bound }) => (bound ? [bound.exposure.name] : [])));
  const found: Mistake[] = [];
  triggers.forEach(({ name }, index) => {
    if (name === undefined) return;
    if (seen.has(name))
      found.push(
        mistake('keda/trigger', `triggers[${index}].name`, name, 'must be unique in the scaler', 'rename one of them'),
      );
    seen.add(name);
  });
  for (const { name } of floors) {
    if (seen.has(name))
      found.push(
        problem(
          'keda/trigger',
          `the window '${name}' of a schedule has the name of another trigger of this scaler`,
          'rename one of them',
        ),
      );
    seen.add(name);
  }
  return found;
}

/** KEDA's webhook looks for the requests of the containers, and refuses what it cannot find. */
function checkApplyOrder({ metrics, triggers, isMadeByKServe }: KedaContext): Mistake[] {
  const isOnPods = metrics.some(({ target }) => target.metric.from === 'resource') || triggers.some(isOnResource);
  if (!isOnPods || !isMadeByKServe) return [];
  return [
    warning(
      'keda/apply-order',
      'KEDA refuses a trigger on CPU or memory as long as there is no Deployment, and KServe makes it only after the apply',
      "apply the file again when the service is there, or let KServe make the ScaledObject: the service's scaling with KServeScaling.keda(…)",
    ),
  ];
}

function checkSleep(props: KedaLlmScalerProps, { triggers, floors }: KedaContext): Mistake[] {
  const { minReplicas, pollingInterval, cooldownPeriod } = props;
  const found = [
    ...checkSeconds('pollingInterval', pollingInterval, 1),
    ...checkSeconds('cooldownPeriod', cooldownPeriod, 0),
  ];
  if (minReplicas === 0 && floors.length === 0 && !triggers.some(existsWithoutPods))
    found.push(
      mistake(
        'keda/scale-to-zero',
        'minReplicas',
        minReplicas,
        'must be at least 1 where every trigger is measured on the pods: without pods there is nothing that could wake them',
        'add a trigger that exists without pods (KedaTrigger.prometheus with existsWithoutPods, .cron or .custom), or keep one replica',
      ),
    );
  for (const [prop, value] of Object.entries({ pollingInterval, cooldownPeriod }))
    if (value !== undefined && minReplicas !== 0)
      found.push(
        warning('keda/timing', `'${prop}' counts only for scaling to zero and is not emitted`, 'leave it out'),
      );
  return found;
}

function checkFallback(
  { fallback, minReplicas = 1, maxReplicas }: KedaLlmScalerProps,
  context: KedaContext,
): Mistake[] {
  if (!fallback) return [];
  const { replicas, failureThreshold, behavior } = fallback;
  const found = [
    ...checkInteger('fallback.replicas', replicas, 0),
    ...(failureThreshold === undefined ? [] : checkInteger('fallback.failureThreshold', failureThreshold, 1)),
  ];
  if (replicas > maxReplicas)
    found.push(
      mistake(
        'keda/fallback',
        'fallback.replicas',
        replicas,
        `must be at most 'maxReplicas' (${maxReplicas})`,
        'lower it',
      ),
    );
  if (behavior === FallbackBehavior.STATIC && replicas < maxReplicas)
    found.push(
      warning(
        'keda/fallback',
        `'fallback' is static and scales in to ${replicas} when there are more, just when nothing is known of the load`,
        'use FallbackBehavior.CURRENT_REPLICAS_IF_HIGHER',
      ),
    );
  if (behavior === undefined && replicas < maxReplicas && !atLeast(context.cluster.kedaVersion, '2.17'))
    found.push(
      warning(
        'keda/fallback',
        `'fallback' is always static before KEDA 2.17, so it scales in to ${replicas} when there are more, just when nothing is known of the load`,
        'leave it out, so that KEDA holds the present size',
      ),
    );
  if (behavior !== undefined && !Object.values(FallbackBehavior).includes(behavior))
    found.push(
      mistake('keda/fallback', 'fallback.behavior', behavior, 'must be a FallbackBehavior', 'use one of its values'),
    );
  if (!context.canFallBack)
    found.push(
      problem(
        'keda/fallback',
        "'fallback' is refused by KEDA where all triggers are on CPU, memory or time",
        'leave it out',
      ),
    );
  if (behavior !== undefined && behavior !== FallbackBehavior.STATIC && !atLeast(context.cluster.kedaVersion, '2.17'))
    found.push(
      problem(
        'keda/version',
        `'fallback.behavior' came with KEDA 2.17, and the cluster has ${context.cluster.kedaVersion}`,
        'correct kedaVersion in the cluster profile, or leave the fallback out',
      ),
    );
  if (replicas < minReplicas)
    found.push(
      mistake(
        'keda/fallback',
        'fallback.replicas',
        replicas,
        `must be at least 'minReplicas' (${minReplicas})`,
        'raise it',
      ),
    );
  return found;
}

function checkModifiers(modifiers: ScalingModifiers, { triggers, metrics }: KedaContext): Mistake[] {
  const { formula, target, activationTarget, metricType } = modifiers;
  const found: Mistake[] = [];
  if (typeof formula !== 'string' || formula.trim() === '')
    found.push(
      mistake('keda/scaling-modifiers', 'scalingModifiers.formula', formula, 'must be a formula', 'write one'),
    );
  const names = new Set([...triggers.map(({ name }) => name), ...metrics.map(({ bound }) => bound?.exposure.name)]);
  for (const word of namesInFormula(String(formula ?? '')))
    if (!names.has(word))
      found.push(
        mistake(
          'keda/scaling-modifiers',
          'scalingModifiers.formula',
          word,
          'must be the name of a trigger',
          `use ${[...names].filter((name) => typeof name === 'string' && name.length < 100).join(', ') || 'a trigger that has a name'}`,
        ),
      );
  if (typeof target !== 'number' || !fitsMilli(target) || target <= 0)
    found.push(
      mistake(
        'keda/scaling-modifiers',
        'scalingModifiers.target',
        target,
        'must be a number of more than 0',
        'give one',
      ),
    );
  if (activationTarget !== undefined && (typeof activationTarget !== 'number' || !fitsMilli(activationTarget)))
    found.push(
      mistake(
        'keda/scaling-modifiers',
        'scalingModifiers.activationTarget',
        activationTarget,
        'must be a number',
        'give one',
      ),
    );
  if (metricType !== undefined && !['AverageValue', 'Value'].includes(metricType))
    found.push(
      mistake(
        'keda/scaling-modifiers',
        'scalingModifiers.metricType',
        metricType,
        "must be 'AverageValue' or 'Value'",
        'use one of them',
      ),
    );
  return found;
}
