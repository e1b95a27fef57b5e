import type { StackGraph } from '../../stack/graph';
import type { MetricWire } from '../../stack/nodes';
import { nameOf, type Rule, wrong } from '../rule';
import { meaningOf } from './meaning';
import { alsoOf } from './queries';

/** These are full as soon as there is work, and cannot be fuller. */
const SATURATING = [
  'GPU utilization',
  'SM activity',
  'graphics engine activity',
  'GPU utilization of the engine',
  'utilization',
];

/** A metric that is soon full is not the only one. */
export const metricSaturating: Rule = {
  name: 'metric/saturating',
  severity: 'info',
  demands: 'utilization of a GPU is not all that a service scales by',
  why: 'A GPU is nearly fully used as soon as the engine has work, so that it does not tell little load from far too much, and each step adds at most the share that is missing to 100 %.',
  link: 'https://cloud.google.com/kubernetes-engine/docs/best-practices/machine-learning/inference/autoscaling',
  *check(graph) {
    for (const scaler of graph.scalers) {
      const { metrics, manifest, madeBy } = scaler;
      if (madeBy === 'KEDA' || metrics.length === 0 || !metrics.every((metric) => saturates(graph, metric))) continue;
      yield wrong(
        manifest,
        metrics[0].path,
        `${nameOf(manifest)} scales by GPU utilization alone`,
        'add the waiting or running requests of the engine, by which one step reaches the right size',
        { also: alsoOf(metrics[0]) },
      );
    }
  },
};

function saturates(graph: StackGraph, metric: MetricWire): boolean {
  const meaning = meaningOf(graph, metric);
  return meaning !== undefined && SATURATING.includes(meaning.known.row.concept);
}
