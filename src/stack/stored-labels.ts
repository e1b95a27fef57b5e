import { type LabelMatcher, matchesPattern, meets, unquote } from '../metrics/query-selectors';
import type { Node } from '../metrics/query-tree';
import { textOf } from '../metrics/query-tree';
import type { Scrape, SeriesSource } from './nodes';
import type { StoredLabels, StoredValue } from './parts';
import type { Query } from './promql';

/** Labels of a series, with what its exporter puts on it. */
export function withLabels(labels: StoredLabels, added: Iterable<readonly [string, StoredValue]>): StoredLabels {
  const values = new Map(labels.values);
  for (const [label, value] of added) values.set(label, value);
  return { ...labels, values };
}

/** The first condition that labels cannot meet, and what the label is; nothing when they can meet all. */
export function firstUnmet(
  labels: StoredLabels,
  matchers: readonly LabelMatcher[],
): { readonly matcher: LabelMatcher; readonly has: StoredValue | undefined } | undefined {
  for (const matcher of matchers) {
    const has = labels.values.get(matcher.label);
    if (!canMeet(matcher, has, labels.isOpen)) return { matcher, has };
  }
  return undefined;
}

function canMeet(matcher: LabelMatcher, has: StoredValue | undefined, isOpen: boolean): boolean {
  if (has === 'anything' || (has === undefined && isOpen)) return true;
  const values = has === undefined || has.length === 0 ? [''] : has;
  return values.some((value) => meets(matcher, value) !== false);
}

/** Whether a monitor keeps the series of a name. */
export function isKept({ filters }: Pick<Scrape, 'filters'>, name: string): boolean {
  return filters.every(({ action, pattern }) => {
    const matches = matchesPattern(pattern, name);
    return matches === undefined || matches === (action === 'keep');
  });
}

/** The labels under which a rule records what an expression gives, when its series are these. */
export function recordedLabels(
  query: Query,
  source: SeriesSource | undefined,
  added: Record<string, string>,
): StoredLabels {
  const before = source?.labels ?? { values: new Map(), isOpen: true };
  const copies = labelCopies(query);
  const storedAs = (label: string): StoredValue => {
    const from = copies.get(label);
    if (from === 'anything') return 'anything';
    return before.values.get(from ?? label) ?? (before.isOpen ? 'anything' : []);
  };
  const fixed = Object.entries(added).map(([label, value]) => [label, [value]] as const);
  if (query.labels.are === 'only')
    return {
      values: new Map([...query.labels.labels.map((label) => [label, storedAs(label)] as const), ...fixed]),
      isOpen: false,
    };
  const values = new Map(before.values);
  for (const label of query.labels.without) values.set(label, []);
  for (const label of query.labels.with) values.set(label, storedAs(label));
  return withLabels({ values, isOpen: before.isOpen }, fixed);
}

/** Labels that `label_replace` makes: a copy of another one, or anything. */
function labelCopies({ text, root }: Query): ReadonlyMap<string, string> {
  const copies = new Map<string, string>();
  if (!root || !text.includes('label_')) return copies;
  const visit = (node: Node): void => {
    const [name, body] = node.children;
    const called = node.name === 'FunctionCall' && name ? textOf(text, name) : '';
    if (called === 'label_replace' || called === 'label_join') {
      const [, to, replacement, from, pattern] = (body?.children ?? []).map((arg) => unquote(textOf(text, arg)));
      const isCopy =
        called === 'label_replace' && ['$1', '${1}'].includes(replacement) && ['(.+)', '(.*)'].includes(pattern);
      if (to !== undefined) copies.set(to, isCopy ? from : 'anything');
    }
    node.children.forEach(visit);
  };
  visit(root);
  return copies;
}
