import type { ApiObjectMetadata, OwnerReference } from 'cdk8s';
import { type Mistake, mistake } from './mistake';
import { isMap, taken } from './taken';

/** What a prop has to be so that it can be worked with at all: what is wrong with a value that is not. */
export type Kind = (prop: string, value: unknown) => Mistake[];

/** The kinds of the props that are no plain numbers, texts and flags: rules judge those where they use them. */
export type Kinds<Props> = Partial<Readonly<Record<keyof Props, Kind>>>;

/** Made by a class. @param how the way to make one */
export function made(type: abstract new (...args: never) => unknown, how: string): Kind;
export function made(type: { readonly prototype: unknown; readonly name: string }, how: string): Kind;
export function made(type: { readonly name: string }, how: string): Kind {
  return (prop, value) =>
    value instanceof (type as abstract new () => unknown)
      ? []
      : [mistake('value/type', prop, value, `must be ${article(type.name)} ${type.name}`, `write ${how}`)];
}

function article(name: string): string {
  return /^[AEIO]/.test(name) ? 'an' : 'a';
}

/** Keys and values. */
export const MAP: Kind = (prop, value) =>
  isMap(value) ? [] : [mistake('value/type', prop, value, 'must be an object of keys and values', 'write { … }')];

/** Keys and values of one kind. */
export function mapOf(kind: Kind): Kind {
  return (prop, value) =>
    isMap(value) ? Object.entries(value).flatMap(([key, inner]) => kind(`${prop}.${key}`, inner)) : MAP(prop, value);
}

/** Any number of items. @param kind what each of them is @default - judged elsewhere */
export function listOf(kind?: Kind): Kind {
  return (prop, value) => {
    if (!Array.isArray(value)) return [mistake('value/type', prop, value, 'must be a list', 'write [ … ]')];
    return kind === undefined ? [] : value.flatMap((item, index) => kind(`${prop}[${index}]`, item));
  };
}

/** An object with fields. @param kinds what some of them are @param required those that have to be there */
export function fields<T>(kinds: Kinds<T>, ...required: (keyof T)[]): Kind {
  return (prop, value) => {
    const found = MAP(prop, value);
    if (found.length > 0) return found;
    return Object.entries<Kind | undefined>(kinds).flatMap(([key, kind]) => {
      const inner = (value as Record<string, unknown>)[key];
      const isOpen = inner === undefined && !required.includes(key as keyof T);
      return kind === undefined || isOpen ? [] : kind(`${prop}.${key}`, inner);
    });
  };
}

/** Text. */
export const TEXT: Kind = (prop, value) =>
  typeof value === 'string' ? [] : [mistake('value/type', prop, value, 'must be text', 'write it in quotes')];

/** Text that says something. */
export const WORD: Kind = (prop, value) =>
  value === '' ? [mistake('value/type', prop, value, 'must not be empty', 'write what it is')] : TEXT(prop, value);

/** True or false. */
export const FLAG: Kind = (prop, value) =>
  typeof value === 'boolean' ? [] : [mistake('value/type', prop, value, 'must be true or false', 'write one of them')];

/** A member of an enumeration. */
export function memberOf(type: string, members: Readonly<Record<string, string>>): Kind {
  const fix = `use one of ${type}: ${Object.keys(members).join(', ')}`;
  return (prop, value) =>
    Object.values(members).includes(value as string)
      ? []
      : [mistake('value/type', prop, value, `must be a member of ${type}`, fix)];
}

/** What can be made part of a name: what a name is in full is judged by rules of its own. */
export const PART_OF_NAME: Kind = (prop, value) => (typeof value === 'number' ? [] : TEXT(prop, value));

const OWNER = fields<OwnerReference>(
  { apiVersion: TEXT, kind: TEXT, name: TEXT, uid: TEXT, controller: FLAG, blockOwnerDeletion: FLAG },
  ...(['apiVersion', 'kind', 'name', 'uid'] as const),
);

/** Name, namespace, labels, annotations and owners of an object. */
export const METADATA: Kind = fields<ApiObjectMetadata>({
  name: PART_OF_NAME,
  namespace: PART_OF_NAME,
  labels: MAP,
  annotations: MAP,
  finalizers: listOf(TEXT),
  ownerReferences: listOf(OWNER),
});

/** Something that has a name: a construct, an object of cdk8s, or fields. */
export const NAMED: Kind = (prop, value) => {
  if (typeof value !== 'object' || value === null)
    return [mistake('value/type', prop, value, 'must be an object with a name', 'give a construct or its name')];
  const { apiVersion = '', kind = '', name = '' } = value as Readonly<Record<string, unknown>>;
  const parts = Object.entries({ apiVersion, kind, name });
  return parts.flatMap(([key, part]) => PART_OF_NAME(`${prop}.${key}`, part));
};

/** Props that can be worked with, and what was wrong with those that were given. */
export interface Typed<Props> {
  /** What was given, with what stands for props that are missing or of a wrong type. */
  readonly props: Props;
  /** What is wrong with their types; empty where nothing is. */
  readonly mistakes: readonly Mistake[];
}

/**
 * Takes what a construct was given, as far as it is of the kinds that it has to be.
 *
 * @param required what stands for the props that have to be there, so that the construct can be made and judged
 */
export function typed<Props extends object, Required extends Partial<Props>>(
  given: Props | undefined,
  kinds: Kinds<Props>,
  required: Required,
): Typed<Props> {
  const copy: unknown = taken(given ?? {});
  const isUsable = isMap(copy);
  const props: Record<string, unknown> = isUsable ? { ...copy } : {};
  const mistakes = Object.entries<Kind | undefined>(kinds).flatMap(([key, kind]) => {
    const value = props[key];
    const isOpen = value === undefined && !(key in required);
    const found = kind === undefined || isOpen ? [] : kind(key, value);
    if (found.length > 0) props[key] = required[key as keyof Required];
    return found;
  });
  return { props: props as Props, mistakes: isUsable ? mistakes : MAP('props', copy) };
}
