import type { Line, Panel } from '../report/chart';
import { greatest } from '../report/downsample';
import { formatSpan } from '../report/format';
import type { RehearsalResult, ServiceResult, Steps } from '../result';
import type { Comparison, Labelled } from './compare';

/** Each ends when its replicas have come down again; so much does not matter. */
const SAME_LENGTH = 0.05;

/** How far the values of a series are from each other. */
type Spacing = 'stepSeconds' | 'intervalSeconds';

/** The same quantity of both rehearsals in one chart each. */
export function overlayPanels(comparison: Comparison): Panel[] {
  const { before, after } = comparison;
  const { objectives } = after.result.inputs;
  const longest = longestOf(comparison);
  const lineOf = ({ label, result }: Labelled, values: Steps, every: Spacing) =>
    ({ name: label, values: padded(values, longest / result[every]), shape: 'step' }) as const;
  const names = new Set([...before.result.services, ...after.result.services].map(keyOf));
  const several = names.size > 1;
  return [...names].sort().flatMap((key) => {
    const [one, other] = [before, after].map(({ result }) => result.services.find((each) => keyOf(each) === key));
    const pair = (of: (service: ServiceResult) => Steps, every: Spacing = 'intervalSeconds'): Line[] => [
      ...(one ? [{ ...lineOf(before, of(one), every), color: 'grey', isDashed: true } as const] : []),
      ...(other ? [{ ...lineOf(after, of(other), every), color: 'blue' } as const] : []),
    ];
    const stepped = (of: (service: ServiceResult) => Steps) => pair(of, 'stepSeconds');
    const panels: Panel[] = [
      { title: 'Desired replicas', unit: 'count', isWhole: true, lines: stepped(({ steps }) => steps.specReplicas) },
      { title: 'Ready replicas', unit: 'count', isWhole: true, lines: stepped(({ steps }) => steps.ready) },
      { title: 'Requests waiting', unit: 'count', isWhole: true, lines: stepped(({ steps }) => steps.waiting) },
      latency(
        'Time to first token, p95',
        pair(({ intervals }) => intervals.ttft.p95),
        boundOf(after.result, 'ttft'),
      ),
      latency(
        'Time per output token, p95',
        pair(({ intervals }) => intervals.tpot.p95),
        boundOf(after.result, 'tpot'),
      ),
      latency(
        'End-to-end latency, p95',
        pair(({ intervals }) => intervals.e2e.p95),
        boundOf(after.result, 'e2e'),
      ),
      ...objectives.map(
        ({ name, quantile }, index): Panel => ({
          title: `Requests within ${name}`,
          unit: 'share',
          shows: 'min',
          lines: pair(({ intervals }) => intervals.attainment[index] ?? []),
          bounds: [{ name: 'demanded', value: quantile }],
        }),
      ),
    ];
    return panels
      .filter(({ lines }) => lines.some(({ values }) => values.some((value) => value !== null)))
      .map((panel) => (several ? { ...panel, title: `${key}: ${panel.title}` } : panel));
  });
}

/** How many seconds the longer of the two takes: as long as the time axis of both. */
export function longestOf({ before, after }: Comparison): number {
  return Math.max(before.result.seconds, after.result.seconds);
}

/** How the two are called in headings. */
export function comparisonTitle({ before, after }: Comparison): string {
  return `${after.label} beside ${before.label}`;
}

/** What has to be the same for the comparison to mean anything, and is not; empty where all is. */
export function caveats({ before, after }: Comparison): string[] {
  const [one, other]: [RehearsalResult, RehearsalResult] = [before.result, after.result];
  const differences: string[] = [];
  if (one.inputs.traffic.title !== other.inputs.traffic.title) differences.push('the traffic differs');
  const isLonger = Math.abs(one.seconds - other.seconds) > SAME_LENGTH * one.seconds;
  if (isLonger) differences.push(`they end after ${formatSpan(one.seconds)} and ${formatSpan(other.seconds)}`);
  const missing = (from: Labelled, than: Labelled) =>
    from.result.services.map(keyOf).filter((key) => !than.result.services.some((each) => keyOf(each) === key));
  for (const key of missing(before, after)) differences.push(`${key} is only in ${before.label}`);
  for (const key of missing(after, before)) differences.push(`${key} is only in ${after.label}`);
  return differences;
}

/** A series in an axis that has room for so many values: nothing is measured after its end. */
function padded(values: Steps, room: number): Steps {
  return [...values, ...Array.from({ length: Math.ceil(room) - values.length }, () => null)];
}

function latency(title: string, lines: Line[], bound: number | undefined): Panel {
  const most = Math.max(...lines.map(({ values }) => greatest(values)));
  return {
    title,
    unit: 'seconds',
    lines,
    isLog: bound !== undefined && most > 20 * bound,
    bounds: bound === undefined ? [] : [{ name: 'objective', value: bound }],
  };
}

function boundOf({ inputs }: RehearsalResult, measure: string): number | undefined {
  return inputs.objectives.find((each) => each.measure === measure)?.seconds;
}

function keyOf({ namespace, name }: ServiceResult): string {
  return `${namespace}/${name}`;
}
