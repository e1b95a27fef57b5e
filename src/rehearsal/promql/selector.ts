import { unquote } from '../../metrics/query-selectors';
import { type Node, textOf } from '../../metrics/query-tree';
import { type Asked, type Expression, PromqlError, type VectorExpression } from './expression';
import { type Labels, NAME } from './labels';
import { Samples, type Series, type SeriesStore } from './series-store';

/** How long a sample counts when there is no newer one, in milliseconds: the default of Prometheus. */
export const LOOKBACK = 5 * 60_000;

/** Which series a selector means. */
export interface Selector {
  /** The name that they all have. @default - a pattern of names decides, or only other labels do */
  readonly name?: string;
  /** Whether labels fit all matchers; an exact name is left to `name`. */
  readonly matches: (labels: Labels) => boolean;
  /** The labels that it asks for with `=`, each once. */
  readonly asked: Asked;
}

/** Conditions that are filled in by who asks: `pod=~"…"` of the adapter, which knows the pods only at the time. */
export type Conditions = Readonly<Record<string, (value: string) => boolean>>;

type Test = (value: string) => boolean;

/** Reads `name{label="value", …}`. A value of `conditions` stands for what is filled in. */
export function readSelector(query: string, node: Node, conditions: Conditions): Selector | PromqlError {
  const tests: (readonly [string, Test])[] = [];
  const asked = new Map<string, string | undefined>();
  const identifier = node.children.find(({ name }) => name === 'Identifier');
  let name = identifier && textOf(query, identifier);
  const matchers = node.children.flatMap((child) => (child.name === 'LabelMatchers' ? child.children : []));
  for (const matcher of matchers) {
    const read = readMatcher(query, matcher, conditions);
    if (read instanceof PromqlError) return read;
    if (read.label === NAME && read.operator === '=') name = read.value;
    else tests.push([read.label, read.test]);
    if (read.label !== NAME)
      asked.set(read.label, read.operator === '=' && !asked.has(read.label) ? read.value : undefined);
  }
  const certain = [...asked].flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
  return {
    name,
    matches: ({ values }) => tests.every(([label, test]) => test(values[label] ?? '')),
    asked: Object.fromEntries(certain),
  };
}

interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
  readonly test: Test;
}

function readMatcher(query: string, node: Node, conditions: Conditions): Matcher | PromqlError {
  const [labelNode, operatorNode, valueNode] = node.children;
  const quoted = labelNode.name === 'QuotedLabelName' || labelNode.name === 'StringLiteral';
  const label = quoted ? unquote(textOf(query, labelNode)) : textOf(query, labelNode);
  // A name in quotes alone in the braces is the name of the series.
  if (operatorNode === undefined) return { label: NAME, operator: '=', value: label, test: (value) => value === label };
  const operator = textOf(query, operatorNode);
  const value = unquote(textOf(query, valueNode));
  const condition = conditions[value];
  if (condition !== undefined) return { label, operator, value, test: condition };
  if (operator === '=') return { label, operator, value, test: (text) => text === value };
  if (operator === '!=') return { label, operator, value, test: (text) => text !== value };
  const pattern = anchored(value);
  if (pattern === undefined) return new PromqlError(`the regular expression ${JSON.stringify(value)}`);
  return { label, operator, value, test: (text) => pattern.test(text) === (operator === '=~') };
}

/** A regular expression that has to match the whole; nothing where JavaScript cannot read it. */
export function anchored(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern.replace(/\(\?P</g, '(?<')})$`, 's');
  } catch {
    return undefined;
  }
}

/** Selects series, and selects anew when some came or went. */
function selecting({ name, matches }: Selector): (store: SeriesStore) => readonly Series[] {
  let selected: readonly Series[] = [];
  let generation = -1;
  return (store) => {
    if (generation !== store.generation) {
      selected = store.select(name).filter(({ labels }) => matches(labels));
      generation = store.generation;
    }
    return selected;
  };
}

/** The newest value of each series. */
export function instant(selector: Selector, offset: number): VectorExpression {
  const select = selecting(selector);
  return {
    type: 'vector',
    asked: selector.asked,
    at: ({ time, store }) => {
      const elements = [];
      for (const series of select(store)) {
        const value = series.at(time - offset, LOOKBACK);
        if (value !== undefined) elements.push({ labels: series.labels, value });
      }
      return elements;
    },
  };
}

/** The samples of each series within a window before now. */
export function windows(selector: Selector, range: number, offset: number): Expression {
  const select = selecting(selector);
  const samples = new Samples();
  return {
    type: 'range',
    asked: selector.asked,
    each: ({ time, store }, take) => {
      const to = time - offset;
      const from = to - range;
      for (const series of select(store)) {
        series.between(from, to, samples);
        if (samples.length > 0) take({ labels: series.labels, samples, from, to });
      }
    },
  };
}
