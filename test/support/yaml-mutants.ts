import { parseAllDocuments, stringify } from 'yaml';
import { BREAKS } from './mutants/breaks';
import { HARMLESS } from './mutants/harmless';
import { randomOf } from './mutants/random';
import type { Change, Loose, Stack } from './mutants/stack';

/** A stack that was changed in one place. */
export interface Mutant {
  /** What was done to it. */
  readonly kind: string;
  /** Its objects. */
  readonly objects: readonly unknown[];
  /** The objects as YAML or, where that was asked for, in another form. */
  readonly text: () => string;
  /** Whether it is broken as a text, so that its objects do not tell. */
  readonly isOfText: boolean;
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
  return { kind: 'nothing', objects: [], text: () => golden, isOfText: true };
}

const parsed = new Map<string, unknown[]>();

/** The objects of an example, to be changed. */
function objectsOf(golden: string): Loose[] {
  if (!parsed.has(golden))
    parsed.set(
      golden,
      parseAllDocuments(golden).map((document) => document.toJS()),
    );
  return structuredClone(parsed.get(golden) as Loose[]);
}

/** Makes one kind of change; nothing when the stack has no place for it. */
export function tryChange(golden: string, change: Change, random: () => number): Mutant | undefined {
  const stack: Stack = { objects: objectsOf(golden), random };
  const made = change.make(stack);
  if (made === undefined) return undefined;
  const text = () => {
    const yaml = stack.objects.map((object) => stringify(object, { lineWidth: 0 })).join('---\n');
    return stack.rewrite?.(yaml) ?? yaml;
  };
  const atFault = made === true ? undefined : made;
  return { kind: change.name, objects: stack.objects, text, isOfText: stack.rewrite !== undefined, atFault };
}
