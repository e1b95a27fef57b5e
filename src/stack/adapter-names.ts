import { isQuick, meets, partRegexOf } from '../metrics/query-selectors';
import type { AdapterRuleNode } from './adapter-nodes';
import { seriesNames } from './known-series';

/** The name that a rule gives to a series; nothing when it does not take it, or that cannot be told. */
export function renameSeries({ matches, as }: AdapterRuleNode['renames'], series: string): string | undefined {
  if (!isQuick(matches)) return undefined;
  const match = partRegexOf(matches)?.exec(series);
  if (!match) return undefined;
  const template = as === '' ? (match.length === 2 ? '$1' : '$0') : as;
  // Go takes the longest name after a dollar sign: `$1_rate` is the group `1_rate`, which is empty.
  return template.replace(/\$(?:\{(\w+)\}|(\w+)|\$)/g, (_, braced, bare) => {
    const name = braced ?? bare;
    if (name === undefined) return '$';
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? '';
  });
}

/** The series that rules expose under names; what a rule about many series exposes is worked out once. */
export class SeriesBehind {
  private readonly known = new Map<AdapterRuleNode, ReadonlyMap<string, string>>();

  /** @param recorded names of recorded series, which are known beside those of the catalogue */
  constructor(private readonly recorded: readonly string[]) {}

  /** The series that a rule exposes under a name; nothing when it does not. */
  of(rule: AdapterRuleNode, name: string): string | undefined {
    const [selector] = rule.seriesQuery.selectors;
    if (!selector) return undefined;
    if (selector.name !== undefined) return rule.exposes === name ? selector.name : undefined;
    return (
      this.knownOf(rule).get(name) ??
      alike(name).find((series) => isTaken(rule, series) && renameSeries(rule.renames, series) === name)
    );
  }

  private knownOf(rule: AdapterRuleNode): ReadonlyMap<string, string> {
    const before = this.known.get(rule);
    if (before) return before;
    const found = new Map<string, string>();
    for (const series of [...this.recorded, ...seriesNames()]) {
      const name = isTaken(rule, series) ? renameSeries(rule.renames, series) : undefined;
      if (name !== undefined) found.set(name, series);
    }
    this.known.set(rule, found);
    return found;
  }
}

/** Series that are not known, of which people make a name in one of these ways. */
function alike(name: string): readonly string[] {
  return [name, name.replace('_', ':'), `${name}_total`, `${name}_seconds_total`];
}

function isTaken({ seriesQuery, filters }: AdapterRuleNode, series: string): boolean {
  const named = seriesQuery.selectors[0].matchers.filter(({ label }) => label === '__name__');
  return (
    named.every((matcher) => meets(matcher, series) !== false) &&
    filters.every(({ is, isNot }) => part(is, series) !== false && part(isNot, series) !== true)
  );
}

function part(pattern: string | undefined, series: string): boolean | undefined {
  return pattern === undefined || !isQuick(pattern) ? undefined : partRegexOf(pattern)?.test(series);
}

/** Whether a resource is written, by its singular or its plural. */
export function isResource(written: unknown, resource: string): boolean {
  return written === resource || written === `${resource}s`;
}

/** The label that names objects of a kind in the series of a rule. */
export function labelOf({ resources, template }: AdapterRuleNode, resource: string): string | undefined {
  const label = Object.entries(resources).find(([, written]) => isResource(written, resource));
  return label?.[0] ?? template?.replace(/<<\s*\.Resource\s*>>/g, resource);
}

/** What the adapter asks for the pods of a namespace; nothing when the template cannot be filled in. */
export function fillTemplate(
  rule: AdapterRuleNode,
  series: string,
  namespace: string,
  pods: readonly string[],
): string | undefined {
  const pod = labelOf(rule, 'pod');
  const space = labelOf(rule, 'namespace');
  if (pod === undefined || space === undefined) return undefined;
  const matchers = `${space}=${JSON.stringify(namespace)},${pod}=~${JSON.stringify(pods.join('|'))}`;
  return fill(rule.metricsQuery, series, matchers, pod);
}

/** What the adapter asks for an external metric. */
export function fillExternalTemplate(
  rule: AdapterRuleNode,
  series: string,
  labels: Readonly<Record<string, string>>,
): string | undefined {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return fill(rule.metricsQuery, series, matchers.join(','), '');
}

function fill(template: string, series: string, matchers: string, group: string): string | undefined {
  const filled = template
    .replace(/<<-?\s*\.Series\s*-?>>/g, () => series)
    .replace(/<<-?\s*\.LabelMatchers\s*-?>>/g, () => matchers)
    .replace(/<<-?\s*\.GroupBy\s*-?>>/g, () => group);
  return filled.includes('<<') ? undefined : filled;
}
