/** The word of a list that one was probably meant to be; nothing when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of candidates) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (steps < least) {
      best = candidate;
      least = steps;
    }
  }
  return best ?? withSameBeginning(word, candidates);
}

/** `maxReplicas` is meant for `maxReplicaCount`. */
function withSameBeginning(word: string, candidates: Iterable<string>): string | undefined {
  const least = Math.max(5, Math.ceil(word.length * 0.7));
  const beginning = word.slice(0, least).toLowerCase();
  return [...candidates].find(
    (candidate) => beginning.length >= least && candidate.toLowerCase().startsWith(beginning),
  );
}

/** How many letters have to be put in, taken out or changed; `limit` for more than that. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1])));
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return row[b.length];
}
