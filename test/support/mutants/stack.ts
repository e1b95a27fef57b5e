import { parse, stringify } from 'yaml';

export type Loose = any;

/** A stack that is about to be changed. */
export interface Stack {
  readonly objects: Loose[];
  readonly random: () => number;
  /** Changes the text that comes of the objects. */
  rewrite?: (text: string) => string;
}

/** A kind of change. */
export interface Change {
  /** What is done, in a few words. */
  readonly name: string;
  /**
   * Does it. Gives the objects of which a finding has to name one, `true` for a change that breaks nothing, and nothing
   * where the stack has no place for it.
   */
  make(stack: Stack): readonly string[] | true | undefined;
}

/** How findings call an object. */
export function referenceOf({ kind, metadata }: Loose): string {
  return [kind, metadata.namespace, metadata.name].filter((part) => part !== undefined).join('/');
}

/** The object of a kind, chosen at random, that meets a condition. */
export function pick(stack: Stack, kind: string, meets: (object: Loose) => boolean = () => true): Loose | undefined {
  const all = stack.objects.filter((object) => object.kind === kind && meets(object));
  return all[Math.floor(stack.random() * all.length)];
}

/** A change of an object of a kind; what it breaks is that object, and perhaps others. */
export function change(
  name: string,
  kind: string,
  make: (object: Loose, stack: Stack) => readonly Loose[] | boolean | undefined,
  meets?: (object: Loose) => boolean,
): Change {
  return {
    name,
    make: (stack) => {
      const object = pick(stack, kind, meets);
      if (!object) return undefined;
      const before = referenceOf(object);
      const made = make(object, stack);
      if (made === undefined || made === false) return undefined;
      const others = made === true ? [] : made.map(referenceOf);
      return [...new Set([before, referenceOf(object), ...others])];
    },
  };
}

/** A change of a rule of an adapter, wherever its list stands. */
export function adapterChange(
  name: string,
  make: (rule: Loose, stack: Stack, root: Loose) => readonly Loose[] | boolean | undefined,
  meets: (rule: Loose) => boolean = () => true,
): Change {
  return change(name, 'ConfigMap', (object, stack) => {
    const [key] = Object.keys(object.data);
    const root = parse(object.data[key]);
    const rules = (root.rules ?? root.AlibabaCloudMetricsAdapter.prometheus.adapter.rules.custom).filter(meets);
    if (rules.length === 0) return undefined;
    const made = make(rules[Math.floor(stack.random() * rules.length)], stack, root);
    object.data[key] = stringify(root, { lineWidth: 0 });
    return made;
  });
}

/** Every object of some kinds. */
export function all(stack: Stack, ...kinds: readonly string[]): Loose[] {
  return stack.objects.filter(({ kind }) => kinds.includes(kind));
}

/** The container of a pod that runs the engine. */
export function engineOf(workload: Loose): Loose | undefined {
  return (workload.spec.template?.spec ?? workload.spec.predictor).containers?.[0];
}
