import type { LabelSelector } from './label-selector';
import type { Labels } from './parts';
import type { Miss, Place } from './place';

/** How much two texts have in common: 1 when they are equal, 0 when nothing of one is in the other. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || longest > LONGEST) return 0;
  return 1 - distance(a, b) / longest;
}

/** Longer texts are no names. */
const LONGEST = 253;

/** Letters to change, add or leave out between two texts. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      line.push(Math.min(before[column] + 1, line[column - 1] + 1, before[column - 1] + (isSame ? 0 : 1)));
    }
    before = line;
  }
  return before[b.length];
}

/** The one that is most like a text, when any is at least so much. */
export function nearest<T>(
  wanted: string,
  candidates: Iterable<T>,
  nameOf: (candidate: T) => string,
  least = LEAST_LIKENESS,
): T | undefined {
  let best: T | undefined;
  let most = least;
  for (const candidate of candidates) {
    const like = likeness(wanted, nameOf(candidate));
    if (like > most) {
      best = candidate;
      most = like;
    }
  }
  return best;
}

/** What is less alike has nothing to do with it. */
const LEAST_LIKENESS = 0.4;

/** Something with labels that a selector could have selected. */
export interface Candidate<T> {
  /** What would be selected. */
  readonly item: T;
  /** The labels that the selector is about: its own, or those of its pods. */
  readonly labels: Labels;
  /** Its labels as a field. */
  readonly place: Place;
}

/** The candidates that a selector comes nearest to, with every condition that does not hold. */
export function nearlySelected<T>(selector: LabelSelector, candidates: readonly Candidate<T>[]): Miss<T>[] {
  const wanted = Object.entries(selector.matchLabels);
  const scored = candidates.map((candidate) => ({
    candidate,
    score: wanted.reduce((sum, [key, value]) => sum + scoreOf(key, value, candidate.labels), 0),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best < LEAST_LIKENESS) return [];
  const nearestOnes = scored.filter(({ score }) => score === best).slice(0, MOST_MISSES);
  return nearestOnes.flatMap(({ candidate }) =>
    wanted
      .filter(([key, value]) => candidate.labels[key] !== value)
      .map(([key, value]) => ({
        to: candidate.item,
        why: 'label' as const,
        wanted: below(selector.place, [...selector.labelsAt, key], value),
        found: below(candidate.place, [key], candidate.labels[key]),
      })),
  );
}

const MOST_MISSES = 3;
/** An equal label is worth more than all that is only alike. */
const EQUAL = 10;

function scoreOf(key: string, value: string, labels: Labels): number {
  if (!Object.hasOwn(labels, key)) return Object.values(labels).includes(value) ? EQUAL / 2 : 0;
  return labels[key] === value ? EQUAL : 1 + likeness(value, labels[key]);
}

/** A field below another one. */
export function below(place: Place, path: readonly (string | number)[], value: unknown): Place {
  return { manifest: place.manifest, path: [...place.path, ...path], value };
}
