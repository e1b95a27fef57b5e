import type { Node } from '../../metrics/query-tree';
import type { MetricWire } from '../../stack/nodes';
import { type Rule, wrongValue } from '../rule';

/** What grows with the load is divided by the number of replicas. */
export const valueOnTotal: Rule = {
  name: 'keda/value-on-total',
  severity: 'error',
  demands: 'a query that adds up over all replicas is compared as AverageValue',
  why: 'With Value the HPA multiplies the present size by the total over the threshold, and as a total does not fall when there are more replicas, it runs to the maximum.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details',
  *check(graph) {
    for (const metric of graph.metrics) {
      const { root } = metric.query ?? {};
      if (metric.from !== 'prometheus' || metric.comparison !== 'Value' || !root || isShare(metric)) continue;
      if (isTotal(root))
        yield wrongValue(
          metric.scaler.manifest,
          [...metric.path, 'metricType'],
          'must be AverageValue, since the query adds up',
          "write 'metricType: AverageValue', with the threshold of one replica",
        );
    }
  },
};

/** A sum of shares is wrong in another way. */
function isShare({ selectors }: MetricWire): boolean {
  return selectors.some(({ row }) => row?.unit === 'ratio' || row?.unit === 'percent');
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
  switch (operator.name) {
    case 'Or':
      return isTotal(left);
    case 'Add':
      return [left, right].some(isTotal) && [left, right].every((side) => isTotal(side) || isNumber(side));
    case 'Mul':
      return (isTotal(left) && isNumber(right)) || (isNumber(left) && isTotal(right));
    case 'Sub':
    case 'Div':
      return isTotal(left) && isNumber(right);
    default:
      return false;
  }
}

function isNumber({ name }: Node): boolean {
  return name === 'NumberDurationLiteral';
}
