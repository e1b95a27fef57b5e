import type { WorkloadNode } from '../../stack/nodes';
import type { Rule } from '../rule';
import { type Meaning, meaningOf, plain, targetOf } from './meaning';
import { alsoOf, badPlace } from './queries';

/** The controller does nothing as long as the value is at most so many times the target. */
const TOLERANCE = 1.1;

/** What is steered to can be exceeded. */
export const metricNeverReached: Rule = {
  name: 'metric/never-reached',
  severity: 'warning',
  demands: 'a metric can exceed its target by more than the tolerance of the controller',
  why: 'The HPA controller does nothing until the value is a tenth above the target: what cannot get there never scales out.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#tolerance',
  *check(graph) {
    for (const metric of graph.metrics) {
      const meaning = meaningOf(graph, metric);
      const value = targetOf(metric);
      if (meaning === undefined || value === undefined || metric.target === undefined) continue;
      // A total of all pods that is not divided has no bound.
      if (metric.comparison === 'Value' && (meaning.by === undefined || meaning.by === 'sum')) continue;
      const most = boundOf(meaning, metric.scaler.workload?.to);
      if (most === undefined || value * TOLERANCE < most.value || isOfAnotherUnit(meaning, value)) continue;
      const least = Math.floor((most.value / TOLERANCE) * 100) / 100;
      yield badPlace(
        metric.target,
        `must be below ${plain(least)}: ${meaning.name} is at most ${plain(most.value)} ${most.why}, and has to exceed the target by a tenth`,
        `write ${plain(suggestion(most.value))}`,
        { also: alsoOf(metric) },
      );
    }
  },
};

interface Bound {
  readonly value: number;
  readonly why: string;
}

function boundOf({ unit, known }: Meaning, workload: WorkloadNode | undefined): Bound | undefined {
  if (unit === 'ratio') return { value: 1, why: 'as a ratio' };
  if (unit === 'percent') return { value: 100, why: 'as a percentage' };
  const engine = workload?.engine;
  if (known.row.concept !== 'running requests' || engine?.table.title !== known.table.title) return undefined;
  const option = BATCH_OPTIONS[engine.table.title];
  const value = option === undefined ? undefined : optionValue(engine.container.words, option);
  return value === undefined ? undefined : { value, why: `in a pod with ${option} ${value}` };
}

/** How engines are told how many requests to work on at once. */
const BATCH_OPTIONS: Readonly<Record<string, string>> = {
  vLLM: '--max-num-seqs',
  "KServe's huggingface server": '--max-num-seqs',
  SGLang: '--max-running-requests',
};

function optionValue(words: readonly string[], option: string): number | undefined {
  const index = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const value = index < 0 ? undefined : Number(words[index].split('=')[1] ?? words[index + 1]);
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
}

/** Another rule says that. */
function isOfAnotherUnit({ unit }: Meaning, value: number): boolean {
  return (unit === 'ratio' && value > 1) || (unit === 'percent' && value > 100);
}

/** Four fifths leave room to scale before the pods are full. */
function suggestion(most: number): number {
  return most >= 10 ? Math.floor(most * 0.8) : Math.round(most * 80) / 100;
}
