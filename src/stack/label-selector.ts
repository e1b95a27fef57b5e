import { type Fields, fieldsOf, listOf, textOf, textsOf } from './fields';
import type { Place } from './place';

/** A selector of labels as Kubernetes has it: all of it has to hold. */
export interface LabelSelector {
  /** Where it stands. */
  readonly place: Place;
  /** Labels and their values. */
  readonly matchLabels: Readonly<Record<string, string>>;
  /** Where these stand below it: `['matchLabels']`, or `[]` where the selector has nothing else. */
  readonly labelsAt: readonly string[];
  /** Further conditions. */
  readonly expressions: readonly SelectorExpression[];
}

/** A condition on a label. */
export interface SelectorExpression {
  /** The label. */
  readonly key: string;
  /** What has to hold of it. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** The values, for the first two. */
  readonly values: readonly string[];
}

/** Reads a `LabelSelector`. */
export function labelSelectorOf(place: Place): LabelSelector {
  const fields = fieldsOf(place.value);
  return {
    place,
    matchLabels: textsOf(fields.matchLabels),
    labelsAt: ['matchLabels'],
    expressions: listOf(fields.matchExpressions).flatMap((each) => expressionOf(fieldsOf(each)) ?? []),
  };
}

/** Reads a selector that is just labels, as that of a Service. */
export function plainSelectorOf(place: Place): LabelSelector {
  return { place, matchLabels: textsOf(place.value), labelsAt: [], expressions: [] };
}

function expressionOf({ key, operator, values }: Fields): SelectorExpression | undefined {
  if (typeof key !== 'string') return undefined;
  const known = (['In', 'NotIn', 'Exists', 'DoesNotExist'] as const).find((each) => each === operator);
  return known && { key, operator: known, values: listOf(values).flatMap((value) => textOf(value) ?? []) };
}

/** True for a selector without conditions: it selects everything, or nothing, as the kind has it. */
export function isEmptySelector({ matchLabels, expressions }: LabelSelector): boolean {
  return expressions.length === 0 && Object.keys(matchLabels).length === 0;
}

/** Whether labels meet every condition. */
export function selects(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels, expressions } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value) &&
    expressions.every((expression) => holds(expression, labels))
  );
}

function holds({ key, operator, values }: SelectorExpression, labels: Readonly<Record<string, string>>): boolean {
  const has = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In':
      return has && values.includes(labels[key]);
    case 'NotIn':
      return !has || !values.includes(labels[key]);
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return !has;
  }
}
