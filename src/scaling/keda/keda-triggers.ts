import {
  ScaledObjectSpecTriggersAuthenticationRefKind as AuthKind,
  ScaledObjectSpecTriggersMetricType as MetricType,
  type ScaledObjectSpecTriggers as Trigger,
} from '../../../imports/keda.sh';
import type { ClusterFacts } from '../../cluster/facts';
import type { FloorTrigger, TargetRef } from '../../cluster/inventory';
import { checkFiveFields } from '../../kubernetes/cron-fields';
import { MAP, TEXT } from '../../kubernetes/kinds';
import { type Mistake, mistake, problem, warning } from '../../kubernetes/mistake';
import { checkInteger } from '../../kubernetes/numbers';
import { fitsMilli, formatDecimal } from '../../kubernetes/quantity';
import { checkTimeZone } from '../../kubernetes/time-zone';
import { checkUrl } from '../../kubernetes/url';
import type { PromQl } from '../../metrics/promql';
import * as promql from '../../metrics/promql';
import { checkQuery } from '../../metrics/query';
import { ResourceMetric } from '../../metrics/resource-metric';
import { type CheckedTarget, checkTarget } from '../../metrics/target';
import type { ScalerMetric } from '../metrics';
import { AUTHENTICATION, KedaAuthentication, KedaAuthMode } from './keda-authentication';
import type { PrometheusTriggerOptions, TriggerFacts } from './keda-trigger';

/** The trigger that a metric becomes. @param sleeper the target, where it may scale to zero */
export function metricTrigger(
  { target, bound }: ScalerMetric,
  cluster: ClusterFacts,
  authentication: KedaAuthentication | undefined,
  sleeper: TargetRef | undefined,
): Trigger {
  if (target.metric.from === 'resource') return resourceTrigger(target.metric.resource, target);
  const query = {
    query: bound ? zeroAsleep(bound.query, sleeper) : '',
    threshold: target.value,
    activationThreshold: target.activation,
    isTotal: bound?.isTotal,
    name: bound?.exposure.name,
  };
  return prometheusTrigger(query, cluster, authentication);
}

/** The trigger that the user asked for beside the metrics. @param sleeper the target, where it may scale to zero */
export function renderTrigger(
  facts: TriggerFacts,
  cluster: ClusterFacts,
  authentication: KedaAuthentication | undefined,
  sleeper: TargetRef | undefined,
): Trigger {
  switch (facts.type) {
    case 'cron':
      return cronTrigger(facts);
    case 'prometheus': {
      const isOfPods = !facts.existsWithoutPods && facts.serverAddress === undefined;
      const query = isOfPods ? zeroAsleep(facts.query as PromQl, sleeper) : facts.query;
      const credentials = facts.authentication ?? ownCredentials(facts, authentication);
      return prometheusTrigger({ ...facts, query }, cluster, credentials);
    }
    case 'resource':
      return resourceTrigger(facts.resource, { comparison: 'utilization', value: facts.percent.value, quantity: '' });
    default: {
      const { type, metadata, metricType, name, authentication: own } = facts.options;
      return { type, name, metadata: { ...metadata }, metricType: metricType as MetricType, ...authenticationOf(own) };
    }
  }
}

/**
 * A query on pods, which is zero while the target is asleep. Without a result the trigger would fail, and KEDA's
 * fallback would wake the target again. It is zero by the word of kube-state-metrics only: that the series are not
 * there can also mean that they got lost.
 */
function zeroAsleep(query: PromQl, sleeper: TargetRef | undefined): PromQl {
  if (sleeper?.kind !== 'Deployment' || sleeper.namespace === undefined) return query;
  const ofTarget = [promql.is('namespace', sleeper.namespace), promql.is('deployment', sleeper.name)];
  const replicas = promql.series('kube_deployment_spec_replicas', ...ofTarget);
  return promql.resultOr(query, promql.aggregate('sum', promql.whereZero(replicas)));
}

/** The scaler's credentials are for the Prometheus of the profile: no other address gets to see them. */
function ownCredentials({ serverAddress }: PrometheusTriggerOptions, authentication: KedaAuthentication | undefined) {
  return serverAddress === undefined ? authentication : undefined;
}

/** The trigger that keeps a floor in a time window. */
export function cronTrigger({
  name,
  timezone,
  start,
  end,
  replicas,
}: Omit<FloorTrigger, 'name'> & { name?: string }): Trigger {
  return { type: 'cron', name, metadata: { timezone, start, end, desiredReplicas: String(replicas) } };
}

/** Types of triggers that KEDA leaves to the HPA. */
const RESOURCES = ['cpu', 'memory'];

/** True for a trigger that has a value when there are no pods, and so can wake the service. */
export function existsWithoutPods(facts: TriggerFacts): boolean {
  if (facts.type === 'prometheus') return facts.existsWithoutPods ?? false;
  return (
    facts.type === 'cron' || (facts.type === 'custom' && ![...RESOURCES, 'prometheus'].includes(facts.options.type))
  );
}

/** True for a trigger on CPU or memory: KEDA leaves it to the HPA. */
export function isOnResource(facts: TriggerFacts): boolean {
  return facts.type === 'resource' || (facts.type === 'custom' && RESOURCES.includes(facts.options.type));
}

/** True for a trigger that can fail: CPU and memory are the HPA's own, and the clock always goes. */
export function canFail(facts: TriggerFacts): boolean {
  if (facts.type === 'custom') return ![...RESOURCES, 'cron'].includes(facts.options.type);
  return facts.type === 'prometheus';
}

/** Judges a trigger as KEDA does, which for some mistakes is only when it runs. */
export function checkTrigger(prop: string, facts: TriggerFacts, cluster: ClusterFacts): Mistake[] {
  const wrongName = facts.name === undefined ? [] : TEXT(`${prop}.name`, facts.name);
  return [...wrongName, ...checkTriggerOf(prop, facts, cluster)];
}

function checkTriggerOf(prop: string, facts: TriggerFacts, cluster: ClusterFacts): Mistake[] {
  switch (facts.type) {
    case 'cron':
      return [
        ...checkTimeZone(`${prop}.timezone`, facts.timezone),
        ...checkFiveFields(`${prop}.start`, facts.start),
        ...checkFiveFields(`${prop}.end`, facts.end),
        ...checkInteger(`${prop}.replicas`, facts.replicas, 1),
        ...(facts.start === facts.end
          ? [mistake('keda/trigger', `${prop}.end`, facts.end, "must differ from 'start'", 'correct one of them')]
          : []),
      ];
    case 'prometheus':
      return [
        ...checkPrometheus(prop, facts, cluster),
        ...checkAuthentication(`${prop}.authentication`, facts.authentication),
      ];
    case 'resource': {
      const target = checkTarget(prop, ResourceMetric.CPU.target(facts.percent));
      return 'metric' in target ? [] : [...target];
    }
    default:
      return [
        ...checkCustom(prop, facts.options),
        ...checkAuthentication(`${prop}.authentication`, facts.options.authentication),
      ];
  }
}

/** The ways of authenticating exclude each other where KEDA says so. */
export function checkAuthentication(prop: string, authentication: KedaAuthentication | undefined): Mistake[] {
  if (authentication === undefined) return [];
  const wrongKind = AUTHENTICATION(prop, authentication);
  if (wrongKind.length > 0) return wrongKind;
  const { name, modes } = KedaAuthentication._facts(authentication);
  const wrongName = TEXT(prop, name);
  if (wrongName.length > 0 || !modes.includes(KedaAuthMode.BEARER) || !modes.includes(KedaAuthMode.BASIC))
    return wrongName;
  return [problem('keda/trigger', `'${prop}' is both bearer and basic`, 'keep one of them')];
}

function resourceTrigger(
  resource: 'cpu' | 'memory',
  { comparison, value, quantity }: Pick<CheckedTarget, 'comparison' | 'value' | 'quantity'>,
): Trigger {
  return comparison === 'utilization'
    ? { type: resource, metricType: MetricType.UTILIZATION, metadata: { value: String(value) } }
    : { type: resource, metricType: MetricType.AVERAGE_VALUE, metadata: { value: quantity } };
}

/** An empty answer is an error and not a zero: a Prometheus that lost the series must not scale anything in. */
function prometheusTrigger(
  options: PrometheusTriggerOptions,
  cluster: ClusterFacts,
  authentication: KedaAuthentication | undefined,
): Trigger {
  const modes = authentication && KedaAuthentication._facts(authentication).modes;
  return {
    type: 'prometheus',
    name: options.name,
    metricType: (options.isTotal ?? true) ? MetricType.AVERAGE_VALUE : MetricType.VALUE,
    metadata: {
      serverAddress: options.serverAddress ?? cluster.prometheusUrl ?? '',
      query: options.query,
      threshold: formatDecimal(options.threshold),
      ...(options.activationThreshold !== undefined && {
        activationThreshold: formatDecimal(options.activationThreshold),
      }),
      ignoreNullValues: 'false',
      ...(modes && modes.length > 0 && { authModes: modes.join(',') }),
    },
    ...authenticationOf(authentication),
  };
}

function authenticationOf(authentication: KedaAuthentication | undefined): Pick<Trigger, 'authenticationRef'> {
  if (!authentication) return {};
  const { name, kind } = KedaAuthentication._facts(authentication);
  const isCluster = kind === 'ClusterTriggerAuthentication';
  return {
    authenticationRef: {
      name,
      kind: isCluster ? AuthKind.CLUSTER_TRIGGER_AUTHENTICATION : AuthKind.TRIGGER_AUTHENTICATION,
    },
  };
}

function checkPrometheus(prop: string, facts: PrometheusTriggerOptions, cluster: ClusterFacts): Mistake[] {
  const { query, threshold, activationThreshold, serverAddress } = facts;
  const found: Mistake[] = [];
  if (typeof query !== 'string' || query.trim() === '')
    found.push(
      mistake('keda/trigger', `${prop}.query`, query, 'must be a query', 'write one that gives a single element'),
    );
  else found.push(...checkQuery(`${prop}.query`, query));
  for (const [name, value, least] of [
    ['threshold', threshold, 0.001],
    ['activationThreshold', activationThreshold ?? 0, 0],
  ] as const)
    if (typeof value !== 'number' || !fitsMilli(value) || value < least)
      found.push(
        mistake(
          'keda/trigger',
          `${prop}.${name}`,
          value,
          `must be a number of at least ${least}, with at most three decimals`,
          'give one',
        ),
      );
  if (serverAddress !== undefined) found.push(...checkUrl(`${prop}.serverAddress`, serverAddress));
  else if (cluster.prometheusUrl === undefined)
    found.push(
      problem(
        'metric/no-prometheus',
        `'${prop}' needs the address of Prometheus`,
        'give serverAddress, or a cluster profile that knows it',
      ),
    );
  return found;
}

function checkCustom(
  prop: string,
  { type, metadata, metricType }: Extract<TriggerFacts, { type: 'custom' }>['options'],
): Mistake[] {
  const found = MAP(`${prop}.metadata`, metadata);
  if (found.length > 0) return found;
  if (typeof type !== 'string' || type === '')
    found.push(mistake('keda/trigger', `${prop}.type`, type, 'must be the type of a KEDA trigger', 'give it'));
  for (const [key, value] of Object.entries(metadata ?? {}))
    if (typeof value !== 'string')
      found.push(mistake('keda/trigger', `${prop}.metadata.${key}`, value, 'must be a string', 'write it in quotes'));
  if (type === 'prometheus' && metadata?.ignoreNullValues !== 'false')
    found.push(
      warning(
        'keda/trigger',
        `'${prop}' takes an empty answer of Prometheus for a zero and then scales in`,
        "set ignoreNullValues to 'false', or use KedaTrigger.prometheus, which does",
      ),
    );
  if (type === 'prometheus' && typeof metadata?.query === 'string')
    found.push(...checkQuery(`${prop}.metadata.query`, metadata.query));
  const metricTypes = RESOURCES.includes(type) ? ['AverageValue', 'Utilization'] : ['AverageValue', 'Value'];
  if (metricType !== undefined && !metricTypes.includes(metricType))
    found.push(
      mistake(
        'keda/trigger',
        `${prop}.metricType`,
        metricType,
        `must be '${metricTypes.join("' or '")}'`,
        'use one of them',
      ),
    );
  return found;
}
