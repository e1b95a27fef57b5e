import { type Node, textOf } from '../../metrics/query-tree';
import type { Unit } from '../../metrics/series';
import type { StackGraph } from '../../stack/graph';
import type { KnownSeries } from '../../stack/known-series';
import type { MetricWire } from '../../stack/nodes';
import type { Query } from '../../stack/promql';
import { templateQuery } from '../adapter/parts';
import { decimalOf, quantityOf } from '../numbers';
import { oncePerPair } from '../remember';
import { knownSeries } from './known-series';

/** What the number of an expression means. */
export interface Meaning {
  /** Its unit. */
  readonly unit: Unit;
  /** The series that it is a number of. */
  readonly known: KnownSeries;
  /** The name of that series. */
  readonly name: string;
  /** How several series become one at the top: `sum`, `avg`, `histogram_quantile`. @default - they stay apart */
  readonly by?: string;
}

/** What a scaler's metric means; nothing when that is not known. */
export const meaningOf = oncePerPair((graph: StackGraph, metric: MetricWire): Meaning | undefined => {
  if (metric.from === 'prometheus') return metric.query && ofQuery(graph, metric.query);
  if (metric.from !== 'pods' && metric.from !== 'object' && metric.from !== 'external') return undefined;
  const [rule] = metric.rules.map(({ to }) => to);
  const query = rule && templateQuery(rule);
  if (query) return ofQuery(graph, query);
  return rule === undefined && typeof metric.name?.value === 'string' ? ofName(metric.name.value) : undefined;
});

/** What the series of a name mean: recorded ones, or those of the catalogue. */
export function meaningOfSeries(graph: StackGraph, name: string): Meaning | undefined {
  const [record] = graph.records.get(name) ?? [];
  if (record) return ofQuery(graph, record.query, 1);
  const known = knownSeries(name);
  return known && { unit: known.row.unit, known, name };
}

/** Adapters are mostly told to write an underscore for the colon, which others cannot write. */
function ofName(name: string): Meaning | undefined {
  const series = [name, name.replace('_', ':')].find((each) => knownSeries(each));
  const known = knownSeries(series);
  return known?.row.kind === 'gauge' && known.row.divisor === undefined
    ? { unit: known.row.unit, known, name: String(series) }
    : undefined;
}

/** Recording rules of recording rules end somewhere. */
const DEEPEST = 8;

function ofQuery(graph: StackGraph, { text, root }: Query, depth = 0): Meaning | undefined {
  return root?.children[0] && ofNode(graph, text, root.children[0], depth);
}

function ofNode(graph: StackGraph, query: string, node: Node, depth: number): Meaning | undefined {
  switch (node.name) {
    case 'VectorSelector':
      return ofSeries(graph, query, node, depth);
    case 'ParenExpr':
    case 'StepInvariantExpr':
    case 'OffsetExpr':
      return ofNode(graph, query, node.children[0], depth);
    case 'MatrixSelector':
      return ofNode(graph, query, node.children[0], depth);
    case 'AggregateExpr':
      return ofAggregate(graph, query, node, depth);
    case 'FunctionCall':
      return ofFunction(graph, query, node, depth);
    case 'BinaryExpr':
      return ofBinary(graph, query, node, depth);
    default:
      return undefined;
  }
}

function ofSeries(graph: StackGraph, query: string, node: Node, depth: number): Meaning | undefined {
  const identifier = node.children.find(({ name }) => name === 'Identifier');
  if (!identifier) return undefined;
  const name = textOf(query, identifier);
  const [record] = graph.records.get(name) ?? [];
  if (record) return depth < DEEPEST ? ofQuery(graph, record.query, depth + 1) : undefined;
  const known = knownSeries(name);
  if (known === undefined || known.row.divisor !== undefined || known.row.kind === 'counter') return undefined;
  // Of a histogram only the buckets have its unit, and only by a percentile.
  return { unit: known.row.unit, known, name };
}

const KEEPS_UNIT = ['sum', 'avg', 'max', 'min', 'quantile', 'topk', 'bottomk', 'limitk', 'stddev'];

function ofAggregate(graph: StackGraph, query: string, node: Node, depth: number): Meaning | undefined {
  const by = textOf(query, node.children[0]).toLowerCase();
  const args = node.children.find(({ name }) => name === 'FunctionCallBody')?.children ?? [];
  const inner = args.length > 0 ? ofNode(graph, query, args[args.length - 1], depth) : undefined;
  return inner && KEEPS_UNIT.includes(by) ? { ...inner, by } : undefined;
}

const KEEPS_UNIT_OF_VECTOR =
  /^(label_replace|label_join|(avg|max|min|last|quantile)_over_time|clamp(_min|_max)?|abs|ceil|floor|round|sort(_desc)?|scalar|vector)$/;

function ofFunction(graph: StackGraph, query: string, node: Node, depth: number): Meaning | undefined {
  const name = textOf(query, node.children[0]);
  const args = node.children.find((child) => child.name === 'FunctionCallBody')?.children ?? [];
  if (name === 'histogram_quantile') {
    const buckets = selectorIn(args[1]);
    const inner = buckets && ofSeries(graph, query, buckets, depth);
    return inner?.known.row.kind === 'histogram' ? { ...inner, by: name } : undefined;
  }
  const vector = args.find((arg) => !arg.name.endsWith('Literal'));
  return vector && KEEPS_UNIT_OF_VECTOR.test(name) ? ofNode(graph, query, vector, depth) : undefined;
}

function selectorIn(node: Node | undefined): Node | undefined {
  if (node === undefined || node.name === 'VectorSelector') return node;
  for (const child of node.children) {
    const found = selectorIn(child);
    if (found) return found;
  }
  return undefined;
}

function ofBinary(graph: StackGraph, query: string, node: Node, depth: number): Meaning | undefined {
  const [left, operator] = node.children;
  const right = node.children[node.children.length - 1];
  const [a, b] = [ofNode(graph, query, left, depth), ofNode(graph, query, right, depth)];
  switch (operator.name) {
    case 'Or':
      return a ?? b;
    case 'And':
    case 'Unless':
      return a;
    case 'Mul':
      return scaled(a, numberOf(query, right)) ?? scaled(b, numberOf(query, left));
    case 'Div': {
      const divisor = numberOf(query, right);
      return divisor === undefined ? undefined : scaled(a, 1 / divisor);
    }
    case 'Gte':
    case 'Gtr':
    case 'Lss':
    case 'Lte':
    case 'Neq':
    case 'Eql':
    case 'Eqlc':
      // With `bool` it is 0 or 1.
      return node.children.some(({ name }) => name === 'BoolModifier') ? undefined : a;
    default:
      return undefined;
  }
}

function numberOf(query: string, node: Node): number | undefined {
  const number = node.name === 'NumberDurationLiteral' ? Number(textOf(query, node)) : Number.NaN;
  return Number.isNaN(number) ? undefined : number;
}

/** A ratio times 100 is a percentage. */
function scaled(meaning: Meaning | undefined, factor: number | undefined): Meaning | undefined {
  if (meaning === undefined || factor === undefined) return undefined;
  if (factor === 1) return meaning;
  if (meaning.unit === 'ratio' && Math.abs(factor - 100) < 1e-9) return { ...meaning, unit: 'percent' };
  return meaning.unit === 'percent' && Math.abs(factor - 0.01) < 1e-9 ? { ...meaning, unit: 'ratio' } : undefined;
}

/** The number that a metric is compared with; nothing when it is none. */
export function targetOf({ from, target }: MetricWire): number | undefined {
  if (target === undefined) return undefined;
  if (from === 'prometheus') return decimalOf(target.value) ?? milliOf(target.value);
  return milliOf(target.value);
}

function milliOf(value: unknown): number | undefined {
  const milli = quantityOf(value)?.milli;
  return milli === undefined ? undefined : milli / 1000;
}

/** A number as one writes it. */
export function plain(number: number): string {
  return String(Number(number.toFixed(6)));
}
