import { Duration } from 'cdk8s';
import {
  EngineMetric,
  GpuHpa,
  KedaAuthentication,
  KedaAuthMode,
  KedaLlmScaler,
  KedaTrigger,
  Percent,
  ResourceMetric,
} from '../../src';
import { newService } from '../support/chart';
import { cronTrigger, type Given, keda, query, type Rows, refused, TYPED, warned } from './cases';

/** A KedaLlmScaler that scales to zero and is woken by a query. */
function sleeping(props: Readonly<Record<string, unknown>>): Given {
  const trigger = { query: 'sum(queue)', threshold: 5, existsWithoutPods: true };
  return keda({ minReplicas: 0, metrics: [], triggers: [KedaTrigger.prometheus(trigger)], ...props });
}

/** KEDA. */
export const KED: Rows = {
  'KED-01': [
    refused(
      query({ threshold: '500m' }),
      `[test/Keda] 'triggers[0].threshold' ("500m") must be a number of at least 0.001, with at most three decimals; give one (keda/trigger)`,
    ),
    TYPED,
  ],
  'KED-02': [
    refused(
      query({ threshold: 0 }),
      `[test/Keda] 'triggers[0].threshold' (0) must be a number of at least 0.001, with at most three decimals; give one (keda/trigger)`,
    ),
    refused(
      query({ threshold: -1 }),
      `[test/Keda] 'triggers[0].threshold' (-1) must be a number of at least 0.001, with at most three decimals; give one (keda/trigger)`,
    ),
    refused(
      keda({ metrics: [EngineMetric.RUNNING_REQUESTS.target(0)] }),
      `[test/Keda] 'metrics[0]' (0) must be a number and at least 0.001, with at most three decimals; give a value in that range (metric/target)`,
    ),
  ],
  'KED-03': [
    warned(
      keda({
        minReplicas: 0,
        triggers: [
          KedaTrigger.prometheus({
            query: 'sum(queue)',
            threshold: 5,
            activationThreshold: 5,
            existsWithoutPods: true,
          }),
        ],
      }),
      `[test/Keda] 'triggers[0]' wakes the service above 5 only, and one replica is meant for 5; give a lower activation (keda/activation)`,
    ),
  ],
  'KED-04': [
    refused(
      query({ serverAddress: 'prometheus:9090' }),
      `[test/Keda] 'triggers[0].serverAddress' ("prometheus:9090") must be an absolute http(s) URL; write it like http://prometheus.monitoring.svc:9090 (keda/server-address)`,
    ),
    refused(
      query({ serverAddress: 'http://user:pass@prometheus:9090' }),
      `[test/Keda] 'triggers[0].serverAddress' (a secret, not shown) must not hold credentials; reference them through authentication (keda/server-address)`,
    ),
  ],
  'KED-05': [
    refused(
      sleeping({ pollingInterval: Duration.seconds(0) }),
      `[test/Keda] 'pollingInterval' ("0 s") must be a whole number of seconds of at least 1 s; round it (value/seconds)`,
    ),
    refused(
      sleeping({ cooldownPeriod: 5 }),
      `[test/Keda] 'cooldownPeriod' (5) must be a Duration; write Duration.seconds(…) (value/seconds)`,
    ),
  ],
  'KED-06': [TYPED],
  'KED-07': [
    refused(
      keda({ minReplicas: 0 }),
      `[test/Keda] 'minReplicas' (0) must be at least 1 where every trigger is measured on the pods: without pods there is nothing that could wake them; add a trigger that exists without pods (KedaTrigger.prometheus with existsWithoutPods, .cron or .custom), or keep one replica (keda/scale-to-zero)`,
    ),
  ],
  'KED-08': [
    refused(
      keda({ minReplicas: 0, metrics: [ResourceMetric.CPU.target(Percent.of(80))] }),
      `[test/Keda] 'minReplicas' (0) must be at least 1 where every trigger is measured on the pods: without pods there is nothing that could wake them; add a trigger that exists without pods (KedaTrigger.prometheus with existsWithoutPods, .cron or .custom), or keep one replica (keda/scale-to-zero)`,
    ),
  ],
  'KED-09': [
    refused(
      keda({
        triggers: [
          KedaTrigger.prometheus({ name: 'queue', query: 'sum(a)', threshold: 1 }),
          KedaTrigger.prometheus({ name: 'queue', query: 'sum(b)', threshold: 1 }),
        ],
      }),
      `[test/Keda] 'triggers[1].name' ("queue") must be unique in the scaler; rename one of them (keda/trigger)`,
    ),
  ],
  'KED-10': [
    refused(
      cronTrigger({ end: '0 8 * * *' }),
      `[test/Keda] 'triggers[0].end' ("0 8 * * *") must differ from 'start'; correct one of them (keda/trigger)`,
    ),
    refused(
      cronTrigger({ start: '0 0 8 * * *' }),
      `[test/Keda] 'triggers[0].start' ("0 0 8 * * *") must have five fields, minutes first, not 6; write it like '0 8 * * 1-5' (cron/schedule)`,
    ),
    refused(
      cronTrigger({ replicas: 0 }),
      `[test/Keda] 'triggers[0].replicas' (0) must be a whole number of at least 1; give such a number (value/number)`,
    ),
    refused(
      cronTrigger({ timezone: 'Beijing' }),
      `[test/Keda] 'triggers[0].timezone' ("Beijing") must be an IANA time zone; write it like 'Asia/Shanghai' or 'Etc/UTC' (cron/timezone)`,
    ),
  ],
  'KED-11': [
    TYPED,
    refused(
      keda({ triggers: [KedaTrigger.custom({ type: 'kafka', metadata: {}, metricType: 'Utilization' })] }),
      `[test/Keda] 'triggers[0].metricType' ("Utilization") must be 'AverageValue' or 'Value'; use one of them (keda/trigger)`,
    ),
  ],
  'KED-12': [
    refused(
      keda({ authentication: KedaAuthentication.reference('prom', KedaAuthMode.BEARER, KedaAuthMode.BASIC) }),
      `[test/Keda] 'authentication' is both bearer and basic; keep one of them (keda/trigger)`,
    ),
    refused(
      query({ authentication: KedaAuthentication.reference('prom', KedaAuthMode.BASIC, KedaAuthMode.BEARER) }),
      `[test/Keda] 'triggers[0].authentication' is both bearer and basic; keep one of them (keda/trigger)`,
    ),
    TYPED,
  ],
  'KED-13': [
    refused(
      keda({ fallback: { replicas: 5 } }),
      `[test/Keda] 'fallback.replicas' (5) must be at most 'maxReplicas' (4); lower it (keda/fallback)`,
    ),
    refused(
      keda({ fallback: { replicas: 2, failureThreshold: 0 } }),
      `[test/Keda] 'fallback.failureThreshold' (0) must be a whole number of at least 1; give such a number (value/number)`,
    ),
  ],
  'KED-14': [
    refused(
      (chart) => {
        const target = newService(chart);
        const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
        new KedaLlmScaler(chart, 'Keda', { target, metrics, maxReplicas: 4 });
        new GpuHpa(chart, 'Hpa', { target, metrics, maxReplicas: 4 });
      },
      `[test/Keda] Deployment 'qwen-predictor' is scaled already, by the GpuHpa at test/Hpa; keep one of them and give it all metrics (scaler/two-scalers)`,
      `[test/Hpa] Deployment 'qwen-predictor' is scaled already, by the KedaLlmScaler at test/Keda; keep one of them and give it all metrics (scaler/two-scalers)`,
    ),
  ],
  'KED-15': [TYPED],
  'KED-16': [
    refused(
      keda({ scalingModifiers: { formula: 'queue + 1', target: 5 } }),
      `[test/Keda] 'scalingModifiers.formula' ("queue") must be the name of a trigger; use vllm_num_requests_running (keda/scaling-modifiers)`,
    ),
    refused(
      keda({ scalingModifiers: { formula: 'vllm_num_requests_running', target: undefined } }),
      `[test/Keda] 'scalingModifiers.target' (undefined) must be a number of more than 0; give one (keda/scaling-modifiers)`,
    ),
    TYPED,
  ],
  'KED-17': [
    warned(
      keda({ cooldownPeriod: Duration.minutes(1), pollingInterval: Duration.seconds(10) }),
      `[test/Keda] 'pollingInterval' counts only for scaling to zero and is not emitted; leave it out (keda/timing)`,
      `[test/Keda] 'cooldownPeriod' counts only for scaling to zero and is not emitted; leave it out (keda/timing)`,
    ),
  ],
};
