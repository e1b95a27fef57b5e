import type { Problem, Rule } from '../rule';
import { type MissedSelector, missedSelectors } from './misses';
import { alsoOf, badPlace } from './queries';

/** These name the exporter where Prometheus does not keep what the exporter says. */
const EXPORTED = ['namespace', 'pod', 'container'];

/** GPU series are asked for by the labels that name the workload. */
export const metricGpuLabels: Rule = {
  name: 'metric/gpu-labels',
  severity: 'error',
  demands: 'GPU series are asked for by the labels that name the workload, and not by those of the exporter',
  why: "Without honorLabels, 'pod' and 'namespace' of a GPU series are the exporter's, and the workload's are 'exported_pod' and 'exported_namespace': the answer is empty.",
  link: 'https://github.com/NVIDIA/dcgm-exporter/issues/188',
  *check(graph) {
    for (const missed of missedSelectors(graph, 'label')) if (isOfExporter(missed)) yield ofExporter(missed);
  },
};

/** A condition on a label that holds where the GPU exporter runs. */
export function isOfExporter({ miss }: MissedSelector): boolean {
  const { source, matcher } = miss;
  if (source?.from !== 'gpu exporter' || matcher === undefined) return false;
  return EXPORTED.includes(matcher.label) && source.labels.values.has(`exported_${matcher.label}`);
}

function ofExporter({ metric, wire, miss }: MissedSelector): Problem {
  const label = miss.matcher?.label ?? '';
  const wrongOnes = wire.selector.matchers.filter((each) => EXPORTED.includes(each.label));
  const right = wrongOnes.map((each) => `exported_${each.label}${each.operator}"${each.value}"`);
  return badPlace(
    wire.place,
    `asks for ${wire.selector.name} by '${label}', which names the exporter and not the workload`,
    metric.from === 'prometheus'
      ? `write ${right.join(' and ')}`
      : `map exported_${label} in the overrides of the rule, or set honorLabels: true in the monitor of the exporter`,
    { also: alsoOf(metric) },
  );
}
