import { type Mistake, mistake, show, warning } from '../kubernetes/mistake';
import { type LabelMatcher, matcherOf, regexOf } from './query-selectors';
import { elementsOf, type Node, parseQuery, textOf } from './query-tree';
import { type QueryFault, typeFaults } from './query-types';

/** By Prometheus' conventions only counters have these names. */
const COUNTER = /(_total|_bucket)$/;

/** Judges a query of the user's own, of which KEDA takes exactly one element. */
export function checkQuery(prop: string, query: string): Mistake[] {
  const tree = parseQuery(query);
  const faults = faultsOf(query, tree);
  if (faults.length > 0) return faults.map(({ must, fix }) => mistake('metric/query', prop, query, must, fix));
  return 'wrongAt' in tree ? [] : [...checkElements(prop, query, tree.root), ...checkCounters(prop, query, tree.root)];
}

/** What Prometheus would refuse of a query: its grammar, its types, its selectors. */
export function faultsOf(query: string, tree = parseQuery(query)): QueryFault[] {
  if ('wrongAt' in tree)
    return [{ must: `must be PromQL, and is wrong at character ${tree.wrongAt}`, fix: 'correct it' }];
  return [...typeFaults(query, tree.root), ...checkSelectors(query, tree.root)];
}

function isRange({ name }: Node): boolean {
  return name === 'MatrixSelector' || name === 'SubqueryExpr';
}

/** A selector names something, and its regular expressions can be read. */
function checkSelectors(query: string, root: Node): QueryFault[] {
  return visit(root, (node): QueryFault[] => {
    if (node.name !== 'VectorSelector') return [];
    const matchers = node.children.flatMap((child) => (child.name === 'LabelMatchers' ? child.children : []));
    const parts = matchers.map((matcher) => matcherOf(query, matcher));
    const found = parts.flatMap(({ operator, value }) =>
      operator.includes('~') && regexOf(value) === undefined
        ? [{ must: `must not have the regular expression ${show(value)}`, fix: 'correct it' }]
        : [],
    );
    if (found.length > 0 || node.children.some(({ name }) => name === 'Identifier') || parts.some(isSelective))
      return found;
    return [{ must: 'must not select every series there is', fix: 'name the series or give a label' }];
  });
}

/** Prometheus wants one condition that the empty text does not meet. */
function isSelective({ operator, value }: LabelMatcher): boolean {
  if (operator === '=') return value !== '';
  if (operator === '!=') return value === '';
  const matchesNothing = regexOf(value)?.test('') ?? false;
  return operator === '=~' ? !matchesNothing : matchesNothing;
}

function checkElements(prop: string, query: string, root: Node): Mistake[] {
  const { count, why } = elementsOf(query, root.children[0]);
  if (count !== 'many') return [];
  return [
    mistake(
      'metric/query',
      prop,
      query,
      `must give one element, and gives one per ${why}`,
      why === 'series' ? 'wrap it in sum(…), avg(…) or max(…)' : 'leave that out',
    ),
  ];
}

/** The total of a counter only grows, so it would scale out for ever. */
function checkCounters(prop: string, query: string, root: Node): Mistake[] {
  return visit(root, (node, above) => {
    if (node.name !== 'VectorSelector' || above.some(isRange)) return [];
    const name = node.children.find((child) => child.name === 'Identifier');
    if (!name || !COUNTER.test(textOf(query, name))) return [];
    return [
      warning(
        'metric/query',
        `'${prop}' takes ${textOf(query, name)} as it is, and by its name it is a counter, which only grows`,
        'take its rate(…)',
      ),
    ];
  });
}

function visit<T>(node: Node, look: (node: Node, above: readonly Node[]) => T[], above: readonly Node[] = []): T[] {
  return [...look(node, above), ...node.children.flatMap((child) => visit(child, look, [...above, node]))];
}
