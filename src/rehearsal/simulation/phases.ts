/**
 * Where in its interval something recurring happens: the same for the same seed and name, different for different names.
 * A controller begins whenever it was started; nobody can know, and nobody should count on it.
 */
export function phases(seed: number): (name: string) => number {
  return (name) => {
    let hash = 0x811c9dc5 ^ seed;
    for (let place = 0; place < name.length; place += 1) hash = Math.imul(hash ^ name.charCodeAt(place), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
  };
}
