type Json = Readonly<Record<string, unknown>>;

/**
 * Lays fields over a manifest: maps are merged, lists whose items all have a `name` are merged by it, everything else
 * is replaced.
 */
export function overlay(base: Json, over: Json | undefined): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over ?? {})) merged[key] = merge(base[key], value);
  return merged;
}

function merge(base: unknown, over: unknown): unknown {
  if (isNamedList(base) && isNamedList(over)) {
    const byName = new Map(base.map((item) => [item.name, item]));
    for (const item of over) byName.set(item.name, overlay(byName.get(item.name) ?? {}, item) as Named);
    return [...byName.values()];
  }
  return isMap(base) && isMap(over) ? overlay(base, over) : over;
}

type Named = Json & { readonly name: unknown };

function isNamedList(value: unknown): value is readonly Named[] {
  return Array.isArray(value) && value.every((item) => isMap(item) && 'name' in item);
}

function isMap(value: unknown): value is Json {
  if (value === null || typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
