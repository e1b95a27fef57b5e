import { Duration } from 'cdk8s';
import {
  ClusterComponent,
  ClusterProfile,
  CronScaleSchedule,
  CronScheduler,
  EngineMetric,
  FallbackBehavior,
  type FallbackOptions,
  GpuMetric,
  KedaLlmScaler,
  type KedaLlmScalerProps,
  KedaTrigger,
  Percent,
  ResourceMetric,
  Schedule,
} from '../../../src';
import { errorsOf, newChart, newService, only, warningsOf } from '../../support/chart';

const requests = EngineMetric.RUNNING_REQUESTS.target(8);
const query = { query: 'sum(queue)', threshold: 5 };
const cron = KedaTrigger.cron({ timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 20 * * *', replicas: 2 });

const stack = (kedaVersion?: string) =>
  ClusterProfile.kubePrometheusStack({
    release: 'prometheus',
    kedaVersion,
    controllerTimezone: 'Etc/UTC',
    managedElsewhere: [ClusterComponent.DCGM_MONITORING],
  });

function build(props: Partial<KedaLlmScalerProps>, kedaVersion?: string) {
  const chart = newChart(stack(kedaVersion));
  const target = newService(chart);
  new KedaLlmScaler(chart, 'Scaler', { target, maxReplicas: 4, metrics: [requests], ...props });
  return chart;
}

describe('scale to zero', () => {
  const REFUSED =
    "[test/Scaler] 'minReplicas' (0) must be at least 1 where every trigger is measured on the pods: without pods there is nothing that could wake them; add a trigger that exists without pods (KedaTrigger.prometheus with existsWithoutPods, .cron or .custom), or keep one replica (keda/scale-to-zero)";

  test.each<[string, Partial<KedaLlmScalerProps>]>([
    ['metrics of the engine', { metrics: [requests] }],
    ['metrics of GPUs', { metrics: [GpuMetric.UTILIZATION.target(Percent.of(50))] }],
    ['CPU', { metrics: [ResourceMetric.CPU.target(Percent.of(50))] }],
    ['a trigger on memory', { metrics: [], triggers: [KedaTrigger.memory(Percent.of(50))] }],
    ['a query of which nobody says that it exists without pods', { triggers: [KedaTrigger.prometheus(query)] }],
    ['a custom trigger on CPU', { triggers: [KedaTrigger.custom({ type: 'cpu', metadata: { value: '50' } })] }],
    ['a custom query', { triggers: [KedaTrigger.custom({ type: 'prometheus', metadata: {} })] }],
  ])('is refused with nothing but %s', (_what, props) => {
    expect(errorsOf(build({ ...props, minReplicas: 0 }))).toEqual([REFUSED]);
  });

  test.each<[string, KedaTrigger]>([
    ['a query that exists without pods', KedaTrigger.prometheus({ ...query, existsWithoutPods: true })],
    ['a time of the day', cron],
    ['a queue', KedaTrigger.custom({ type: 'rabbitmq', metadata: {} })],
  ])('is accepted with %s', (_what, trigger) => {
    const chart = build({ minReplicas: 0, triggers: [trigger] });
    expect(errorsOf(chart)).toEqual([]);
    expect(only(chart, 'ScaledObject').spec.minReplicaCount).toBe(0);
  });

  test('is accepted with the window of a schedule, after which there may be none', () => {
    const chart = build({ minReplicas: 0 });
    const window = { name: 'office', start: Schedule.daily({ hour: 8 }), end: Schedule.daily({ hour: 20 }) };
    new CronScaleSchedule(chart, 'Hours', {
      target: chart.node.findChild('Qwen') as ReturnType<typeof newService>,
      scheduler: CronScheduler.KEDA,
      windows: [{ ...window, replicas: 2, otherwise: 0 }],
    });
    expect(errorsOf(chart)).toEqual([]);
    expect(only(chart, 'ScaledObject').spec.triggers).toHaveLength(2);
  });

  const ASLEEP = 'sum(kube_deployment_spec_replicas{namespace="llm",deployment="qwen-predictor"} == 0)';
  const queriesOf = (props: Partial<KedaLlmScalerProps>): string[] =>
    only(build(props), 'ScaledObject').spec.triggers.map(
      ({ metadata }: { metadata: { query: string } }) => metadata.query,
    );

  test('takes what is measured on pods for zero while there are to be none, and for lost otherwise', () => {
    const [engine, own, gateway] = queriesOf({
      minReplicas: 0,
      triggers: [KedaTrigger.prometheus(query), KedaTrigger.prometheus({ ...query, existsWithoutPods: true })],
    });
    expect(engine).toMatch(/^sum\(vllm:num_requests_running\{.*\}\) or /);
    expect(engine).toContain(` or ${ASLEEP}`);
    expect(own).toBe(`sum(queue) or ${ASLEEP}`);
    expect(gateway).toBe('sum(queue)');
  });

  test('leaves a query to another Prometheus alone, which may not know of the Deployment', () => {
    const elsewhere = { ...query, serverAddress: 'http://elsewhere:9090' };
    expect(queriesOf({ minReplicas: 0, triggers: [KedaTrigger.prometheus(elsewhere), cron] })[1]).toBe('sum(queue)');
  });

  test('is what changes the query, and nothing else does', () => {
    expect(queriesOf({ minReplicas: 1, triggers: [KedaTrigger.prometheus(query)] }).join()).not.toContain(ASLEEP);
  });

  test.each([
    [30, 3],
    [60, 3],
    [5, 18],
  ])('with a look every %d s bears %d failures, since a scrape may be 30 s late', (every, failures) => {
    const chart = build({ minReplicas: 0, triggers: [cron], pollingInterval: Duration.seconds(every) });
    expect(only(chart, 'ScaledObject').spec.fallback.failureThreshold).toBe(failures);
  });

  test('falls back to one replica at least', () => {
    const chart = build({ minReplicas: 0, triggers: [cron] });
    expect(only(chart, 'ScaledObject').spec.fallback.replicas).toBe(1);
  });
});

describe('the fallback', () => {
  const fallbackOf = (props: Partial<KedaLlmScalerProps>, kedaVersion?: string) => {
    const chart = build(props, kedaVersion);
    expect(errorsOf(chart)).toEqual([]);
    return only(chart, 'ScaledObject').spec.fallback;
  };
  const ifHigher = 'currentReplicasIfHigher';

  test.each<[string, Partial<KedaLlmScalerProps>, string | undefined, object | undefined]>([
    ['never scales in', {}, undefined, { failureThreshold: 3, replicas: 1, behavior: ifHigher }],
    ['keeps minReplicas', { minReplicas: 3 }, '2.17', { failureThreshold: 3, replicas: 3, behavior: ifHigher }],
    ['is left out where KEDA knows only the static one', {}, '2.16', undefined],
    ['is left out on CPU alone', { metrics: [ResourceMetric.CPU.target(Percent.of(50))] }, undefined, undefined],
    ['is left out on time alone', { metrics: [], triggers: [cron] }, undefined, undefined],
    [
      'is given on a query of one’s own',
      { metrics: [], triggers: [KedaTrigger.prometheus(query)] },
      undefined,
      { failureThreshold: 3, replicas: 1, behavior: ifHigher },
    ],
    [
      'is given on any other trigger',
      { metrics: [], triggers: [KedaTrigger.custom({ type: 'rabbitmq', metadata: {} })] },
      undefined,
      { failureThreshold: 3, replicas: 1, behavior: ifHigher },
    ],
    [
      'has defaults beside the replicas',
      { fallback: { replicas: 2 } },
      undefined,
      { failureThreshold: 3, replicas: 2, behavior: ifHigher },
    ],
    [
      'is static where KEDA knows no other and it was asked for',
      { fallback: { replicas: 4 } },
      '2.16',
      { failureThreshold: 3, replicas: 4 },
    ],
  ])('%s', (_title, props, kedaVersion, expected) => {
    expect(fallbackOf(props, kedaVersion)).toEqual(expected);
  });

  test.each<[string, FallbackOptions, string[], Partial<KedaLlmScalerProps>?, string?]>([
    [
      'more than maxReplicas',
      { replicas: 5 },
      ["'fallback.replicas' (5) must be at most 'maxReplicas' (4); lower it (keda/fallback)"],
    ],
    [
      'fewer than minReplicas',
      { replicas: 1 },
      ["'fallback.replicas' (1) must be at least 'minReplicas' (2); raise it (keda/fallback)"],
      { minReplicas: 2 },
    ],
    [
      'fewer than the default of minReplicas',
      { replicas: 0 },
      ["'fallback.replicas' (0) must be at least 'minReplicas' (1); raise it (keda/fallback)"],
    ],
    [
      'half a replica after no failure',
      { replicas: 1.5, failureThreshold: 0 },
      [
        "'fallback.replicas' (1.5) must be a whole number of at least 0; give such a number (value/number)",
        "'fallback.failureThreshold' (0) must be a whole number of at least 1; give such a number (value/number)",
      ],
    ],
    [
      'an unknown behavior',
      { replicas: 2, behavior: 'never' as FallbackBehavior },
      ['\'fallback.behavior\' ("never") must be a FallbackBehavior; use one of its values (keda/fallback)'],
    ],
    [
      'CPU alone',
      { replicas: 2 },
      ["'fallback' is refused by KEDA where all triggers are on CPU, memory or time; leave it out (keda/fallback)"],
      { metrics: [ResourceMetric.CPU.target(Percent.of(50))] },
    ],
    [
      'a behavior that this KEDA does not know',
      { replicas: 2, behavior: FallbackBehavior.CURRENT_REPLICAS },
      [
        "'fallback.behavior' came with KEDA 2.17, and the cluster has 2.16; correct kedaVersion in the cluster profile, or leave the fallback out (keda/version)",
      ],
      {},
      '2.16',
    ],
  ])('is refused: %s', (_what, fallback, expected, props = {}, kedaVersion = undefined) => {
    expect(errorsOf(build({ ...props, fallback }, kedaVersion))).toEqual(
      expected.map((text) => `[test/Scaler] ${text}`),
    );
  });

  test.each<[string, FallbackOptions, string | undefined, string[]]>([
    [
      'a static one that may scale in',
      { replicas: 2, behavior: FallbackBehavior.STATIC },
      undefined,
      [
        "'fallback' is static and scales in to 2 when there are more, just when nothing is known of the load; use FallbackBehavior.CURRENT_REPLICAS_IF_HIGHER (keda/fallback)",
      ],
    ],
    ['a static one that cannot', { replicas: 4, behavior: FallbackBehavior.STATIC }, '2.16', []],
    [
      'the default of an old KEDA',
      { replicas: 2 },
      '2.16',
      [
        "'fallback' is always static before KEDA 2.17, so it scales in to 2 when there are more, just when nothing is known of the load; leave it out, so that KEDA holds the present size (keda/fallback)",
      ],
    ],
    ['the default of a new KEDA', { replicas: 2 }, '2.17', []],
  ])('draws the right warning: %s', (_what, fallback, kedaVersion, expected) => {
    expect(warningsOf(build({ fallback }, kedaVersion))).toEqual(expected.map((text) => `[test/Scaler] ${text}`));
  });
});
