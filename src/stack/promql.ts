import { type Selector, selectorsOf, unquote } from '../metrics/query-selectors';
import { type Elements, elementsOf, type Node, parseQuery, textOf } from '../metrics/query-tree';

/** Labels that the elements of a result have. */
export type ResultLabels =
  /** Just these, or fewer. */
  | { readonly are: 'only'; readonly labels: readonly string[] }
  /** Those of the series, without these and with those. */
  | { readonly are: 'of the series'; readonly without: readonly string[]; readonly with: readonly string[] };

/** An expression in PromQL that was read. */
export interface Query {
  /** The text. */
  readonly text: string;
  /** Its tree. @default - it is no PromQL @internal */
  readonly root?: Node;
  /** Character, from 1, where it stops being PromQL. @default - it is PromQL */
  readonly wrongAt?: number;
  /** Every selector of it, in the order in which they stand. */
  readonly selectors: readonly Selector[];
  /** How many elements it gives. */
  readonly elements: Elements;
  /** Which labels these have. */
  readonly labels: ResultLabels;
}

/** Longer than any query that somebody wrote; the parser takes its time for what is wrong from the first character on. */
const LONGEST = 20_000;
const NO_LABELS: ResultLabels = { are: 'only', labels: [] };
const SERIES_LABELS: ResultLabels = { are: 'of the series', without: [], with: [] };

/** Reads an expression. One that is wrong is a value, too. */
export function readQuery(text: string): Query {
  const tree = text.length > LONGEST ? { wrongAt: LONGEST } : parseQuery(text);
  if ('wrongAt' in tree)
    return { text, wrongAt: tree.wrongAt, selectors: [], elements: { count: 'one' }, labels: NO_LABELS };
  const { root } = tree;
  return {
    text,
    root,
    selectors: selectorsOf(text, root),
    elements: elementsOf(text, root.children[0]),
    labels: labelsOf(text, root.children[0]),
  };
}

/** True when a label that a series has is on the result as well. */
export function keepsLabel(labels: ResultLabels, label: string): boolean {
  return labels.are === 'only' ? labels.labels.includes(label) : !labels.without.includes(label);
}

/** True when every element of a result has a label: it is grouped by it, or gets it from a function. */
export function hasLabel(labels: ResultLabels, label: string): boolean {
  return labels.are === 'only' ? labels.labels.includes(label) : labels.with.includes(label);
}

/** Which labels an expression gives. */
function labelsOf(query: string, node: Node): ResultLabels {
  switch (node.name) {
    case 'NumberDurationLiteral':
    case 'StringLiteral':
      return NO_LABELS;
    case 'VectorSelector':
    case 'MatrixSelector':
      return SERIES_LABELS;
    case 'AggregateExpr':
      return ofAggregate(query, node);
    case 'FunctionCall':
      return ofFunction(query, node);
    case 'BinaryExpr':
      return ofBinary(query, node);
    default: {
      const inner = node.children.find(({ name }) => name !== 'UnaryOp');
      return inner ? labelsOf(query, inner) : SERIES_LABELS;
    }
  }
}

const KEEPS_SERIES = ['topk', 'bottomk', 'limitk', 'limit_ratio'];

function ofAggregate(query: string, node: Node): ResultLabels {
  const operator = textOf(query, node.children[0]).toLowerCase();
  const args = node.children.find(({ name }) => name === 'FunctionCallBody')?.children ?? [];
  const inner = args.length > 0 ? labelsOf(query, args[args.length - 1]) : NO_LABELS;
  if (KEEPS_SERIES.includes(operator)) return inner;
  const [how, list] = node.children.find(({ name }) => name === 'AggregateModifier')?.children ?? [];
  const labels = namesIn(query, list);
  if (how?.name === 'Without') return withoutLabels(inner, labels);
  const counted = operator === 'count_values' && args[0]?.name === 'StringLiteral' ? [literal(query, args[0])] : [];
  return { are: 'only', labels: [...labels.filter((label) => canHave(inner, label)), ...counted] };
}

/** Grouping by a label that is not there gives no label. */
function canHave(labels: ResultLabels, label: string): boolean {
  return labels.are === 'only'
    ? labels.labels.includes(label)
    : labels.with.includes(label) || !labels.without.includes(label);
}

function ofFunction(query: string, node: Node): ResultLabels {
  const [name, body] = node.children;
  const args = body?.children ?? [];
  const called = textOf(query, name);
  switch (called) {
    case 'time':
    case 'pi':
    case 'scalar':
    case 'vector':
    case 'absent':
    case 'absent_over_time':
      return NO_LABELS;
    case 'label_replace':
    case 'label_join':
      return args.length < 2 ? SERIES_LABELS : withLabel(labelsOf(query, args[0]), literal(query, args[1]));
    case 'histogram_quantile':
      return args.length < 2 ? NO_LABELS : withoutLabels(labelsOf(query, args[1]), ['le']);
    default: {
      const vector = args.find(({ name: kind }) => !kind.endsWith('Literal'));
      return vector ? labelsOf(query, vector) : NO_LABELS;
    }
  }
}

function ofBinary(query: string, node: Node): ResultLabels {
  const left = labelsOf(query, node.children[0]);
  const right = labelsOf(query, node.children[node.children.length - 1]);
  const operator = node.children[1].name;
  if (['Or', 'And', 'Unless'].includes(operator)) return left;
  if (elementsOf(query, node.children[0]).count === 'number') return right;
  if (elementsOf(query, node.children[node.children.length - 1]).count === 'number') return left;
  const matching = node.children.find(({ name }) => name === 'MatchingModifierClause');
  const [how, list, group, more] = matching?.children ?? [];
  if (group?.name === 'GroupLeft') return namesIn(query, more).reduce(withLabel, left);
  if (group?.name === 'GroupRight') return namesIn(query, more).reduce(withLabel, right);
  if (how?.name === 'On') return { are: 'only', labels: namesIn(query, list).filter((label) => canHave(left, label)) };
  return how?.name === 'Ignoring' ? withoutLabels(left, namesIn(query, list)) : left;
}

function namesIn(query: string, list: Node | undefined): string[] {
  return (list?.children ?? []).map((label) => {
    const written = textOf(query, label);
    return /^["'`]/.test(written) ? unquote(written) : written;
  });
}

function literal(query: string, node: Node): string {
  return unquote(textOf(query, node));
}

function withLabel(labels: ResultLabels, label: string): ResultLabels {
  if (labels.are === 'only') return { are: 'only', labels: [...new Set([...labels.labels, label])] };
  return { ...labels, with: [...labels.with, label] };
}

function withoutLabels(labels: ResultLabels, gone: readonly string[]): ResultLabels {
  if (labels.are === 'only') return { are: 'only', labels: labels.labels.filter((label) => !gone.includes(label)) };
  return {
    are: 'of the series',
    without: [...labels.without, ...gone],
    with: labels.with.filter((label) => !gone.includes(label)),
  };
}
