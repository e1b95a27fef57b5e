import type { FieldPath } from '../../stack/fields';
import type { Manifest } from '../../stack/manifest';

/** A text of a manifest, and where it stands. */
export interface PlacedText {
  readonly path: FieldPath;
  readonly text: string;
}

/** The last step of a way, and those before it. The way itself is put together only when somebody wants to know it. */
interface Steps {
  readonly step: string | number;
  readonly before: Steps | undefined;
}

/** A value of a manifest that is neither an object nor a list. */
export class PlacedValue {
  constructor(
    readonly value: unknown,
    private readonly steps: Steps | undefined,
  ) {}

  /** The way to it. */
  get path(): FieldPath {
    const path: (string | number)[] = [];
    for (let at = this.steps; at !== undefined; at = at.before) path.unshift(at.step);
    return path;
  }

  /** Whether it is an item of a list. */
  get isItem(): boolean {
    return typeof this.steps?.step === 'number';
  }
}

/** The texts of a manifest that fulfil a condition, without keys. */
export function textsOf(manifest: Manifest, isMeant: (text: string) => boolean): readonly PlacedText[] {
  return valuesOf(manifest).flatMap((placed) => {
    const { value } = placed;
    return typeof value === 'string' && isMeant(value) ? [{ path: placed.path, text: value }] : [];
  });
}

const known = new WeakMap<Manifest, readonly PlacedValue[]>();

/** Every single value of a manifest. Several rules look at all of them, so they are remembered as long as the manifest. */
export function valuesOf(manifest: Manifest): readonly PlacedValue[] {
  const before = known.get(manifest);
  if (before !== undefined) return before;
  const found: PlacedValue[] = [];
  collect(manifest.fields, undefined, found);
  known.set(manifest, found);
  return found;
}

function collect(value: unknown, before: Steps | undefined, found: PlacedValue[]): void {
  if (Array.isArray(value)) {
    for (const [step, item] of value.entries()) collect(item, { step, before }, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [step, part] of Object.entries(value)) collect(part, { step, before }, found);
  } else found.push(new PlacedValue(value, before));
}
