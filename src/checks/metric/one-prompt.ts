import type { MetricWire } from '../../stack/nodes';
import { decimalOf, quantityOf } from '../numbers';
import { type Rule, wrongValue } from '../rule';
import { servingContainers } from '../workload/arguments';

/** One request does not ask for another replica. */
export const onePrompt: Rule = {
  name: 'metric/one-prompt',
  severity: 'warning',
  demands: 'a target of prompt tokens per second is not exceeded by a single prompt',
  why: 'The tokens of a prompt are counted all at once: one long prompt looks like a load for several replicas, which are of no use to it.',
  link: 'https://docs.vllm.ai/en/latest/usage/metrics.html',
  *check(graph) {
    const servings = new Map(servingContainers(graph).map((serving) => [serving.workload, serving]));
    for (const metric of graph.metrics) {
      const workload = metric.scaler.workload?.to;
      const serving = workload && servings.get(workload);
      const longest = decimalOf(serving?.args.get(serving.flags.maxModelLen));
      const seconds = windowOf(metric);
      const target =
        metric.target === undefined ? undefined : (quantityOf(metric.target.value)?.milli ?? Number.NaN) / 1000;
      if (serving === undefined || longest === undefined || seconds === undefined || target === undefined) continue;
      const ofOne = Math.ceil(longest / seconds);
      if (!(target > 0 && target < ofOne) || metric.target === undefined) continue;
      yield wrongValue(
        metric.target.manifest,
        metric.target.path,
        `must be above ${ofOne}: one prompt of ${longest} tokens, which --${serving.flags.maxModelLen} allows, is as much per second over ${seconds} s`,
        `write ${ofOne * 2} or more, or scale on the waiting requests`,
        { also: [serving.workload.manifest] },
      );
    }
  },
};

/** The window over which the rate of prompt tokens is taken, where that is what the query asks for. */
function windowOf({ selectors }: MetricWire): number | undefined {
  const [only] = selectors;
  if (selectors.length !== 1 || only.row?.concept !== 'prompt tokens') return undefined;
  return only.selector.inside.includes('rate') ? only.selector.rangeSeconds : undefined;
}
