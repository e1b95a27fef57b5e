import type {
  Objective,
  Percentiles,
  PoolResult,
  RehearsalResult,
  ScalerResult,
  ServiceResult,
  Steps,
} from '../result';
import type { Bound, Color, Line, Panel } from './chart';
import { greatest } from './downsample';
import { valueAt } from './value-at';

/** A latency whose worst is so many times its objective, or its median, is drawn in powers of ten. */
const LOG_FROM = 20;
const QUANTILES: readonly (readonly [keyof Percentiles<Steps>, Color])[] = [
  ['p50', 'teal'],
  ['p95', 'blue'],
  ['p99', 'violet'],
];
const POOL_COLORS: readonly Color[] = ['green', 'blue', 'violet', 'teal', 'pink'];

/** The charts of a service, from what comes in to what users feel. */
export function panelsOf(service: ServiceResult, { objectives }: RehearsalResult['inputs']): Panel[] {
  const { steps, intervals } = service;
  const panels: Panel[] = [
    {
      title: 'Arrivals',
      note: 'requests per second',
      unit: 'perSecond',
      lines: [{ name: 'arrivals', values: steps.arrivalsPerSecond, color: 'grey', shape: 'area' }],
    },
    {
      title: 'Requests in the service',
      note: 'all pods together',
      unit: 'count',
      isWhole: true,
      lines: [
        { name: 'running', values: steps.running, color: 'blue' },
        { name: 'waiting', values: steps.waiting, color: 'orange' },
      ],
    },
    replicasPanel(service),
    ...service.scalers.flatMap(metricPanels),
    {
      title: 'KV cache and GPU',
      note: 'mean of the ready pods',
      unit: 'share',
      lines: [
        { name: 'KV cache used', values: steps.kvCacheUsage, color: 'violet' },
        { name: 'GPU busy', values: steps.gpuUtilization, color: 'green' },
      ],
    },
    latencyPanel('Time to first token', 'ttft', intervals.ttft, objectives),
    latencyPanel('Time per output token', 'tpot', intervals.tpot, objectives),
    latencyPanel('End-to-end latency', 'e2e', intervals.e2e, objectives),
  ];
  return [...panels, ...attainmentPanels(service, objectives), ...failurePanels(service)].filter(hasValues);
}

/** The nodes of all pools, one on top of the other. */
export function poolPanels(pools: readonly PoolResult[]): Panel[] {
  if (pools.length === 0) return [];
  const lines = pools.map(
    ({ name, nodes }, index): Line => ({
      name: `${name} ready`,
      values: nodes,
      color: POOL_COLORS[index % POOL_COLORS.length],
      shape: 'stack',
    }),
  );
  const starting: Line = {
    name: 'starting',
    values: sumOf(pools.map((pool) => pool.starting)),
    color: 'yellow',
    shape: 'stack',
  };
  const used: Line = {
    name: 'GPUs used',
    values: sumOf(pools.map(({ gpusUsed }) => gpusUsed)),
    color: 'grey',
    shape: 'step',
    isDashed: true,
  };
  return [{ title: 'Nodes', note: 'by pool', unit: 'count', isWhole: true, lines: [...lines, starting, used] }];
}

function replicasPanel({ steps, scalers }: ServiceResult): Panel {
  const bounds = scalers.map(({ maxReplicas }): Bound => ({ name: 'maxReplicas', value: maxReplicas }));
  const wanted = scalers.map(
    (scaler): Line => ({
      name: scalers.length > 1 ? `${scaler.name} wants` : 'metrics ask for',
      values: scaler.wanted,
      color: 'pink',
      shape: 'step',
      isDashed: true,
    }),
  );
  const highest = Math.max(greatest(steps.specReplicas), greatest(steps.replicas), ...bounds.map(({ value }) => value));
  return {
    title: 'Replicas',
    unit: 'count',
    isWhole: true,
    top: highest * 1.15,
    bounds,
    lines: [
      { name: 'ready', values: steps.ready, color: 'green', shape: 'stack' },
      { name: 'starting', values: steps.starting, color: 'yellow', shape: 'stack' },
      { name: 'pending', values: steps.pending, color: 'orange', shape: 'stack' },
      { name: 'desired', values: steps.specReplicas, color: 'blue', shape: 'step' },
      ...wanted,
    ],
  };
}

function metricPanels({ metrics }: ScalerResult): Panel[] {
  return metrics.map(({ name, targetType, target, values }) => {
    const isUtilization = targetType === 'Utilization';
    return {
      title: name,
      note: NOTES[targetType],
      unit: isUtilization ? 'percent' : 'count',
      lines: [{ name: 'seen by the scaler', values, color: 'blue' }],
      bounds: [{ name: 'target', value: target }],
    };
  });
}

const NOTES = {
  Utilization: 'percent of what the pods request, as the scaler sees it',
  AverageValue: 'per pod, as the scaler sees it',
  Value: 'as the scaler sees it',
} as const;

function latencyPanel(
  title: string,
  measure: Objective['measure'],
  values: Percentiles<Steps>,
  objectives: readonly Objective[],
): Panel {
  const bounds = objectives
    .filter((each) => each.measure === measure)
    .map(({ name, seconds }): Bound => ({ name: name.slice(0, name.indexOf('=')), value: seconds }));
  const usual = bounds.length > 0 ? Math.max(...bounds.map(({ value }) => value)) : medianOf(values.p50);
  return {
    title,
    note: 'by arrival',
    unit: 'seconds',
    isLog: greatest(values.p99) > LOG_FROM * usual && usual > 0,
    bounds,
    lines: QUANTILES.map(([name, color]) => ({ name, values: values[name], color })),
  };
}

function attainmentPanels({ intervals }: ServiceResult, objectives: readonly Objective[]): Panel[] {
  if (objectives.length === 0) return [];
  const colors: readonly Color[] = ['green', 'blue', 'violet', 'teal', 'pink'];
  const lines = objectives.map(
    ({ name }, index): Line => ({ name, values: intervals.attainment[index], color: colors[index % colors.length] }),
  );
  const demanded = Math.max(...objectives.map(({ quantile }) => quantile));
  return [
    {
      title: 'Requests within the objective',
      unit: 'share',
      shows: 'min',
      lines,
      bounds: [{ name: 'demanded', value: demanded }],
    },
  ];
}

function failurePanels({ intervals }: ServiceResult): Panel[] {
  const all: readonly Line[] = [
    { name: 'rejected', values: intervals.rejected, color: 'red' },
    { name: 'abandoned', values: intervals.abandoned, color: 'orange' },
    { name: 'timed out', values: intervals.timedOut, color: 'violet' },
  ];
  const lines = all.filter(({ values }) => greatest(values) > 0);
  return lines.length === 0
    ? []
    : [{ title: 'Failed requests', note: 'per interval', unit: 'count', isWhole: true, lines }];
}

/** A panel of which nothing was measured says nothing. */
function hasValues({ lines }: Panel): boolean {
  return lines.some(({ values }) => values.some((value) => value !== null));
}

function medianOf(values: Steps): number {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** One column or more, added up. */
function sumOf(columns: readonly Steps[]): Steps {
  return columns[0].map((_, at) => columns.reduce((sum, column) => sum + valueAt(column, at), 0));
}
