import { isMap } from '../kubernetes/taken';

type Json = Readonly<Record<string, unknown>>;

/** A map of the user's as one that cdk8s can render: it stumbles over objects without a prototype. */
export function copy<T extends object>(map: T | undefined): T | undefined {
  return map && { ...map };
}

/**
 * Lays fields over a manifest: maps are merged, lists whose items all have a `name` are merged by it (mounts by their
 * path, since one volume can have several), everything else is replaced.
 */
export function overlay(base: Json, over: Json | undefined): Record<string, unknown> {
  // Entries, not assignments: an own key `__proto__` stays one and is found by the check of the manifest.
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over ?? {})) merged.set(key, merge(key, merged.get(key), value));
  return Object.fromEntries(merged);
}

function merge(key: string, base: unknown, over: unknown): unknown {
  const identity = key === 'volumeMounts' ? 'mountPath' : 'name';
  if (isListWith(identity, base) && isListWith(identity, over)) {
    const known = new Map(base.map((item) => [item[identity], item]));
    for (const item of over) known.set(item[identity], overlay(known.get(item[identity]) ?? {}, item));
    return [...known.values()];
  }
  return isMap(base) && isMap(over) ? overlay(base, over) : over;
}

function isListWith(identity: string, value: unknown): value is readonly Json[] {
  return Array.isArray(value) && value.every((item) => isMap(item) && identity in item);
}
