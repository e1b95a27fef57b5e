import { secondsOf, unquote } from '../../metrics/query-selectors';
import { type Node, parseQuery, textOf } from '../../metrics/query-tree';
import { AGGREGATIONS, aggregated, SELECTIONS, selected } from './aggregate';
import { ARITHMETIC, binary, COMPARISONS, type Matching, type SetOperator, setOperation } from './binary';
import { constant, type Expression, PromqlError, type ScalarExpression, type VectorExpression } from './expression';
import { call } from './functions';
import { dropping, keeping, type LabelTable } from './labels';
import { type Conditions, instant, LOOKBACK, readSelector, windows } from './selector';
import { subquery } from './subquery';

/** How often the Prometheus Operator has rules evaluated, in milliseconds; subqueries without a step go by it too. */
export const EVALUATION_INTERVAL_MS = 30_000;

/** A query, ready to be evaluated again and again. */
export interface CompiledQuery {
  /** The query as it was given, also what stands in it for `conditions`. */
  readonly text: string;
  /** Gives its answer at a moment: elements, or one number. */
  readonly expression: VectorExpression | ScalarExpression;
  /** The names of the series that it reads; nothing where a pattern decides. */
  readonly reads: readonly string[] | undefined;
  /** How far back it looks, in milliseconds. */
  readonly reach: number;
}

/** Compiles a query. What the rehearsal's Prometheus cannot do is said, not guessed. */
export function compileQuery(
  text: string,
  table: LabelTable,
  conditions: Conditions = {},
): CompiledQuery | PromqlError {
  const tree = parseQuery(text);
  if ('wrongAt' in tree) return new PromqlError(`wrong PromQL at character ${tree.wrongAt}`);
  const compiler = new Compiler(text, table, conditions);
  const expression = compiler.expression(tree.root.children[0]);
  if (compiler.problem !== undefined) return new PromqlError(compiler.problem);
  if (expression.type === 'range' || expression.type === 'string')
    return new PromqlError('a query that is neither a number nor a vector');
  return { text, expression, reads: compiler.readsAll ? undefined : [...compiler.reads], reach: compiler.reach };
}

/** Walks the tree; the first problem stays, and what follows it does not matter. */
class Compiler {
  problem: string | undefined;
  readsAll = false;
  readonly reads = new Set<string>();
  reach = LOOKBACK;
  /** What subqueries above look further back. */
  private outer = 0;

  constructor(
    private readonly query: string,
    private readonly table: LabelTable,
    private readonly conditions: Conditions,
  ) {}

  expression(node: Node): Expression {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return constant(numberOf(textOf(this.query, node)));
      case 'StringLiteral':
        return { type: 'string', text: unquote(textOf(this.query, node)) };
      case 'ParenExpr':
        return this.expression(node.children[0]);
      case 'VectorSelector':
        return this.selector(node, undefined, 0);
      case 'MatrixSelector':
        return this.selector(node.children[0], this.duration(node.children[1]), 0);
      case 'OffsetExpr':
        return this.shifted(node);
      case 'SubqueryExpr':
        return this.subquery(node);
      case 'UnaryExpr':
        return this.negated(node);
      case 'AggregateExpr':
        return this.aggregate(node);
      case 'FunctionCall':
        return this.call(node);
      case 'BinaryExpr':
        return this.binary(node);
      default:
        return this.fail(textOf(this.query, node));
    }
  }

  private selector(node: Node, range: number | undefined, offset: number): Expression {
    const selector = readSelector(this.query, node, this.conditions);
    if (selector instanceof PromqlError) return this.fail(selector.message);
    if (selector.name === undefined) this.readsAll = true;
    else this.reads.add(selector.name);
    this.reach = Math.max(this.reach, this.outer + offset + (range ?? LOOKBACK));
    return range === undefined ? instant(selector, offset) : windows(selector, range, offset);
  }

  private shifted(node: Node): Expression {
    const [inner, , by] = node.children;
    const offset = by.children.some(({ name }) => name === 'UnaryOp') ? undefined : this.duration(by);
    if (offset === undefined) return this.fail(textOf(this.query, node));
    if (inner.name === 'VectorSelector') return this.selector(inner, undefined, offset);
    if (inner.name === 'MatrixSelector')
      return this.selector(inner.children[0], this.duration(inner.children[1]), offset);
    return this.fail(textOf(this.query, node));
  }

  private subquery(node: Node): Expression {
    const [innerNode, rangeNode, stepNode] = node.children;
    const range = this.duration(rangeNode);
    const step = stepNode === undefined ? EVALUATION_INTERVAL_MS : this.duration(stepNode);
    this.outer += range;
    const inner = this.expression(innerNode);
    this.outer -= range;
    return inner.type === 'vector' && step > 0 ? subquery(inner, range, step) : this.fail(textOf(this.query, node));
  }

  private negated(node: Node): Expression {
    const [operator, operand] = node.children;
    const inner = this.expression(operand);
    if (textOf(this.query, operator) === '+') return inner;
    return this.arithmetic('Mul', false, ONE_TO_ONE, constant(-1), inner, node);
  }

  private aggregate(node: Node): Expression {
    const operator = node.children[0].children[0].name;
    const body = node.children.flatMap(({ name, children }) => (name === 'FunctionCallBody' ? children : []));
    const args = body.map((each) => this.expression(each));
    const vector = args[args.length - 1];
    const parameter = args.length === 2 ? args[0] : constant(0);
    if (vector?.type !== 'vector' || parameter.type !== 'scalar') return this.fail(textOf(this.query, node));
    const groupOf = this.groupOf(node.children.find(({ name }) => name === 'AggregateModifier'));
    const combine = AGGREGATIONS[operator];
    if (combine !== undefined)
      return {
        type: 'vector',
        at: (moment) => aggregated(vector.at(moment), groupOf, combine, parameter.at(moment)),
      };
    const order = SELECTIONS[operator];
    if (order === undefined) return this.fail(`the aggregation ${textOf(this.query, node.children[0])}`);
    return { type: 'vector', at: (moment) => selected(vector.at(moment), groupOf, order, parameter.at(moment)) };
  }

  private groupOf(modifier: Node | undefined) {
    if (modifier === undefined) return () => this.table.none;
    const names = this.labelsOf(modifier.children[1]);
    return modifier.children[0].name === 'By'
      ? keeping(this.table, names)
      : dropping(this.table, [...names, '__name__']);
  }

  private call(node: Node): Expression {
    const [name, body] = node.children;
    const args = body.children.map((each) => this.expression(each));
    const called = call(this.table, textOf(this.query, name), args);
    return called instanceof PromqlError ? this.fail(called.message) : called;
  }

  private binary(node: Node): Expression {
    const [leftNode, { name: operator }] = node.children;
    const rightNode = node.children[node.children.length - 1];
    const isBool = node.children.some(({ name }) => name === 'BoolModifier');
    const clause = node.children.find(({ name }) => name === 'MatchingModifierClause');
    const matching = clause ? this.matching(clause) : ONE_TO_ONE;
    return this.arithmetic(operator, isBool, matching, this.expression(leftNode), this.expression(rightNode), node);
  }

  private arithmetic(
    operator: string,
    isBool: boolean,
    matching: Matching,
    left: Expression,
    right: Expression,
    node: Node,
  ): Expression {
    if (operator === 'And' || operator === 'Or' || operator === 'Unless')
      return left.type === 'vector' && right.type === 'vector'
        ? setOperation(this.table, operator satisfies SetOperator, matching, left, right)
        : this.fail(textOf(this.query, node));
    const isKnown = Object.hasOwn(ARITHMETIC, operator) || Object.hasOwn(COMPARISONS, operator);
    const isLeft = left.type === 'scalar' || left.type === 'vector';
    const isRight = right.type === 'scalar' || right.type === 'vector';
    if (left.type === 'scalar' && right.type === 'scalar' && Object.hasOwn(COMPARISONS, operator) && !isBool)
      return this.fail(`a comparison of two numbers without bool (${textOf(this.query, node)})`);
    return isKnown && isLeft && isRight
      ? binary(this.table, operator, isBool, matching, left, right)
      : this.fail(textOf(this.query, node));
  }

  private matching(clause: Node): Matching {
    const names = clause.children.map(({ name }) => name);
    const labels = clause.children.filter(({ name }) => name === 'GroupingLabels');
    const group = names.findIndex((name) => name === 'GroupLeft' || name === 'GroupRight');
    const included = group >= 0 && names[group + 1] === 'GroupingLabels' ? clause.children[group + 1] : undefined;
    return {
      on: names.includes('On'),
      labels: this.labelsOf(labels.find((each) => each !== included)),
      ...(group >= 0 && { many: names[group] === 'GroupLeft' ? ('left' as const) : ('right' as const) }),
      include: this.labelsOf(included),
    };
  }

  private labelsOf(node: Node | undefined): string[] {
    return (node?.children ?? []).map((label) => textOf(this.query, label));
  }

  private duration(node: Node): number {
    return numberOf(textOf(this.query, node)) * 1000;
  }

  private fail(what: string): Expression {
    this.problem ??= what;
    return constant(Number.NaN);
  }
}

const ONE_TO_ONE: Matching = { on: false, labels: [], include: [] };

/** A number, or a duration in seconds. */
function numberOf(text: string): number {
  const plain = text.toLowerCase();
  if (plain === 'inf') return Number.POSITIVE_INFINITY;
  if (plain === 'nan') return Number.NaN;
  return secondsOf(plain) ?? Number(plain.replaceAll('_', ''));
}
