import { type Node, textOf } from './query-tree';

/** How a label is compared. */
export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** A condition on a label. */
export interface LabelMatcher {
  /** The label; `__name__` for the name of the series. */
  readonly label: string;
  /** How it is compared. */
  readonly operator: MatchOperator;
  /** With what: the text, or the regular expression, which Prometheus anchors on both sides. */
  readonly value: string;
}

/** A selector of series: `vllm:num_requests_running{namespace="llm"}[2m]`. */
export interface Selector {
  /** The name of the series. @default - it is matched by a pattern, or not at all */
  readonly name?: string;
  /** The conditions on its labels; the name is not among them when it is known. */
  readonly matchers: readonly LabelMatcher[];
  /** The window in seconds. @default - it is an instant vector */
  readonly rangeSeconds?: number;
  /** The functions and aggregations around it, the innermost first: `['rate', 'sum']`. */
  readonly inside: readonly string[];
  /** Where it begins in the query. */
  readonly from: number;
  /** Where it ends. */
  readonly to: number;
}

/** Every selector of an expression, in the order in which they stand. */
export function selectorsOf(query: string, root: Node): Selector[] {
  const found: Selector[] = [];
  const visit = (node: Node, inside: readonly string[], range: Node | undefined): void => {
    if (node.name === 'VectorSelector') {
      found.push(selectorOf(query, node, inside, range));
      return;
    }
    const called = ['AggregateExpr', 'FunctionCall'].includes(node.name) ? textOf(query, node.children[0]) : undefined;
    const around = called === undefined ? inside : [called.toLowerCase(), ...inside];
    const window = ['MatrixSelector', 'SubqueryExpr'].includes(node.name)
      ? node.children.find(({ name }) => name === 'DurationExpr')
      : range;
    for (const child of node.children) visit(child, around, window);
  };
  visit(root, [], undefined);
  return found;
}

function selectorOf(query: string, node: Node, inside: readonly string[], range: Node | undefined): Selector {
  const identifier = node.children.find(({ name }) => name === 'Identifier');
  const all = node.children
    .flatMap((child) => (child.name === 'LabelMatchers' ? child.children : []))
    .map((matcher) => matcherOf(query, matcher));
  const named = all.find(({ label, operator }) => label === '__name__' && operator === '=');
  return {
    name: identifier ? textOf(query, identifier) : named?.value,
    matchers: all.filter((matcher) => matcher !== named || identifier !== undefined),
    rangeSeconds: range && secondsOf(textOf(query, range)),
    inside,
    from: node.from,
    to: node.to,
  };
}

/** Reads a condition. A name in quotes stands alone in the braces and is a condition on the name. */
export function matcherOf(query: string, matcher: Node): LabelMatcher {
  const part = (...names: string[]) => matcher.children.find(({ name }) => names.includes(name));
  const operator = part('MatchOp');
  const label = part('LabelName', 'QuotedLabelName');
  const value = part('StringLiteral');
  if (!operator || !label || !value)
    return { label: '__name__', operator: '=', value: unquote(textOf(query, matcher)) };
  const written = textOf(query, label);
  return {
    label: label.name === 'LabelName' ? written : unquote(written),
    operator: textOf(query, operator) as MatchOperator,
    value: unquote(textOf(query, value)),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };

/** What a literal says: Go's escapes, or none between backticks. */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  return inner.replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|(.))/g, (_, hex, code, char) =>
    char === undefined ? String.fromCharCode(Number.parseInt(hex ?? code, 16)) : (ESCAPES[char] ?? char),
  );
}

/** How many seconds each unit of a duration in PromQL has. */
const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** Seconds of a duration of Prometheus, such as `1h30m`; nothing when it is none. A bare number is seconds. */
export function secondsOf(duration: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(duration)) return Number(duration);
  const parts = [...duration.matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== duration) return undefined;
  return parts.reduce((total, [, number, unit]) => total + Number(number) * SECONDS[unit], 0);
}

/** A regular expression of RE2, anchored as Prometheus does; nothing when RE2 does not take it. */
export function regexOf(pattern: string): RegExp | undefined {
  return compile(pattern, (inner) => `^(?:${inner})$`);
}

/** A regular expression of RE2 that may match a part of a text; nothing when RE2 does not take it. */
export function partRegexOf(pattern: string): RegExp | undefined {
  return compile(pattern, (inner) => inner);
}

/** RE2 looks neither back nor ahead, and writes some things in another way. */
function compile(pattern: string, within: (inner: string) => string): RegExp | undefined {
  if (/\(\?(?:=|!|<[=!])|\\[1-9]/.test(pattern)) return undefined;
  const inner = pattern
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?[a-zA-Z-]+(:|\))/g, (_, end) => (end === ':' ? '(?:' : '(?:)'));
  try {
    return new RegExp(within(inner));
  } catch {
    return undefined;
  }
}

/** So many repetitions one after the other; and of alternatives, which do not multiply, as many as come to as much. */
const MOST_QUANTIFIERS = 4;
const MOST_IN_ALTERNATIVES = { each: 2, all: 40 };
const LONGEST_PATTERN = 2000;

/**
 * Whether a text meets a condition; nothing when that cannot be told, as for an expression that JavaScript, unlike RE2,
 * could need years for.
 */
export function meets({ operator, value }: LabelMatcher, text: string): boolean | undefined {
  if (operator === '=') return text === value;
  if (operator === '!=') return text !== value;
  const matches = matchesPattern(value, text);
  return matches === undefined || operator === '=~' ? matches : !matches;
}

/** Whether a whole text is what a pattern of RE2 says; nothing when that cannot be told. */
export function matchesPattern(pattern: string, text: string): boolean | undefined {
  if (pattern === text || pattern === '.*') return true;
  if (pattern === '.+') return text !== '';
  if (!isQuick(pattern)) return undefined;
  return cached(pattern)?.test(text);
}

/** True for patterns that no text makes slow: few repetitions, and none of what repeats itself. */
export function isQuick(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN || /\)[*+{?]/.test(pattern)) return false;
  const counts = quantifiersOf(pattern);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all <= MOST_QUANTIFIERS) return true;
  return all <= MOST_IN_ALTERNATIVES.all && counts.every((count) => count <= MOST_IN_ALTERNATIVES.each);
}

/** How many repetitions each alternative of a pattern has. */
function quantifiersOf(pattern: string): number[] {
  const counts = [0];
  let depth = 0;
  for (const [token] of pattern.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()|*+]|\{\d+,/g)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (token === '|' && depth === 0) counts.push(0);
    else if (/^[*+{]/.test(token)) counts[counts.length - 1] += 1;
  }
  return counts;
}

const compiled = new Map<string, RegExp | undefined>();
const MOST_COMPILED = 10_000;

function cached(pattern: string): RegExp | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  if (compiled.size > MOST_COMPILED) compiled.clear();
  const regex = regexOf(pattern);
  compiled.set(pattern, regex);
  return regex;
}
