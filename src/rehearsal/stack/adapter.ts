import { fillTemplate, labelOf } from '../../stack/adapter-names';
import type { AdapterNode, AdapterRuleNode, ExposedBy } from '../../stack/adapter-nodes';
import { valueAt } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import { type Manifest, VALUES_KIND } from '../../stack/manifest';
import type { ScalerNode } from '../../stack/nodes';
import { Unreadable } from '../reader';
import { millisecondsOf } from './scrapes';
import { DEFAULT_NAMESPACE, titleOf } from './title';

/** What makes a metric of the custom metrics API: what is asked of Prometheus. */
export interface AdapterRule {
  /** What HPAs know the metric by. */
  readonly metric: string;
  /** Finds the series. */
  readonly seriesQuery: string;
  /** Asks for the values of the pods; nothing where the rule has no template that can be filled in. */
  readonly metricsQuery: string | undefined;
  /** The label that holds the namespace; nothing where the rule names none. */
  readonly namespaceLabel: string | undefined;
  /** The label that holds the name of the pod; nothing where the rule names none. */
  readonly podLabel: string | undefined;
  /** What messages call the object that the rule is in: `ConfigMap monitoring/adapter`, `the values of its chart`. */
  readonly from: string;
}

/** Stands in a query for the pods of the service, which are known only when it is asked. */
export const PODS = '<pods>';

/** What the Helm charts set; the program's own default is ten minutes. */
const DEFAULT_RELIST_MS = 60_000;
const RELIST: Readonly<Record<AdapterNode['form'], readonly string[]>> = {
  // The program has it as an argument.
  configuration: [],
  'chart values': ['metricsRelistInterval'],
  'Alibaba Cloud chart values': ['AlibabaCloudMetricsAdapter', 'prometheus', 'metricsRelistInterval'],
};

/** How often an adapter looks for series; nothing where none is configured by the manifests. */
export function relistMsOf({ adapters }: StackGraph): number | Unreadable | undefined {
  const reasons = adapters.flatMap(({ manifest, problem }) => {
    if (problem === undefined) return [];
    const line = problem.line === undefined ? '' : `line ${problem.line}: `;
    return [`${originOf(manifest)} cannot be read by the adapter: ${line}${problem.message}`];
  });
  if (reasons.length > 0) return new Unreadable(reasons);
  if (adapters.length === 0) return undefined;
  const written = adapters.map(({ form, data }) => millisecondsOf(valueAt(data, RELIST[form])));
  return written.find((each) => each !== undefined) ?? DEFAULT_RELIST_MS;
}

/** The rules that make the custom metrics of an HPA. */
export function customRulesOf({ metrics, namespace = DEFAULT_NAMESPACE }: ScalerNode): readonly AdapterRule[] {
  return metrics.flatMap(({ from, name, rules: [rule] }) =>
    from === 'pods' && rule ? [customRuleOf(String(name?.value), rule, namespace)] : [],
  );
}

function customRuleOf(metric: string, { to: rule, series }: ExposedBy, namespace: string): AdapterRule {
  return {
    metric,
    seriesQuery: discoveryOf(rule, series),
    metricsQuery: fillTemplate(rule, series, namespace, [PODS]) || undefined,
    namespaceLabel: labelOf(rule, 'namespace'),
    podLabel: labelOf(rule, 'pod'),
    from: originOf(rule.adapter.manifest),
  };
}

/** A rule about many series looks for all of them; here the one is that the metric is made of. */
function discoveryOf({ seriesQuery }: AdapterRuleNode, series: string): string {
  const [{ name, matchers }] = seriesQuery.selectors;
  if (name !== undefined) return seriesQuery.text;
  const others = matchers.filter(({ label }) => label !== '__name__');
  return `${series}{${others.map(({ label, operator, value }) => `${label}${operator}${JSON.stringify(value)}`).join(',')}}`;
}

/** What messages call that in which an adapter is configured. */
function originOf(manifest: Manifest): string {
  return manifest.kind === VALUES_KIND ? 'the values of its chart' : titleOf(manifest);
}
