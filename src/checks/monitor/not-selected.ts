import type { StackGraph } from '../../stack/graph';
import { isEmptySelector, type LabelSelector, selects } from '../../stack/label-selector';
import type { MonitorNode } from '../../stack/nodes';
import type { PrometheusNode, RuleNode } from '../../stack/rule-nodes';
import { compare } from '../order';
import type { CheckProfile } from '../profile';
import { nameOf, type Problem, type Rule, wrong } from '../rule';
import { labelsText } from '../wire/miss';

/** Prometheus selects the monitors and rules. */
export const monitorNotSelected: Rule = {
  name: 'monitor/not-selected',
  severity: 'error',
  demands: 'monitors and PrometheusRules have the labels that Prometheus selects them by',
  why: 'Prometheus passes over a monitor or rule that it does not select, without a word; the kube-prometheus-stack chart wants its release as a label.',
  link: 'https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack#prometheusioscrape',
  *check(graph, profile) {
    const convention = conventionOf(graph);
    for (const node of [...graph.monitors, ...graph.rules]) {
      const problem =
        profile.monitorLabels !== undefined
          ? againstProfile(node, profile.monitorLabels)
          : graph.prometheuses.length > 0
            ? againstPrometheus(node, graph.prometheuses)
            : againstOthers(node, convention);
      if (problem) yield problem;
    }
  },
};

type Selected = MonitorNode | RuleNode;

function againstProfile(node: Selected, wanted: NonNullable<CheckProfile['monitorLabels']>): Problem | undefined {
  const missing = Object.entries(wanted).filter(([key, value]) => node.manifest.labels[key] !== value);
  return missing.length === 0
    ? undefined
    : lacking(node, Object.fromEntries(missing), 'Prometheus, as the profile says,');
}

function againstPrometheus(node: Selected, prometheuses: readonly PrometheusNode[]): Problem | undefined {
  const selectors = prometheuses.map((prometheus) => ({ prometheus, selector: selectorFor(node, prometheus) }));
  if (
    selectors.some(({ selector }) => selector && (isEmptySelector(selector) || selects(selector, node.manifest.labels)))
  )
    return undefined;
  const [first] = selectors.sort((a, b) => compare(a.prometheus.id, b.prometheus.id));
  if (first.selector === undefined)
    return wrong(
      first.prometheus.manifest,
      ['spec'],
      `${nameOf(first.prometheus.manifest)} has no selector for ${node.kind}s, so that it takes up none`,
      `write ${fieldFor(node)}: {}`,
      { also: [node.manifest] },
    );
  const missing = Object.entries(first.selector.matchLabels).filter(
    ([key, value]) => node.manifest.labels[key] !== value,
  );
  return lacking(node, Object.fromEntries(missing), nameOf(first.prometheus.manifest), [first.prometheus]);
}

function selectorFor(node: Selected, prometheus: PrometheusNode): LabelSelector | undefined {
  if (!('finds' in node)) return prometheus.rules;
  return node.finds === 'services' ? prometheus.serviceMonitors : prometheus.podMonitors;
}

function fieldFor(node: Selected): string {
  if (!('finds' in node)) return 'ruleSelector';
  return node.finds === 'services' ? 'serviceMonitorSelector' : 'podMonitorSelector';
}

/** The value of the label `release` that every other monitor and rule has. */
function conventionOf(graph: StackGraph): string | undefined {
  const releases = [...graph.monitors, ...graph.rules].flatMap(({ manifest }) => manifest.labels.release ?? []);
  return new Set(releases).size === 1 ? releases[0] : undefined;
}

function againstOthers(node: Selected, release: string | undefined): Problem | undefined {
  if (release === undefined || node.manifest.labels.release !== undefined) return undefined;
  return {
    ...lacking(node, { release }, 'every other monitor and rule here has it, and Prometheus probably'),
    severity: 'warning',
  };
}

function lacking(
  node: Selected,
  missing: Readonly<Record<string, string>>,
  by: string,
  also: readonly PrometheusNode[] = [],
): Problem {
  const { labels } = node.manifest;
  return wrong(
    node.manifest,
    ['metadata', 'labels'],
    `'metadata.labels' (${labelsText(labels)}) must have ${labelsText(missing)}: ${by} selects by that`,
    `add ${Object.entries(missing)
      .map(([key, value]) => `'${key}: ${value}'`)
      .join(' and ')}`,
    { also: also.map(({ manifest }) => manifest) },
  );
}
