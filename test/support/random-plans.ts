import fc from 'fast-check';
import { Rollout } from '../../src';

/**
 * Random applications of the library: mostly what a user would write, with a bad value here and there. A plan is data
 * that fast-check can shrink and print; `build` (random-apps.ts) makes the constructs of it.
 */
export interface AppPlan {
  readonly cluster: 'stack' | 'ack' | 'elsewhere' | 'none';
  readonly namespace: string | undefined;
  readonly services: readonly ServicePlan[];
  readonly hasAdapter: boolean;
  readonly hasDcgm: boolean;
  /** Whether what excludes each other is sorted out, as a user does who has read the first messages. */
  readonly isTidy: boolean;
}

/** One service and what is about it. */
export interface ServicePlan {
  readonly id: string;
  readonly backend: 'kserve' | 'deployment';
  readonly engine: 'vllm' | 'sglang' | 'nim' | 'huggingface' | 'runtime' | 'custom';
  readonly version: string;
  readonly model: 'hub' | 'claim' | 'storage' | 'image';
  readonly port: number | undefined;
  readonly cpu: number;
  readonly memoryMi: number;
  readonly gpus: number;
  readonly replicas: number | undefined;
  readonly env: Record<string, string>;
  readonly podLabels: Record<string, string>;
  readonly rollout: Rollout | undefined;
  readonly security: 'preset' | 'user' | 'none';
  readonly monitoring: 'default' | 'pods' | 'none';
  readonly startupSeconds: number | undefined;
  /** GPUs over which the engine splits the model. @default - not said */
  readonly split: number | undefined;
  readonly memoryShare: number | undefined;
  readonly rawArgs: readonly string[];
  readonly spread: 'none' | 'zones' | 'nodes';
  readonly budget: number | undefined;
  readonly callers: 'all' | 'gateway' | 'nobody';
  readonly exposure: 'default' | 'local' | 'node port' | 'load balancer';
  readonly scaler: ScalerPlan;
  readonly schedule: SchedulePlan | undefined;
  readonly hasPolicy: boolean;
}

/** Who scales it, and how. */
export interface ScalerPlan {
  readonly kind: 'none' | 'hpa' | 'keda' | 'kserve';
  readonly min: number;
  readonly max: number;
  readonly metrics: readonly MetricPlan[];
  readonly windowSeconds: number;
  readonly policyValue: number;
  readonly wakes: boolean;
}

/** One metric and its target. */
export interface MetricPlan {
  readonly of: 'running' | 'kv' | 'ttft' | 'tokens' | 'gpu' | 'cpu' | 'memory' | 'own' | 'raw';
  readonly value: number;
}

/** When it is scaled. */
export interface SchedulePlan {
  readonly cron: string;
  readonly hour: number;
  readonly replicas: number;
  readonly hasJob: boolean;
}

const oddNumber = fc.constantFrom(-1, 0, 0.5, 1e9, 2 ** 31, Number.NaN, Number.POSITIVE_INFINITY);
const oddText = fc.constantFrom(
  '',
  ' ',
  'Ünïcode',
  'a/b/c',
  'x'.repeat(70),
  '\u2028',
  '0o17',
  '\u0007',
  '__proto__',
  '"}',
);
/** Applications in which there is one bad value for so many times as many good ones. */
function appsWith(usualPerOdd: number): fc.Arbitrary<AppPlan> {
  /** Mostly the first, now and then the second. */
  function mostly<T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>, weight = 60): fc.Arbitrary<T | U> {
    return fc.oneof({ weight: weight * usualPerOdd, arbitrary: usual }, { weight: 1, arbitrary: odd });
  }
  const small = (least: number, most: number) => mostly(fc.integer({ min: least, max: most }), oddNumber);

  const metric: fc.Arbitrary<MetricPlan> = fc.record({
    of: fc.constantFrom('running', 'kv', 'ttft', 'tokens', 'gpu', 'cpu', 'memory', 'own', 'raw'),
    value: small(1, 90),
  });

  const scaler: fc.Arbitrary<ScalerPlan> = fc.record({
    kind: fc.constantFrom('none', 'hpa', 'hpa', 'keda', 'keda', 'kserve'),
    min: mostly(fc.integer({ min: 1, max: 3 }), oddNumber),
    max: mostly(fc.integer({ min: 3, max: 20 }), oddNumber),
    metrics: fc.uniqueArray(metric, { minLength: 1, maxLength: 3, selector: ({ of }) => of }),
    windowSeconds: small(0, 3600),
    policyValue: small(1, 100),
    wakes: fc.boolean(),
  });

  const schedule: fc.Arbitrary<SchedulePlan> = fc.record({
    cron: mostly(
      fc.constantFrom('0 0 8 * * 1-5', '0 30 20 * * mon-fri', '0 0 0 1 */3 ?'),
      fc.constantFrom('0 8 * * *', '0 0 25 * * *', 'x'),
    ),
    hour: mostly(fc.integer({ min: 9, max: 23 }), oddNumber),
    replicas: small(1, 5),
    hasJob: fc.boolean(),
  });

  const service: fc.Arbitrary<ServicePlan> = fc.record({
    id: mostly(
      fc.stringMatching(/^[A-Z][a-z]{2,8}[A-Z]?[a-z0-9]{0,6}$/),
      fc.constantFrom('7B', 'x'.repeat(50), 'ÄÖ', '--'),
    ),
    backend: fc.constantFrom('kserve', 'deployment'),
    engine: fc.constantFrom('vllm', 'vllm', 'sglang', 'nim', 'huggingface', 'runtime', 'custom'),
    version: mostly(fc.constantFrom('0.4.1', '0.8.5', '0.9.0', '0.11.0'), fc.constantFrom('latest', '', '99.0')),
    model: fc.constantFrom('hub', 'hub', 'claim', 'storage', 'image'),
    port: fc.option(small(1024, 65535), { nil: undefined }),
    cpu: mostly(fc.constantFrom(0.5, 1, 4, 16), oddNumber),
    memoryMi: mostly(fc.constantFrom(200, 512, 4096, 24576), fc.constantFrom(0, 0.5)),
    gpus: mostly(fc.constantFrom(0, 1, 1, 2, 8), fc.constantFrom(-1, 0.5)),
    replicas: fc.option(small(0, 4), { nil: undefined, freq: 2 }),
    env: fc.dictionary(mostly(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/), oddText), mostly(fc.string(), oddText), {
      maxKeys: 2,
    }),
    podLabels: fc.dictionary(
      mostly(fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?$/), oddText),
      mostly(fc.stringMatching(/^[a-z0-9]{1,10}$/), oddText),
      { maxKeys: 2 },
    ),
    rollout: fc.option(fc.constantFrom(...Object.values(Rollout)), { nil: undefined }),
    security: fc.constantFrom('preset', 'user', 'none'),
    monitoring: mostly(fc.constantFrom('default', 'default', 'pods'), fc.constant('none' as const), 8),
    startupSeconds: fc.option(small(10, 3600), { nil: undefined }),
    split: fc.option(small(1, 2), { nil: undefined, freq: 2 }),
    memoryShare: fc.option(mostly(fc.constantFrom(0.5, 0.9, 1), oddNumber), { nil: undefined }),
    rawArgs: mostly(
      fc.constantFrom([], ['--max-num-seqs', '64'], ['--dtype=auto']),
      fc.constantFrom(['--port', '1'], ['--api-key=abc'], ['--port 1'], ['--tensor-parallel-size=64'], ['\u2028']),
    ),
    spread: fc.constantFrom('none', 'zones', 'nodes'),
    budget: fc.option(small(1, 2), { nil: undefined }),
    callers: mostly(fc.constantFrom('all', 'gateway'), fc.constant('nobody' as const)),
    exposure: mostly(fc.constantFrom('default', 'local', 'node port'), fc.constant('load balancer' as const), 8),
    scaler,
    schedule: fc.option(schedule, { nil: undefined, freq: 3 }),
    hasPolicy: fc.boolean(),
  }) as fc.Arbitrary<ServicePlan>;

  return fc.record({
    cluster: mostly(fc.constantFrom('stack', 'ack', 'elsewhere'), fc.constant('none' as const), 12),
    namespace: mostly(fc.constantFrom('llm', 'default'), fc.constantFrom(undefined, 'Bad_Namespace')),
    services: fc.oneof(
      { weight: usualPerOdd - 1, arbitrary: service.map((one) => [one]) },
      {
        weight: 20,
        arbitrary: fc.uniqueArray(service, { minLength: 1, maxLength: 2, selector: ({ id }) => id.toLowerCase() }),
      },
    ),
    hasAdapter: mostly(fc.constant(true), fc.constant(false)),
    hasDcgm: mostly(fc.constant(true), fc.constant(false)),
    isTidy: mostly(fc.constant(true), fc.constant(false), 3),
  }) as fc.Arbitrary<AppPlan>;
}

/** A random application: every second one is refused. */
export const randomApp: fc.Arbitrary<AppPlan> = appsWith(1);

/** A random application that is accepted nearly always, and mostly has one service. */
export const soundApp: fc.Arbitrary<AppPlan> = appsWith(50);

const RUNTIMES = ['huggingface', 'runtime'];

/** Chooses among what excludes each other. */
export function tidy(plan: ServicePlan, clusterKind: AppPlan['cluster']): ServicePlan {
  const { scaler: scaling, engine: kind } = plan;
  const isKServe = plan.backend === 'kserve' || RUNTIMES.includes(kind) || scaling.kind === 'kserve';
  const hasPrometheus = clusterKind !== 'none' && plan.monitoring !== 'none';
  const isUsable = ({ of }: MetricPlan) => {
    if (of === 'cpu' || of === 'memory') return true;
    if (of === 'raw') return scaling.kind === 'hpa';
    if (of === 'gpu') return clusterKind !== 'none' && plan.gpus !== 0 && scaling.kind !== 'kserve';
    if (scaling.kind === 'kserve' && (of === 'kv' || of === 'ttft')) return false;
    return hasPrometheus && (kind !== 'runtime' || of === 'own');
  };
  const usable = scaling.metrics.filter(isUsable);
  const byKeda = clusterKind !== 'ack' || scaling.kind === 'keda';
  const canSchedule = scaling.kind === 'none' || (scaling.kind === 'hpa' && !byKeda) || scaling.kind === 'keda';
  const within = Math.max(Math.min(plan.schedule?.replicas ?? 1, scaling.max), scaling.wakes ? 0 : scaling.min);
  const isScheduled = plan.schedule !== undefined && canSchedule && clusterKind !== 'none';
  return {
    ...plan,
    backend: isKServe ? 'kserve' : 'deployment',
    model: tidyModel(plan, isKServe),
    replicas: isScheduled ? undefined : plan.replicas,
    split: plan.gpus > 0 && plan.split !== undefined ? Math.min(plan.split, plan.gpus) : undefined,
    exposure: isKServe === (plan.exposure === 'local') ? plan.exposure : 'default',
    monitoring: clusterKind === 'none' ? 'default' : plan.monitoring,
    scaler: { ...scaling, metrics: usable.length > 0 ? usable : [{ of: 'cpu', value: 50 }] },
    schedule:
      isScheduled && plan.schedule
        ? {
            ...plan.schedule,
            hasJob: plan.schedule.hasJob && !byKeda,
            replicas: scaling.kind === 'none' ? plan.schedule.replicas : within,
          }
        : undefined,
  };
}

function tidyModel({ engine: kind, model: wanted }: ServicePlan, isKServe: boolean): ServicePlan['model'] {
  if (kind === 'nim') return 'image';
  if (kind === 'custom') return wanted === 'hub' || (wanted === 'storage' && !isKServe) ? 'claim' : wanted;
  if (kind === 'runtime') return wanted === 'claim' ? 'claim' : 'storage';
  return wanted === 'image' || (wanted === 'storage' && !isKServe) ? 'hub' : wanted;
}
