/** Numbers from 0 to 1 that the same seed gives in the same order. */
export function randomOf(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of several. */
export function oneOf<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)];
}

/** A name with a slip: a letter too many, too few, exchanged with its neighbour, or another word at its end. */
export function slip(name: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(1, name.length - 2));
  const slips = [
    `${name}x`,
    `${name}-server`,
    `${name.slice(0, at)}${name.slice(at + 1)}`,
    `${name.slice(0, at)}${name[at] ?? ''}${name.slice(at)}`,
    `${name.slice(0, at - 1)}${name[at] ?? ''}${name[at - 1]}${name.slice(at + 1)}`,
  ].filter((each) => each !== name && /^[a-z0-9].*[a-z0-9]$/i.test(each));
  return oneOf(slips, random);
}

/** The name of a series with a slip; only what a name of Prometheus can have. */
export function slipOfSeries(name: string, random: () => number): string {
  const slips = [
    `${name}s`,
    name.replace(/_/, '__'),
    name.replace(/_(?=[^_]*$)/, ''),
    name
      .replace(/running/, 'runing')
      .replace(/usage/, 'usages')
      .replace(/UTIL/, 'UTILS'),
    name.replace(/num/, 'nums').replace(/perc/, 'percent').replace(/DCGM/, 'DGCM'),
  ].filter((each) => each !== name);
  return oneOf(slips, random);
}
