import type { ApiObjectMetadata } from 'cdk8s';
import { type Mistake, mistake } from './mistake';

/** What most names in Kubernetes are limited to. */
export const DNS_LABEL_LENGTH = 63;

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_LABEL_FROM_LETTER = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LABEL_KEY_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** A construct id in lower-case kebab form: `QwenChat` is `qwen-chat`, `Llama3_8B` is `llama3-8b`. */
export function kebab(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])(?=[a-z])/g, '$1-$2')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
}

/** A name that becomes a DNS label; `length` is what the controllers' suffixes leave of the 63 characters. */
export function checkName(prop: string, name: unknown, length = DNS_LABEL_LENGTH, why = ''): Mistake[] {
  if (typeof name !== 'string' || !DNS_LABEL_FROM_LETTER.test(name))
    return [
      mistake(
        'name/syntax',
        prop,
        name,
        "must consist of lower-case letters, digits and '-', start with a letter and not end with '-'",
        'choose such a name',
      ),
    ];
  if (name.length <= length) return [];
  return [
    mistake(
      'name/too-long',
      prop,
      name,
      `must have at most ${length} characters, not ${name.length}${why}`,
      'shorten it',
    ),
  ];
}

/** The name of an object that exists already: most kinds take dots and a digit in front as well. */
export function checkObjectName(prop: string, name: unknown): Mistake[] {
  if (typeof name === 'string' && name.length <= 253 && DNS_SUBDOMAIN.test(name)) return [];
  return [
    mistake(
      'name/syntax',
      prop,
      name,
      "must consist of lower-case letters, digits, '-' and '.', at most 253 characters, and start and end with a letter or digit",
      'use the name of an existing object',
    ),
  ];
}

/** A namespace, where one is given. */
export function checkNamespace(prop: string, namespace: unknown): Mistake[] {
  if (namespace === undefined) return [];
  if (typeof namespace === 'string' && namespace.length <= DNS_LABEL_LENGTH && DNS_LABEL.test(namespace)) return [];
  return [
    mistake(
      'name/syntax',
      prop,
      namespace,
      "must be a DNS label: lower-case letters, digits and '-', at most 63 characters",
      'use the name of an existing namespace',
    ),
  ];
}

/** Labels as the API server accepts them. */
export function checkLabels(prop: string, labels: Readonly<Record<string, unknown>> | undefined): Mistake[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => {
    const found = checkLabelKey(prop, key);
    if (typeof value !== 'string')
      found.push(mistake('label/syntax', `${prop}.${key}`, value, 'must be a string', `write it in quotes`));
    else if (!isLabelValue(value))
      found.push(
        mistake(
          'label/syntax',
          `${prop}.${key}`,
          value,
          'must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit',
          'shorten it, or use an annotation',
        ),
      );
    return found;
  });
}

/** Annotations: keys as labels have them, values any text. */
export function checkAnnotations(prop: string, annotations: Readonly<Record<string, unknown>> | undefined): Mistake[] {
  return Object.entries(annotations ?? {}).flatMap(([key, value]) => {
    const found = checkLabelKey(prop, key);
    if (typeof value !== 'string')
      found.push(mistake('label/syntax', `${prop}.${key}`, value, 'must be a string', 'write it in quotes'));
    return found;
  });
}

/** Labels and annotations of an object, and the parts of its metadata that the user gave. */
export function checkMetadata(metadata: ApiObjectMetadata | undefined, prop = 'metadata'): Mistake[] {
  return [
    ...checkNamespace(`${prop}.namespace`, metadata?.namespace),
    ...checkLabels(`${prop}.labels`, metadata?.labels),
    ...checkAnnotations(`${prop}.annotations`, metadata?.annotations),
  ];
}

function checkLabelKey(prop: string, key: string): Mistake[] {
  if (isLabelKey(key)) return [];
  return [
    mistake(
      'label/syntax',
      prop,
      key,
      'must be a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]',
      'rename the key',
    ),
  ];
}

/** True for a value that a label can have. */
export function isLabelValue(value: string): boolean {
  return value.length <= DNS_LABEL_LENGTH && LABEL_VALUE.test(value);
}

/** True for a key that labels and annotations can have. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const [prefix, name] = [key.slice(0, Math.max(0, slash)), key.slice(slash + 1)];
  return (
    name.length <= DNS_LABEL_LENGTH &&
    LABEL_KEY_NAME.test(name) &&
    (slash < 0 || (prefix.length <= 253 && DNS_SUBDOMAIN.test(prefix)))
  );
}
