import { all, asking, clock, cpu, deployment, query, scaled, service, vllm } from '../bad-inputs/manifests/build';
import { finds, findsIn, testCases } from './table';

testCases([
  finds(
    'bounds below zero',
    scaled({ minReplicaCount: -1 }),
    `error [ScaledObject/llm/qwen] 'spec.minReplicaCount' (-1) must be a whole number of at least 0; write 0 (keda/replica-bounds)`,
  ),
  finds(
    'bounds that are texts',
    scaled({ maxReplicaCount: '4' }),
    `error [ScaledObject/llm/qwen] 'spec.maxReplicaCount' ("4") must be a whole number of at least 1; give the greatest number of replicas (keda/replica-bounds)`,
  ),
  finds(
    "a minimum above KEDA's own maximum",
    scaled({ minReplicaCount: 200, maxReplicaCount: undefined }),
    `error [ScaledObject/llm/qwen] 'spec.maxReplicaCount' (not given) must be at least 'minReplicaCount' (200); raise it to 200 or more, or lower 'minReplicaCount' (keda/replica-bounds)`,
  ),
  finds(
    'no bounds at all, and a queue that exists without pods',
    scaled({ minReplicaCount: undefined, maxReplicaCount: undefined }),
  ),
  finds(
    'no bounds at all, and only the pods to wake it',
    all(
      deployment({}, vllm()),
      scaled({
        minReplicaCount: undefined,
        maxReplicaCount: undefined,
        triggers: [query({ query: 'sum(vllm:num_requests_waiting{namespace="llm",pod=~"qwen-.+"})' })],
      }),
    ),
    `error [ScaledObject/llm/qwen] 'spec.minReplicaCount' (not given) must be at least 1 where every trigger is measured on the pods; write 1, or add a trigger that exists without pods: the queue of a gateway, or 'type: cron' (keda/scale-to-zero)`,
  ),
  finds(
    'a trigger on the pods beside the time',
    all(
      deployment({}, vllm()),
      scaled({
        minReplicaCount: 0,
        triggers: [clock(), query({ query: 'sum(vllm:num_requests_waiting{namespace="llm",pod=~"qwen-.+"})' })],
      }),
    ),
  ),
  finds(
    'containers and the workload as triggers of one that sleeps',
    all(
      deployment({}, vllm()),
      scaled({
        minReplicaCount: 0,
        triggers: [
          query({
            query:
              'sum(container_memory_working_set_bytes{namespace="llm"}) + sum(kube_deployment_spec_replicas{deployment="qwen"})',
          }),
        ],
      }),
    ),
    `error [ScaledObject/llm/qwen] 'spec.minReplicaCount' (0) must be at least 1 where every trigger is measured on the pods; write 1, or add a trigger that exists without pods: the queue of a gateway, or 'type: cron' (keda/scale-to-zero)`,
  ),
  finds(
    'a trigger of another kind for one that sleeps',
    scaled({ minReplicaCount: 0, triggers: [cpu(), { type: 'rabbitmq', metadata: { queueName: 'work' } }] }),
  ),
  finds('idling where there is a minimum', scaled({ idleReplicaCount: 0, pollingInterval: 10 })),
  finds(
    'polling that is asked of the cache',
    scaled({ pollingInterval: 10, triggers: [query({}, { useCachedMetrics: true })] }),
  ),
  finds(
    'a cooldown that is a fraction',
    scaled({ minReplicaCount: 0, cooldownPeriod: 0.5 }),
    `error [ScaledObject/llm/qwen] 'spec.cooldownPeriod' (0.5) must be a whole number of seconds of at least 0; write 300 (keda/timing)`,
  ),
  finds(
    'a fallback that scales in',
    scaled({ fallback: { failureThreshold: 3, replicas: 2 } }),
    `warning [ScaledObject/llm/qwen] 'spec.fallback.replicas' (2) scales in to 2 when there are more and Prometheus is lost; write 'behavior: currentReplicasIfHigher' (keda/fallback)`,
  ),
  finds(
    'a fallback that is static by its word',
    scaled({ fallback: { failureThreshold: 3, replicas: 2, behavior: 'static' } }),
    `warning [ScaledObject/llm/qwen] 'spec.fallback.behavior' ("static") scales in to 2 when there are more and Prometheus is lost; write 'behavior: currentReplicasIfHigher' (keda/fallback)`,
  ),
  finds('a fallback to the maximum', scaled({ fallback: { failureThreshold: 3, replicas: 4 } })),
  finds(
    'a fallback below the minimum',
    scaled({ minReplicaCount: 2, fallback: { failureThreshold: 3, replicas: 1, behavior: 'currentReplicas' } }),
    `error [ScaledObject/llm/qwen] 'spec.fallback.replicas' (1) must be at least 'minReplicaCount' (2); write 2 (keda/fallback)`,
  ),
  finds(
    'a fallback that is no number',
    scaled({ fallback: { failureThreshold: 3, replicas: '2', behavior: 'currentReplicas' } }),
    `error [ScaledObject/llm/qwen] 'spec.fallback.replicas' ("2") must be a whole number of at least 0; write 1 (keda/fallback)`,
  ),
  finds(
    'a fallback of a behavior that there is not',
    scaled({ fallback: { failureThreshold: 3, replicas: 4, behavior: 'hold' } }),
    `error [ScaledObject/llm/qwen] 'spec.fallback.behavior' ("hold") must be one of static, currentReplicas, currentReplicasIfHigher, currentReplicasIfLower, scalingModifiers; write 'currentReplicasIfHigher' (keda/fallback)`,
  ),
  findsIn(
    { kedaVersion: '2.16' },
    'a fallback of a behavior that came later',
    scaled({ fallback: { failureThreshold: 3, replicas: 4, behavior: 'currentReplicas' } }),
    `error [ScaledObject/llm/qwen] 'spec.fallback.behavior' ("currentReplicas") came with KEDA 2.17, and the cluster has 2.16; leave it out (keda/fallback)`,
  ),
  finds(
    'a fallback where nothing can fail',
    scaled({ triggers: [cpu(), clock()], fallback: { failureThreshold: 3, replicas: 4, behavior: 'currentReplicas' } }),
    'error [ScaledObject/llm/qwen] KEDA refuses a fallback where every trigger is on CPU, memory or time; leave it out (keda/fallback)',
  ),
  finds('an address with a path', asking({ serverAddress: 'https://prometheus.example.com/api' })),
  finds(
    'an address that is none',
    asking({ serverAddress: 'prometheus monitoring' }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.serverAddress' ("prometheus monitoring") must be an absolute http(s) URL; write it like http://prometheus.monitoring.svc:9090 (keda/server-address)`,
  ),
  finds('triggers without names', scaled({ triggers: [query(), query({ query: 'max(gateway_age)' })] })),
  finds(
    'CPU by its average',
    scaled({ triggers: [query(), { type: 'cpu', metricType: 'AverageValue', metadata: { value: '4' } }] }),
  ),
  finds(
    'CPU by its value',
    scaled({ triggers: [query(), { type: 'cpu', metricType: 'Value', metadata: { value: '4' } }] }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[1].metricType' ("Value") must be Utilization or AverageValue for a trigger of type cpu; write 'Utilization' (keda/metric-type)`,
  ),
  finds('a mean by its value', asking({ query: 'avg(gateway_queue)' }, { metricType: 'Value' })),
  finds(
    'a total in brackets, times a number, by its value',
    asking({ query: '2 * (sum(gateway_queue) + count(gateway_pods))' }, { metricType: 'Value' }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metricType' ("Value") must be AverageValue, since the query adds up; write 'metricType: AverageValue', with the threshold of one replica (keda/value-on-total)`,
  ),
  finds(
    'a total over a number by its value',
    asking({ query: 'sum(gateway_queue) / 2 or vector(0)' }, { metricType: 'Value' }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metricType' ("Value") must be AverageValue, since the query adds up; write 'metricType: AverageValue', with the threshold of one replica (keda/value-on-total)`,
  ),
  finds(
    'a number and a total by their value',
    asking({ query: '1 + sum(gateway_queue)' }, { metricType: 'Value' }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metricType' ("Value") must be AverageValue, since the query adds up; write 'metricType: AverageValue', with the threshold of one replica (keda/value-on-total)`,
  ),
  finds(
    'a total less a number by its value',
    asking({ query: 'sum(gateway_queue) - 1' }, { metricType: 'Value' }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metricType' ("Value") must be AverageValue, since the query adds up; write 'metricType: AverageValue', with the threshold of one replica (keda/value-on-total)`,
  ),
  finds('a number and a mean by their value', asking({ query: '1 + avg(gateway_queue)' }, { metricType: 'Value' })),
  finds(
    'a total over a total by its value',
    asking({ query: 'sum(gateway_queue) / count(gateway_pods)' }, { metricType: 'Value' }),
  ),
  finds(
    'a difference of totals by its value',
    asking({ query: 'sum(gateway_queue) - sum(gateway_done)' }, { metricType: 'Value' }),
  ),
  finds(
    'a mode of authentication that there is not',
    asking({ authModes: 'token' }, { authenticationRef: { name: 'prometheus' } }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.authModes' ("token") must be among apiKey, basic, tls, bearer, custom, oauth; write 'bearer', for example (keda/authentication)`,
  ),
  finds(
    'two modes of authentication that go together',
    asking({ authModes: 'tls, bearer' }, { authenticationRef: { name: 'prometheus' } }),
  ),
  finds(
    'a window without a zone',
    scaled({ triggers: [query(), clock({ timezone: undefined })] }),
    `error [ScaledObject/llm/qwen] a trigger of type cron must have 'timezone'; add it, for example 'Etc/UTC' (keda/trigger-metadata)`,
  ),
  finds(
    'a window of a size that is no number',
    scaled({ triggers: [query(), clock({ desiredReplicas: 'three' })] }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[1].metadata.desiredReplicas' ("three") must be a whole number of at least 1; write '1', or take the window out (keda/cron-trigger)`,
  ),
  finds(
    'a window above the maximum',
    scaled({ triggers: [query(), clock({ desiredReplicas: '8' })] }),
    `warning [ScaledObject/llm/qwen] 'spec.triggers[1].metadata.desiredReplicas' ("8") must be at most 'maxReplicaCount' (4); write '4', or raise the maximum (keda/cron-size)`,
  ),
  finds(
    'a window at the minimum',
    scaled({ minReplicaCount: 3, triggers: [query(), clock()] }),
    `warning [ScaledObject/llm/qwen] 'spec.triggers[1].metadata.desiredReplicas' ("3") must be above 'minReplicaCount' (3), which holds at all times; raise it, or take the window out (keda/cron-size)`,
  ),
  finds(
    'a window within the tolerance',
    scaled({ minReplicaCount: 10, maxReplicaCount: 20, triggers: [query(), clock({ desiredReplicas: '11' })] }),
    `warning [ScaledObject/llm/qwen] 'spec.triggers[1].metadata.desiredReplicas' ("11") is within the tolerance of a tenth above 'minReplicaCount' (10), so the HPA does not follow; write '12' or more (keda/cron-size)`,
  ),
  finds(
    'a window just above the tolerance',
    scaled({ minReplicaCount: 10, maxReplicaCount: 20, triggers: [query(), clock({ desiredReplicas: '12' })] }),
  ),
  finds(
    'empty answers that are zeros',
    asking({ ignoreNullValues: 'true' }),
    `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.ignoreNullValues' ("true") must be 'false', so that an empty answer is an error and the size is held; write ignoreNullValues: 'false' (keda/empty-answers)`,
  ),
  finds(
    'a formula of functions and words',
    scaled({
      triggers: [query({}, { name: 'queue' })],
      advanced: {
        scalingModifiers: {
          formula: 'queue > 5 and not false ? max(queue, 1) : 0',
          target: '8',
          activationTarget: '1',
          metricType: 'Value',
        },
      },
    }),
  ),
  finds(
    'a formula that is empty, of a type that there is not',
    scaled({
      triggers: [query({}, { name: 'queue' })],
      advanced: { scalingModifiers: { formula: ' ', target: '0', activationTarget: 'one', metricType: 'Utilization' } },
    }),
    `error [ScaledObject/llm/qwen] 'spec.advanced.scalingModifiers.activationTarget' ("one") must be a number; write '0' (keda/scaling-modifiers)`,
    `error [ScaledObject/llm/qwen] 'spec.advanced.scalingModifiers.formula' (" ") must be a formula; write one, or leave scalingModifiers out (keda/scaling-modifiers)`,
    `error [ScaledObject/llm/qwen] 'spec.advanced.scalingModifiers.metricType' ("Utilization") must be AverageValue or Value; write 'AverageValue' (keda/scaling-modifiers)`,
    `error [ScaledObject/llm/qwen] 'spec.advanced.scalingModifiers.target' ("0") must be a number above 0; give what one replica should carry, in quotes (keda/scaling-modifiers)`,
  ),
  finds(
    'a formula of triggers without names',
    scaled({ advanced: { scalingModifiers: { formula: 'depth', target: '8' } } }),
    `error [ScaledObject/llm/qwen] the formula names 'depth', and no trigger has that name; give a trigger the name 'depth' (keda/scaling-modifiers)`,
  ),
  finds('a cooldown as long as the window', scaled({ minReplicaCount: 0, cooldownPeriod: 300 })),
  finds(
    'a cooldown shorter than the window before scaling in',
    scaled({ minReplicaCount: 0, cooldownPeriod: 60 }),
    `warning [ScaledObject/llm/qwen] 'spec.cooldownPeriod' (60) must not be shorter than the window before scaling in (300 s); write 300 (keda/cooldown)`,
  ),
  finds(
    "a window longer than KEDA's own cooldown",
    scaled({
      minReplicaCount: 0,
      advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 600 } } } },
    }),
    `warning [ScaledObject/llm/qwen] 'spec.advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds' (600) must not be longer than the cooldown before zero (300 s); write 'cooldownPeriod: 600' (keda/cooldown)`,
  ),
  findsIn(
    { kedaVersion: '2.11' },
    'a formula in an old KEDA',
    scaled({
      triggers: [query({}, { name: 'queue' })],
      advanced: { scalingModifiers: { formula: 'queue', target: '8' } },
    }),
    `error [ScaledObject/llm/qwen] 'spec.advanced.scalingModifiers' (an object) came with KEDA 2.12, and the cluster has 2.11; leave it out (keda/version)`,
  ),
  finds('CPU of a Deployment that is applied with it', all(deployment(), scaled({ triggers: [query(), cpu()] }))),
  finds(
    'CPU of a Deployment that KServe makes',
    all(service(), scaled({ scaleTargetRef: { name: 'qwen-predictor' }, triggers: [query(), cpu()] })),
    `warning [ScaledObject/llm/qwen] a trigger of type cpu is refused until KServe has made the Deployment 'qwen-predictor'; apply the file again when the service is there, or scale on a Prometheus trigger alone (keda/apply-order)`,
  ),
]);
