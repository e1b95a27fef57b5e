import { parseAllDocuments, stringify } from 'yaml';
import { BREAKS } from './mutants/breaks';
import { HARMLESS } from './mutants/harmless';
import { randomOf } from './mutants/random';
import type { Change, Stack } from './mutants/stack';

/** A stack that was changed in one place. */
export interface Mutant {
  /** What was done to it. */
  readonly kind: string;
  /** The YAML. */
  readonly text: string;
  /** The objects of which one has to be named; nothing when the change breaks nothing. */
  readonly atFault?: readonly string[];
}

/** Every kind of breakage, by its name. */
export const KINDS_OF_BREAKAGE: readonly string[] = BREAKS.map(({ name }) => name);
/** Every kind of change that breaks nothing, by its name. */
export const KINDS_OF_HARMLESS_CHANGE: readonly string[] = HARMLESS.map(({ name }) => name);

/** Breaks one wire of a stack, or changes it in a way that breaks nothing; the same number gives the same mutant. */
export function mutate(golden: string, seed: number, isHarmless = false): Mutant {
  const random = randomOf(seed);
  const changes = [...(isHarmless ? HARMLESS : BREAKS)];
  while (changes.length > 0) {
    const [change] = changes.splice(Math.floor(random() * changes.length), 1);
    const mutant = tryChange(golden, change, random);
    if (mutant) return mutant;
  }
  return { kind: 'nothing', text: golden };
}

/** Makes one kind of change; nothing when the stack has no place for it. */
export function tryChange(golden: string, change: Change, random: () => number): Mutant | undefined {
  const stack: Stack = { objects: parseAllDocuments(golden).map((document) => document.toJS()), random };
  const made = change.make(stack);
  if (made === undefined) return undefined;
  const text = stack.objects.map((object) => stringify(object, { lineWidth: 0 })).join('---\n');
  return { kind: change.name, text: stack.rewrite?.(text) ?? text, atFault: Array.isArray(made) ? made : undefined };
}
