import type {
  Decision,
  Intervals,
  Percentiles,
  RehearsalResult,
  ServiceResult,
  Totals,
} from '../../src/rehearsal/result';

/** What a made-up result is made of. */
export interface Made {
  readonly name?: string;
  readonly namespace?: string;
  readonly seconds?: number;
  readonly stepSeconds?: number;
  readonly intervalSeconds?: number;
  readonly maxReplicas?: number;
  /** Nodes that the pool may have. */
  readonly nodes?: number;
  readonly price?: number;
}

const PER_REPLICA = 4;
const TARGET = 20;

/**
 * A result made by hand, to draw: a service under a wave of traffic with a spike, a scaler that follows it with the words
 * of the HPA, and a pool whose nodes take minutes. It is plain and repeatable, and no model of anything.
 */
export function madeResult(made: Made = {}): RehearsalResult {
  const { name = 'gemma', namespace = 'llm', seconds = 7200, stepSeconds = 15, intervalSeconds = 60 } = made;
  const { maxReplicas = 8, nodes: mostNodes = 6, price = 2.5 } = made;
  const count = seconds / stepSeconds;
  const columns = () => Array.from({ length: count }, () => 0 as number | null);
  const steps = {
    arrivalsPerSecond: columns(),
    running: columns(),
    waiting: columns(),
    kvCacheUsage: columns(),
    gpuUtilization: columns(),
    specReplicas: columns(),
    replicas: columns(),
    ready: columns(),
    pending: columns(),
    starting: columns(),
    terminating: columns(),
  };
  const [wanted, desired, value, nodes, nodesStarting, gpusUsed] = [
    columns(),
    columns(),
    columns(),
    columns(),
    columns(),
    columns(),
  ];
  const heldBackBy: (string | null)[] = Array.from({ length: count }, () => null);
  const decisions: Decision[] = [];
  const say = (at: number, reason: string, message: string, from: number | null = null, to: number | null = null) =>
    decisions.push({
      at,
      controller: 'HorizontalPodAutoscaler',
      object: `${namespace}/${name}-hpa`,
      reason,
      message,
      from,
      to,
    });
  let [spec, queue, quietSince, nodeCount] = [1, 0, 0, 1];
  const pods: number[] = [0];
  const nodeReady: number[] = [0];
  for (let k = 0; k < count; k += 1) {
    const now = k * stepSeconds;
    const wave = 3 + 9 * (1 - Math.cos((2 * Math.PI * now) / seconds)) + 2 * Math.sin(k / 7);
    const spike = now > seconds * 0.3 && now < seconds * 0.36 ? 22 : 0;
    const rate = Math.max(0, wave + spike);
    const ready = pods.filter((at) => at <= now).length;
    const served = Math.min(rate + queue / stepSeconds, ready * PER_REPLICA);
    queue = Math.max(0, queue + (rate - served) * stepSeconds);
    const running = Math.round(served * 6);
    const metric = (running + queue) / Math.max(1, ready);
    const isMissing = now > seconds * 0.8 && now < seconds * 0.82;
    const asked = Math.max(1, Math.ceil((ready * metric) / TARGET - 0.05));
    const capped = Math.min(maxReplicas, asked);
    let to = capped;
    let held: string | null = null;
    if (isMissing) [to, held] = [spec, 'FailedGetPodsMetric'];
    else if (asked > maxReplicas) held = 'TooManyReplicas';
    if (!isMissing && capped > spec + 2) [to, held] = [spec + 2, 'ScaleUpLimit'];
    if (!isMissing && capped < spec) {
      if (now - quietSince < 300) [to, held] = [spec, 'ScaleDownStabilized'];
    } else quietSince = now;
    if (to !== spec) {
      const why = to > spec ? 'pods metric vllm_num_requests_running above target' : 'All metrics below target';
      say(now, 'SuccessfulRescale', `New size: ${to}; reason: ${why}`, spec, to);
    }
    const before = k === 0 ? null : heldBackBy[k - 1];
    if (held !== null && held !== before) say(now, held, MESSAGES[held]);
    spec = to;
    while (nodeReady.length < Math.min(mostNodes, spec)) {
      nodeReady.push(now + 180);
      decisions.push({
        at: now,
        controller: 'NodePool',
        object: 'gpu',
        reason: 'TriggeredScaleUp',
        message: `pod triggered scale-up: [{gpu ${nodeCount}->${nodeCount + 1} (max: ${mostNodes})}]`,
        from: nodeCount,
        to: nodeCount + 1,
      });
      nodeCount += 1;
    }
    pods.length = Math.min(pods.length, spec);
    while (pods.length < Math.min(spec, mostNodes)) pods.push(Math.max(now, nodeReady[pods.length]) + 90);
    const usable = nodeReady.filter((at) => at <= now).length;
    const placed = Math.min(spec, usable);
    Object.assign(
      steps,
      set(steps, k, {
        arrivalsPerSecond: rate,
        running,
        waiting: Math.round(queue),
        kvCacheUsage: Math.min(1, metric / 60),
        gpuUtilization: Math.min(1, served / (ready * PER_REPLICA || 1)),
        specReplicas: spec,
        replicas: spec,
        ready: pods.filter((at) => at <= now).length,
        pending: spec - placed,
        starting: placed - Math.min(placed, pods.filter((at) => at <= now).length),
        terminating: 0,
      }),
    );
    [wanted[k], desired[k], value[k], heldBackBy[k]] = [isMissing ? null : asked, to, isMissing ? null : metric, held];
    [nodes[k], nodesStarting[k], gpusUsed[k]] = [usable, nodeReady.length - usable, placed];
  }
  const intervals = seconds / intervalSeconds;
  const per = intervalSeconds / stepSeconds;
  const column = (of: (k: number) => number | null) =>
    Array.from({ length: intervals }, (_, i) => of(Math.min(count - 1, i * per + per - 1)));
  const waitingAt = (k: number) => (steps.waiting[k] ?? 0) / Math.max(1, (steps.ready[k] ?? 0) * PER_REPLICA);
  const ttft = (factor: number) => column((k) => 0.18 * factor + waitingAt(k) * factor);
  const tpot = (factor: number) => column((k) => (0.02 + 0.03 * (steps.gpuUtilization[k] ?? 0)) * factor);
  const e2e = (factor: number) => column((k) => 4 * factor + waitingAt(k) * factor);
  const requests = column((k) => Math.round((steps.arrivalsPerSecond[k] ?? 0) * intervalSeconds));
  const within = column((k) => Math.max(0, Math.min(1, 1.12 - waitingAt(k) / 12)));
  const total = requests.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const kept = requests.reduce<number>((sum, each, i) => sum + (each ?? 0) * (within[i] ?? 0), 0) / total;
  const nodeGpuSeconds = nodes.reduce<number>(
    (sum, each, k) => sum + ((each ?? 0) + (nodesStarting[k] ?? 0)) * stepSeconds,
    0,
  );
  const objective = { name: 'ttft-p95=2s', measure: 'ttft', quantile: 0.95, seconds: 2 } as const;
  const cost = (nodeGpuSeconds / 3600) * price;
  const spread = (of: (factor: number) => Intervals): Percentiles<Intervals> => ({
    p50: of(0.5),
    p90: of(1.1),
    p95: of(1.4),
    p99: of(2.3),
  });
  const totals: Totals = {
    requests: total,
    completed: total - 12,
    rejected: 0,
    abandoned: 9,
    timedOut: 3,
    unfinished: 0,
    promptTokens: total * 1100,
    generatedTokens: total * 210,
    ttft: { p50: 0.21, p90: 3.4, p95: 6.8, p99: 21.4 },
    tpot: { p50: 0.024, p90: 0.047, p95: 0.052, p99: 0.071 },
    e2e: { p50: 5.1, p90: 16.2, p95: 21.9, p99: 44.8 },
    attainment: [{ objective, share: kept, isMet: kept >= 0.95 }],
    podGpuSeconds: gpusUsed.reduce<number>((sum, each) => sum + (each ?? 0) * stepSeconds, 0),
    nodeGpuSeconds,
    cost,
    replicas: { min: 1, mean: mean(steps.specReplicas), max: Math.max(...steps.specReplicas.map((each) => each ?? 0)) },
    rescales: decisions.filter(({ reason }) => reason === 'SuccessfulRescale').length,
  };
  const service: ServiceResult = {
    name,
    namespace,
    target: `Deployment ${name}`,
    engine: 'vLLM 0.11.0',
    gpusPerPod: 1,
    steps,
    totals,
    scalers: [
      {
        kind: 'HorizontalPodAutoscaler',
        name: `${name}-hpa`,
        namespace,
        minReplicas: 1,
        maxReplicas,
        wanted,
        desired,
        heldBackBy,
        metrics: [
          {
            name: 'vllm_num_requests_running',
            type: 'Pods',
            targetType: 'AverageValue',
            target: TARGET,
            query: 'vllm:num_requests_running',
            values: value,
            wanted,
          },
        ],
      },
    ],
    intervals: {
      requests,
      ttft: spread(ttft),
      tpot: spread(tpot),
      e2e: spread(e2e),
      attainment: [within],
      rejected: column(() => 0),
      abandoned: column(() => 0),
      timedOut: column(() => 0),
    },
  };
  return {
    format: 'cdk8s-llm-inference/rehearsal/v1',
    startsAt: '2026-01-05T00:00:00.000Z',
    seconds,
    stepSeconds,
    intervalSeconds,
    services: [service],
    totals,
    decisions,
    pools: [
      { name: 'gpu', gpusPerNode: 1, nodes, starting: nodesStarting, gpusUsed, gpuSeconds: nodeGpuSeconds, cost },
    ],
    inputs: {
      seed: 1,
      traffic: { title: 'wave with a spike', requests: total, skipped: 0 },
      objectives: [objective],
      parameters: [
        {
          of: name,
          name: 'iteration overhead',
          value: 9.8,
          unit: 'ms',
          origin: 'fitted',
          note: 'published profile of Llama-3-8B on A100',
        },
        { of: 'gpu', name: 'node start', value: 180, unit: 's', origin: 'default', note: 'a usual value' },
      ],
      assumptions: ['requests go to the pod with the fewest outstanding'],
      versions: { kubernetes: '1.35', keda: '2.20' },
    },
  };
}

const MESSAGES: Readonly<Record<string, string>> = {
  FailedGetPodsMetric:
    'failed to get pods metric value: unable to get metric vllm_num_requests_running: no metrics returned from custom metrics API',
  TooManyReplicas: 'the desired replica count is more than the maximum replica count',
  ScaleUpLimit: 'the desired replica count is increasing faster than the maximum scale rate',
  ScaleDownStabilized:
    'recent recommendations were higher than current one, applying the highest recent recommendation',
};

function set<T extends Readonly<Record<string, (number | null)[]>>>(
  columns: T,
  at: number,
  values: Readonly<Record<keyof T, number>>,
): T {
  for (const [key, value] of Object.entries(values)) columns[key][at] = value;
  return columns;
}

function mean(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, each) => sum + (each ?? 0), 0) / values.length;
}
