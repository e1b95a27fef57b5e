import { type Node, textOf } from './query-tree';

/** What Prometheus would not take of a query. */
export interface QueryFault {
  /** What the query must be, or not do. */
  readonly must: string;
  /** What helps. */
  readonly fix: string;
}

/** What an expression of PromQL is: a number, a value per series, a window of values per series, or a text. */
type Type = 'number' | 'series' | 'range' | 'text';

/** How messages show each of them. */
const FORMS: Readonly<Record<Type, string>> = {
  number: 'number',
  series: 'series',
  range: 'series[5m]',
  text: '"text"',
};

/**
 * What functions take. What ends in `?` may be left out, what ends in `*` may stand there several times or not at all.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
const FUNCTIONS: readonly (readonly [args: string, functions: string])[] = [
  ['', 'time pi step range'],
  [
    'series',
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad scalar sgn sin sinh sort sort_desc sqrt start_timestamp tan tanh timestamp',
  ],
  [
    'range',
    'changes delta deriv idelta increase irate rate resets absent_over_time avg_over_time count_over_time first_over_time last_over_time mad_over_time max_over_time min_over_time present_over_time stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  ],
  ['series?', 'day_of_month day_of_week day_of_year days_in_month hour minute month year'],
  ['number', 'vector'],
  ['number range', 'quantile_over_time'],
  ['range number', 'predict_linear'],
  ['range number number', 'double_exponential_smoothing'],
  ['number series', 'histogram_quantile'],
  ['number number series', 'histogram_fraction'],
  ['series number', 'clamp_max clamp_min'],
  ['series number number', 'clamp'],
  ['series number?', 'round'],
  ['series series?', 'info'],
  ['series text text text text', 'label_replace'],
  ['series text text text*', 'label_join'],
  ['series text*', 'sort_by_label sort_by_label_desc'],
];
const AGGREGATIONS: readonly (readonly [args: string, aggregations: string])[] = [
  ['series', 'avg count group max min stddev stdvar sum'],
  ['number series', 'bottomk limit_ratio limitk quantile topk'],
  ['text series', 'count_values'],
];
const TAKES: ReadonlyMap<string, readonly string[]> = new Map(
  [...FUNCTIONS, ...AGGREGATIONS].flatMap(([args, names]) =>
    names.split(' ').map((name) => [name, args.split(' ').filter((arg) => arg !== '')] as const),
  ),
);
const GIVES_NUMBER: readonly string[] = ['time', 'pi', 'step', 'range', 'scalar'];

/** What Prometheus would refuse of the types of a query: arguments of functions, and what is calculated with. */
export function typeFaults(query: string, root: Node): QueryFault[] {
  const faults: QueryFault[] = [];
  expectValue(typeOf(query, root, faults), faults);
  return faults;
}

/** The type of an expression; nothing for what is newer than this table. What is wrong in it is added. */
function typeOf(query: string, node: Node, faults: QueryFault[]): Type | undefined {
  switch (node.name) {
    case 'NumberDurationLiteral':
      return 'number';
    case 'StringLiteral':
      return 'text';
    case 'VectorSelector':
      return 'series';
    case 'MatrixSelector':
      return 'range';
    case 'SubqueryExpr':
      expectValue(typeOf(query, node.children[0], faults), faults);
      return 'range';
    case 'FunctionCall':
    case 'AggregateExpr':
      return ofCall(query, node, faults);
    case 'BinaryExpr':
      return ofBinary(query, node, faults);
    default: {
      const inner = node.children.find(({ name }) => name !== 'UnaryOp');
      return inner && typeOf(query, inner, faults);
    }
  }
}

function ofCall(query: string, node: Node, faults: QueryFault[]): Type | undefined {
  const name = textOf(query, node.children[0]).toLowerCase();
  const args = node.children.find((child) => child.name === 'FunctionCallBody')?.children ?? [];
  const types = args.map((arg) => typeOf(query, arg, faults));
  const wanted = TAKES.get(name);
  if (!wanted) return undefined;
  const form = `${name}(${wanted
    .filter((arg) => !/[?*]$/.test(arg))
    .map(formOf)
    .join(', ')})`;
  const [least, most] = [wanted.filter((arg) => !/[?*]$/.test(arg)).length, mostOf(wanted)];
  if (args.length < least || args.length > most)
    faults.push({
      must: `must give '${name}' ${countOf(least, most)}, not ${args.length}`,
      fix: `write it like ${form}`,
    });
  else for (const [index, type] of types.entries()) expectArgument(name, wanted, index, type, form, faults);
  return GIVES_NUMBER.includes(name) ? 'number' : 'series';
}

function formOf(arg: string): string {
  return FORMS[typeNamed(arg)];
}

function typeNamed(arg: string): Type {
  return arg.replace(/[?*]$/, '') as Type;
}

function mostOf(wanted: readonly string[]): number {
  return wanted.at(-1)?.endsWith('*') ? Number.POSITIVE_INFINITY : wanted.length;
}

function countOf(least: number, most: number): string {
  const count =
    least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} or ${most}`;
  return count === '1' ? '1 argument' : `${count} arguments`;
}

function expectArgument(
  name: string,
  wanted: readonly string[],
  index: number,
  type: Type | undefined,
  form: string,
  faults: QueryFault[],
): void {
  const expected = typeNamed(wanted[index] ?? wanted[wanted.length - 1]);
  if (type === undefined || type === expected) return;
  if (expected === 'range') faults.push({ must: `must give '${name}' a range`, fix: `write it like ${form}` });
  else if (type === 'range') expectValue(type, faults);
  else
    faults.push({
      must: `must give '${name}' a ${expected} as its argument ${index + 1}, not a ${type}`,
      fix: `write it like ${form}`,
    });
}

function ofBinary(query: string, node: Node, faults: QueryFault[]): Type | undefined {
  const sides = [node.children[0], node.children[node.children.length - 1]].map((side) => typeOf(query, side, faults));
  for (const side of sides) expectValue(side, faults);
  const operator = textOf(query, node.children[1]);
  const isSet = ['And', 'Or', 'Unless'].includes(node.children[1].name);
  if (isSet && sides.includes('number'))
    faults.push({ must: `must not use '${operator}' on a number`, fix: 'take vector(…) of it' });
  if (isSet || !sides.every((side) => side === 'number')) return 'series';
  if (/[<>]|[=!]=/.test(operator) && !node.children.some(({ name }) => name === 'BoolModifier'))
    faults.push({ must: `must not compare two numbers by '${operator}'`, fix: `write ${operator} bool` });
  return 'number';
}

/** What one calculates with, or asks for, is a number or a value per series. */
function expectValue(type: Type | undefined, faults: QueryFault[]): void {
  if (type === 'range')
    faults.push({ must: 'must not use a range as a value', fix: 'take its rate(…) or avg_over_time(…)' });
  if (type === 'text') faults.push({ must: 'must not use a text as a value', fix: 'name a series, without quotes' });
}
