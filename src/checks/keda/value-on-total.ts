import type { Node } from '../../metrics/query-tree';
import { parseQuery } from '../../metrics/query-tree';
import { textOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import { scalerOf } from '../lookup';
import { bad, type Part } from '../part';
import type { Rule } from '../rule';
import { allTriggers } from './triggers';

/** What grows with the load is divided by the number of replicas. */
export const valueOnTotal: Rule = {
  name: 'keda/value-on-total',
  severity: 'error',
  demands: 'a query that adds up over all replicas is compared as AverageValue',
  why: 'With Value the HPA multiplies the present size by the total over the threshold, and as a total does not fall when there are more replicas, it runs to the maximum.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details',
  *check(graph) {
    for (const { part, metadata } of allTriggers(graph, 'prometheus')) {
      const query = textOf(metadata.fields.query);
      if (part.fields.metricType !== 'Value' || query === undefined || isShare(graph, part)) continue;
      const parsed = parseQuery(query);
      if ('root' in parsed && isTotal(parsed.root))
        yield bad(
          part,
          'metricType',
          'must be AverageValue, since the query adds up',
          "write 'metricType: AverageValue', with the threshold of one replica",
        );
    }
  },
};

/** A sum of shares is wrong in another way. */
function isShare(graph: StackGraph, { at, path }: Part): boolean {
  const metric = scalerOf(graph, at)?.metrics.find((each) => path.every((step, index) => each.path[index] === step));
  return metric?.selectors.some(({ row }) => row?.unit === 'ratio' || row?.unit === 'percent') ?? false;
}

const ADDS_UP = ['Sum', 'Count'];
const KEEPS = ['Expr', 'PromQL', 'ParenExpr'];

/** A sum or a count at the top, or one that is added to, scaled by a number or replaced when there is nothing. */
function isTotal(node: Node): boolean {
  if (node.name === 'AggregateExpr') return ADDS_UP.includes(node.children[0].children[0]?.name ?? '');
  if (node.name === 'BinaryExpr') return ofBinary(node);
  return KEEPS.includes(node.name) && node.children.length === 1 && isTotal(node.children[0]);
}

function ofBinary({ children }: Node): boolean {
  const [left, operator] = children;
  const right = children[children.length - 1];
  const isNumber = (node: Node) => node.name === 'NumberDurationLiteral';
  switch (operator.name) {
    case 'Or':
      return isTotal(left);
    case 'Add':
      return isTotal(left) && (isTotal(right) || isNumber(right));
    case 'Mul':
      return (isTotal(left) && isNumber(right)) || (isNumber(left) && isTotal(right));
    case 'Div':
      return isTotal(left) && isNumber(right);
    default:
      return false;
  }
}
