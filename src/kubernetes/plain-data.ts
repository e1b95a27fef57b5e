import { type BrokenCharacter, brokenCharacter } from './broken-text';
import { type Mistake, mistake } from './mistake';
import { holdsSecret } from './secrets';
import { isMap } from './taken';

/** cdk8s writes these forms bare, and the YAML reader of kubectl takes them for numbers. */
const BARE_OCTAL = /^[-+]?0[oO][0-7_]+$/;
const BARE_NUMBER = /^[-+]?0(B[01_]+|X[0-9a-fA-F_]+)$/;
const RESERVED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const DEEPEST = 100;

/** Judges a rendered manifest: only what survives the way through YAML may be in it. */
export function checkPlainData(value: unknown, path: string): Mistake[] {
  const found: Mistake[] = [];
  visit(value, path, [], found);
  return found;
}

function visit(value: unknown, path: string, above: object[], found: Mistake[]): void {
  switch (typeof value) {
    case 'string': {
      const broken = brokenCharacter(value);
      if (broken) found.push(brokenText(path, value, broken));
      else found.push(...checkBareNumber(path, value), ...checkSecret(path, value));
      return;
    }
    case 'number':
      if (!Number.isFinite(value))
        found.push(mistake('value/number', path, value, 'must be a finite number', 'give a number'));
      return;
    case 'boolean':
    case 'undefined':
      return;
    case 'object':
      if (value !== null) visitObject(value, path, above, found);
      return;
    default:
      found.push(mistake('value/plain-data', path, value, 'must be plain data', 'pass a value, not code'));
  }
}

function visitObject(value: object, path: string, above: object[], found: Mistake[]): void {
  if (above.includes(value)) {
    found.push(mistake('value/plain-data', path, value, 'must not contain itself', 'cut the cycle'));
    return;
  }
  if (above.length > DEEPEST) {
    const must = `must not be nested in more than ${DEEPEST} others`;
    found.push(mistake('value/plain-data', path, value, must, 'make it flatter'));
    return;
  }
  const inside = [...above, value];
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      if (item === undefined || item === null)
        found.push(mistake('value/plain-data', `${path}[${index}]`, item, 'must have a value', 'drop it or give one'));
      else visit(item, `${path}[${index}]`, inside, found);
    });
    return;
  }
  if (!isMap(value)) {
    found.push(mistake('value/plain-data', path, value, 'must be a plain object or list', 'convert it'));
    return;
  }
  for (const key of Object.keys(value)) {
    const broken = brokenCharacter(key);
    if (RESERVED_KEYS.has(key))
      found.push(mistake('value/plain-data', path, key, 'must not be used as a key', 'rename the key'));
    else if (broken) found.push(brokenText(path, key, broken));
    else {
      found.push(...checkBareNumber(path, key));
      visit(value[key], path ? `${path}.${key}` : key, inside, found);
    }
  }
}

function checkBareNumber(path: string, text: string): Mistake[] {
  const isOctal = BARE_OCTAL.test(text);
  if (!isOctal && !BARE_NUMBER.test(text)) return [];
  return [
    mistake(
      'value/text',
      path,
      text,
      `must not look like ${isOctal ? 'an octal' : 'a'} number`,
      'write it another way',
    ),
  ];
}

function checkSecret(path: string, text: string): Mistake[] {
  if (!holdsSecret(text)) return [];
  return [mistake('value/secret', path, text, 'must not stand in a manifest', 'refer to an entry of a Secret')];
}

function brokenText(path: string, text: string, { title, index }: BrokenCharacter): Mistake {
  return mistake('value/text', path, text, `must not contain ${title} (at index ${index})`, 'remove the character');
}
