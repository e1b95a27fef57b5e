/**
 * Makes a function that works its value out once for each object, such as a graph that many rules look at. Only for
 * what never changes.
 */
export function oncePer<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    const value = work(key);
    known.set(key, { value });
    return value;
  };
}

/** The same for what depends on two objects. */
export function oncePerPair<Outer extends object, Key extends object, Value>(
  work: (outer: Outer, key: Key) => Value,
): (outer: Outer, key: Key) => Value {
  const ofOuter = oncePer((outer: Outer) => oncePer((key: Key) => work(outer, key)));
  return (outer, key) => ofOuter(outer)(key);
}
