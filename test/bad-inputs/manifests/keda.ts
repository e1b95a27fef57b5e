import { found, type Rows } from '../cases';
import { all, asking, clock, cpu, deployment, hpa, object, query, scaled, vllm } from './build';

/** KEDA, as they stand in anybody's YAML. */
export const KEDA: Rows = {
  'KED-01': [
    found(
      asking({ threshold: '500m' }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("500m") must be a plain number; write '0.5' (keda/threshold)`,
    ),
  ],
  'KED-02': [
    found(
      asking({ threshold: '0' }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0") must be at least 0.001; give what one replica should carry (keda/threshold)`,
    ),
    found(
      asking({ threshold: '-1' }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("-1") must be at least 0.001; give what one replica should carry (keda/threshold)`,
    ),
  ],
  'KED-03': [
    found(
      scaled({ minReplicaCount: 0, triggers: [query({ activationThreshold: '8' })] }),
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.activationThreshold' ("8") must be below 'threshold' (8); write '0', so that the first request wakes it (keda/activation)`,
    ),
  ],
  'KED-04': [
    found(
      asking({ serverAddress: 'prometheus:9090' }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.serverAddress' ("prometheus:9090") must be an absolute http(s) URL; write 'http://prometheus:9090' (keda/server-address)`,
    ),
    found(
      asking({ serverAddress: 'http://user@prometheus:9090' }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.serverAddress' (a secret, not shown) must not hold credentials; reference them through authentication (keda/server-address)`,
    ),
  ],
  'KED-05': [
    found(
      scaled({ minReplicaCount: 0, pollingInterval: 0 }),
      `error [ScaledObject/llm/qwen] 'spec.pollingInterval' (0) must be a whole number of seconds of at least 1; write 1 (keda/timing)`,
    ),
    found(
      scaled({ minReplicaCount: 0, cooldownPeriod: -1 }),
      `error [ScaledObject/llm/qwen] 'spec.cooldownPeriod' (-1) must be a whole number of seconds of at least 0; write 300 (keda/timing)`,
    ),
  ],
  'KED-06': [
    found(
      scaled({ idleReplicaCount: 1 }),
      `error [ScaledObject/llm/qwen] 'spec.idleReplicaCount' (1) must be 0; write 0, or leave it out (keda/idle-replicas)`,
    ),
    found(
      scaled({ minReplicaCount: 0, idleReplicaCount: 0 }),
      `error [ScaledObject/llm/qwen] 'spec.idleReplicaCount' (0) must be below 'minReplicaCount' (0); leave it out, or write 'minReplicaCount: 1' (keda/idle-replicas)`,
    ),
  ],
  'KED-07': [
    found(
      all(
        deployment({}, vllm()),
        scaled({
          minReplicaCount: 0,
          triggers: [query({ query: 'sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-.+"})' })],
        }),
      ),
      `error [ScaledObject/llm/qwen] 'spec.minReplicaCount' (0) must be at least 1 where every trigger is measured on the pods; write 1, or add a trigger that exists without pods: the queue of a gateway, or 'type: cron' (keda/scale-to-zero)`,
    ),
  ],
  'KED-08': [
    found(
      scaled({ minReplicaCount: 0, triggers: [cpu()] }),
      `error [ScaledObject/llm/qwen] 'spec.minReplicaCount' (0) must be at least 1 where every trigger is measured on the pods; write 1, or add a trigger that exists without pods: the queue of a gateway, or 'type: cron' (keda/scale-to-zero)`,
    ),
  ],
  'KED-09': [
    found(
      scaled({ triggers: [query({}, { name: 'queue' }), query({ query: 'max(gateway_age)' }, { name: 'queue' })] }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[1].name' ("queue") must be unique in the ScaledObject; rename it, for example to 'queue-2' (keda/trigger-names)`,
    ),
  ],
  'KED-10': [
    found(
      scaled({ triggers: [query(), clock({ end: '0 8 * * *' })] }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[1].metadata.end' ("0 8 * * *") must differ from 'start'; give the moment at which the window ends (keda/cron-trigger)`,
    ),
    found(
      scaled({ triggers: [query(), clock({ desiredReplicas: '0' })] }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[1].metadata.desiredReplicas' ("0") must be a whole number of at least 1; write '1', or take the window out (keda/cron-trigger)`,
    ),
    found(
      scaled({ triggers: [query(), clock({ timezone: 'Beijing' })] }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[1].metadata.timezone' ("Beijing") must be an IANA time zone; write it like 'Asia/Shanghai' or 'Etc/UTC' (keda/cron-trigger)`,
    ),
  ],
  'KED-11': [
    found(
      asking({}, { metricType: 'Utilization' }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metricType' ("Utilization") must be AverageValue or Value for a trigger of type prometheus; write 'AverageValue' (keda/metric-type)`,
    ),
  ],
  'KED-12': [
    found(
      asking({ authModes: 'bearer,basic' }, { authenticationRef: { name: 'prometheus' } }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.authModes' ("bearer,basic") must be one of bearer and basic, which exclude each other; write 'bearer' (keda/authentication)`,
    ),
    found(
      asking({ authModes: 'bearer' }),
      `error [ScaledObject/llm/qwen] 'authModes' (bearer) needs credentials, and there is no authenticationRef; add 'authenticationRef: {name: …}' with the name of a TriggerAuthentication (keda/authentication)`,
    ),
  ],
  'KED-13': [
    found(
      scaled({ fallback: { failureThreshold: 3, replicas: 8, behavior: 'currentReplicasIfHigher' } }),
      `error [ScaledObject/llm/qwen] 'spec.fallback.replicas' (8) must be at most 'maxReplicaCount' (4); write 4 (keda/fallback)`,
    ),
    found(
      scaled({ fallback: { failureThreshold: 0, replicas: 2, behavior: 'currentReplicasIfHigher' } }),
      `error [ScaledObject/llm/qwen] 'spec.fallback.failureThreshold' (0) must be a whole number of at least 1; write 3 (keda/fallback)`,
    ),
  ],
  'KED-14': [
    found(
      all(scaled(), hpa()),
      `error [ScaledObject/llm/qwen] Deployment 'qwen' is scaled by the ScaledObject 'qwen' and by the HorizontalPodAutoscaler 'qwen'; put the metrics of both into one, which takes the greatest proposal, and take the other out (scaler/two-scalers)`,
    ),
    found(
      all(
        scaled(),
        object(
          'keda.sh/v1alpha1',
          'ScaledObject',
          { spec: { scaleTargetRef: { name: 'qwen' }, minReplicaCount: 1, triggers: [query()] } },
          { name: 'qwen-too' },
        ),
      ),
      `error [ScaledObject/llm/qwen-too] Deployment 'qwen' is scaled by the ScaledObject 'qwen-too' and by the ScaledObject 'qwen'; put the metrics of both into one, which takes the greatest proposal, and take the other out (scaler/two-scalers)`,
    ),
  ],
  'KED-15': [
    found(
      scaled({ triggers: [query(), clock({}, { useCachedMetrics: true })] }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[1].useCachedMetrics' (true) must not be set for a trigger of type cron; leave it out (keda/cached-metrics)`,
    ),
    found(
      scaled({ triggers: [query(), cpu({ useCachedMetrics: true })] }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[1].useCachedMetrics' (true) must not be set for a trigger of type cpu; leave it out (keda/cached-metrics)`,
    ),
  ],
  'KED-16': [
    found(
      scaled({
        triggers: [query({}, { name: 'queue' })],
        advanced: { scalingModifiers: { formula: 'quue + 1', target: '8' } },
      }),
      `error [ScaledObject/llm/qwen] the formula names 'quue', and no trigger has that name; did you mean 'queue'? (keda/scaling-modifiers)`,
    ),
    found(
      scaled({ triggers: [query({}, { name: 'queue' })], advanced: { scalingModifiers: { formula: 'queue + 1' } } }),
      `error [ScaledObject/llm/qwen] 'spec.advanced.scalingModifiers.target' (not given) must be a number above 0; give what one replica should carry, in quotes (keda/scaling-modifiers)`,
    ),
  ],
  'KED-17': [
    found(
      scaled({ pollingInterval: 10, cooldownPeriod: 60 }),
      `info [ScaledObject/llm/qwen] 'spec.cooldownPeriod' (60) has no effect while 'minReplicaCount' is above 0; leave it out, or set the windows of the HPA in advanced.horizontalPodAutoscalerConfig.behavior (keda/timing)`,
      `info [ScaledObject/llm/qwen] 'spec.pollingInterval' (10) has no effect while 'minReplicaCount' is above 0; leave it out, or set the windows of the HPA in advanced.horizontalPodAutoscalerConfig.behavior (keda/timing)`,
    ),
  ],
};
