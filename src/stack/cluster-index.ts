import { isEmptySelector, type LabelSelector, selects } from './label-selector';
import type { Labels } from './parts';

/** Namespaces to look in; `any` for all of them. What names none is in a namespace of its own: that of the apply. */
export type Namespaces = 'any' | readonly (string | undefined)[];

/** So many objects are looked at for one that is nearly the right one. */
const MOST_CANDIDATES = 100;

interface Entry<T> {
  readonly item: T;
  readonly labels: Labels;
}

/** Objects by namespace and label, so that a selector need not look at all of them. */
export class LabelIndex<T> {
  private readonly all: Entry<T>[] = [];
  private readonly byNamespace = new Map<string, Entry<T>[]>();
  /** Of a namespace or, as nothing, of all of them, once somebody has looked there. */
  private readonly byLabel = new Map<string | undefined, ReadonlyMap<string, readonly Entry<T>[]>>();

  /** Everything is added before anything is found. */
  add(namespace: string | undefined, labels: Labels, item: T): void {
    const entry = { item, labels };
    this.all.push(entry);
    push(this.byNamespace, namespace ?? '', entry);
  }

  /** What a selector selects. One without conditions selects nothing unless that is asked for. */
  find(namespaces: Namespaces, selector: LabelSelector, isEmptyAll = false): T[] {
    if (isEmptySelector(selector) && !isEmptyAll) return [];
    const places = namespaces === 'any' ? [undefined] : [...new Set(namespaces.map((name) => name ?? ''))];
    return places.flatMap((place) =>
      this.candidates(place, selector)
        .filter(({ labels }) => selects(selector, labels))
        .map(({ item }) => item),
    );
  }

  /** Some objects of a namespace, for saying what was nearly found. */
  some(namespace: string | undefined): T[] {
    return (this.byNamespace.get(namespace ?? '') ?? []).slice(0, MOST_CANDIDATES).map(({ item }) => item);
  }

  /** The shortest list that has everything the selector can select. */
  private candidates(place: string | undefined, { matchLabels }: LabelSelector): readonly Entry<T>[] {
    let best: readonly Entry<T>[] = place === undefined ? this.all : (this.byNamespace.get(place) ?? []);
    const index = this.byLabel.get(place) ?? indexByLabel(best);
    this.byLabel.set(place, index);
    for (const [key, value] of Object.entries(matchLabels)) {
      const list = index.get(labelKey(key, value)) ?? [];
      if (list.length < best.length) best = list;
    }
    return best;
  }
}

/** Objects by namespace, kind and name. */
export class NameIndex<T extends { readonly kind: string; readonly name: string; readonly namespace?: string }> {
  private readonly byName = new Map<string, T>();
  private readonly byNamespace = new Map<string, T[]>();
  private readonly anywhere = new Map<string, T[]>();

  /** Everything is added before anything is found; of two with one name the first is found. */
  add(item: T): void {
    // Controllers know a kind in lower-case letters, too.
    for (const kind of [item.kind, item.kind.toLowerCase()]) {
      const key = nameKey(item.namespace, kind, item.name);
      if (!this.byName.has(key)) this.byName.set(key, item);
    }
    push(this.byNamespace, item.namespace ?? '', item);
    push(this.anywhere, item.name, item);
  }

  /** The object of a name, its kind written as it is or in lower case; nothing when there is none. */
  find(namespace: string | undefined, kind: string, name: string): T | undefined {
    return this.byName.get(nameKey(namespace, kind, name));
  }

  /** Objects of that name in any namespace, of any kind. */
  named(name: string): readonly T[] {
    return (this.anywhere.get(name) ?? []).slice(0, MOST_CANDIDATES);
  }

  /** Some objects of a namespace, for saying what was nearly found. */
  some(namespace: string | undefined): readonly T[] {
    return (this.byNamespace.get(namespace ?? '') ?? []).slice(0, MOST_CANDIDATES);
  }
}

function nameKey(namespace: string | undefined, kind: string, name: string): string {
  return `${namespace ?? ''}\n${kind}\n${name}`;
}

function indexByLabel<T>(entries: readonly Entry<T>[]): ReadonlyMap<string, readonly Entry<T>[]> {
  const index = new Map<string, Entry<T>[]>();
  for (const entry of entries)
    for (const [key, value] of Object.entries(entry.labels)) push(index, labelKey(key, value), entry);
  return index;
}

function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}

/** Adds to the list of a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
