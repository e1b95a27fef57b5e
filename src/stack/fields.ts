/** The fields of an object of a manifest. */
export type Fields = Readonly<Record<string, unknown>>;

/** The way to a field: `['spec', 'metrics', 0, 'pods']`. A key is one step, whatever dots and slashes it has. */
export type FieldPath = readonly (string | number)[];

const NONE: Fields = {};

/** True for an object that is no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one when it is something else, as it can be in anybody's YAML. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : NONE;
}

/** The value as a list; an empty one when it is something else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a text; nothing when it is something else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a text or the number that stands for one: Kubernetes' `IntOrString`, and what a text forgot quotes of. */
export function wordOf(value: unknown): string | undefined {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value);
}

/** The value as it can stand in a sentence, whatever it is: an object of anybody's YAML may have a field `toString`. */
export function plainText(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value ?? 'nothing');
}

/** The value as a whole number; nothing when it is something else. */
export function integerOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** The texts of an object of texts, such as labels; what is no text is left out. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  const texts = Object.entries(fieldsOf(value)).flatMap(([key, text]) =>
    typeof text === 'string' ? [[key, text]] : [],
  );
  return Object.fromEntries(texts);
}

/** The words of an object such as labels: numbers and booleans that should have been in quotes are what they say. */
export function wordsOf(value: unknown): Readonly<Record<string, string>> {
  const words = Object.entries(fieldsOf(value)).flatMap(([key, each]) => {
    const word = wordOf(each);
    return word === undefined ? [] : [[key, word]];
  });
  return Object.fromEntries(words);
}

/** What stands at the end of a way; nothing when the way ends before. */
export function valueAt(fields: unknown, path: FieldPath): unknown {
  let value = fields;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** A way as people write it: `spec.metrics[0].pods`, `metadata.labels['app.kubernetes.io/name']`. */
export function pathText(path: FieldPath): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `['${step}']`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
