/** A part of a query: what the grammar calls it, where it stands, and what it is made of. */
export interface Node {
  /** Name in the grammar of lezer-promql. */
  readonly name: string;
  /** Where it begins. */
  readonly from: number;
  /** Where it ends. */
  readonly to: number;
  /** Its parts. */
  readonly children: readonly Node[];
}

interface ParserNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly isError: boolean };
}

interface Parser {
  parse(text: string): {
    iterate(visitor: { enter: (node: ParserNode) => boolean; leave: () => void }): void;
  };
}

/** Nobody writes deeper than this, and no stack is endless. */
const DEEPEST = 500;

/** Parses PromQL by the grammar of Prometheus' own editor. */
export function parseQuery(query: string): { readonly root: Node } | { readonly wrongAt: number } {
  // Loaded only by those who write queries of their own: it takes a quarter of the time that cdk8s takes.
  const { parser } = require('@prometheus-io/lezer-promql') as { parser: Parser };
  const top: Node & { children: Node[] } = { name: '', from: 0, to: query.length, children: [] };
  const path = [top];
  let wrongAt: number | undefined;
  parser.parse(query).iterate({
    // What is not entered is not left, either.
    enter: ({ name, from, to, type }) => {
      if (name === 'LineComment') return false;
      if (type.isError || path.length > DEEPEST) wrongAt ??= from;
      const node = { name, from, to, children: [] };
      path.at(-1)?.children.push(node);
      path.push(node);
      return true;
    },
    leave: () => {
      path.pop();
    },
  });
  if (wrongAt !== undefined) return { wrongAt: wrongAt + 1 };
  const [root] = top.children;
  return root.children.length > 0 ? { root } : { wrongAt: 1 };
}

/** The text of a part. */
export function textOf(query: string, { from, to }: Node): string {
  return query.slice(from, to);
}

/** How many elements a query gives: a number, one, or as many as there are of something. */
export type Elements =
  | { readonly count: 'number' | 'one'; readonly why?: undefined }
  | { readonly count: 'many'; readonly why: string };

const ONE: Elements = { count: 'one' };
const NUMBER: Elements = { count: 'number' };
const PER_SERIES: Elements = { count: 'many', why: 'series' };

/** Counts the elements that an expression can give. */
export function elementsOf(query: string, node: Node): Elements {
  switch (node.name) {
    case 'NumberDurationLiteral':
    case 'StringLiteral':
      return NUMBER;
    case 'AggregateExpr':
      return ofAggregate(query, node);
    case 'FunctionCall':
      return ofFunction(query, node);
    case 'BinaryExpr':
      return ofBinary(query, node);
    case 'VectorSelector':
    case 'MatrixSelector':
      return PER_SERIES;
    default: {
      const inner = node.children.find(({ name }) => name !== 'UnaryOp');
      return inner ? elementsOf(query, inner) : PER_SERIES;
    }
  }
}

const KEEPS_SERIES = ['Topk', 'Bottomk', 'LimitK', 'LimitRatio', 'CountValues'];

function ofAggregate(query: string, node: Node): Elements {
  const operator = node.children[0].children[0]?.name;
  const modifier = node.children.find(({ name }) => name === 'AggregateModifier');
  const [how, labels] = modifier?.children ?? [];
  if (how?.name === 'Without') return { count: 'many', why: `what is left by ${textOf(query, modifier as Node)}` };
  if (labels && labels.children.length > 0)
    return { count: 'many', why: `group of ${textOf(query, modifier as Node)}` };
  const parameter = node.children.find(({ name }) => name === 'FunctionCallBody')?.children[0];
  const isFirstOnly = parameter !== undefined && textOf(query, parameter).trim() === '1';
  return KEEPS_SERIES.includes(operator ?? '') && !isFirstOnly ? PER_SERIES : ONE;
}

const GIVES_NUMBER = ['scalar', 'time', 'pi'];
const GIVES_ONE = ['vector', 'absent', 'absent_over_time'];

function ofFunction(query: string, node: Node): Elements {
  const [name, body] = node.children;
  const called = textOf(query, name);
  if (GIVES_NUMBER.includes(called)) return NUMBER;
  if (GIVES_ONE.includes(called)) return ONE;
  const args = body?.children ?? [];
  if (called === 'histogram_quantile' && isGroupedByBucket(query, args[1])) return ONE;
  const elements = args.map((arg) => elementsOf(query, arg));
  return elements.find(({ count }) => count === 'many') ?? ONE;
}

/** The one label that a percentile takes away. */
function isGroupedByBucket(query: string, node: Node | undefined): boolean {
  if (node?.name !== 'AggregateExpr') return false;
  const [how, labels] = node.children.find(({ name }) => name === 'AggregateModifier')?.children ?? [];
  return how?.name === 'By' && labels.children.every((label) => textOf(query, label) === 'le');
}

function ofBinary(query: string, node: Node): Elements {
  const left = elementsOf(query, node.children[0]);
  const right = elementsOf(query, node.children[node.children.length - 1]);
  const operator = node.children[1].name;
  const matching = node.children.flatMap(({ name, children }) =>
    name === 'MatchingModifierClause' ? children.map((child) => child.name) : [],
  );
  if (operator === 'Or') return left.count === 'many' ? left : right;
  if (operator === 'And' || operator === 'Unless') return left;
  if (left.count === 'number') return right;
  if (right.count === 'number') return left;
  if (matching.includes('GroupLeft')) return left;
  if (matching.includes('GroupRight')) return right;
  return left.count === 'one' ? left : right;
}
