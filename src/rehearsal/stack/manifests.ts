import type { Manifest } from '../../stack/manifest';
import { readManifests, readObjects } from '../../stack/read';
import { Unreadable } from '../reader';

/** What can be given as manifests: YAML or JSON text, objects as `chart.toJson()` gives them, or several of them. */
export type Manifests = string | object | readonly (string | object)[];

/** Reads manifests. A chart or a `List` stands for what is in it; what is no object of the API is passed over. */
export function manifestsIn(given: Manifests): readonly Manifest[] | Unreadable {
  const reasons: string[] = [];
  const manifests = (Array.isArray(given) ? given : [given]).flatMap((each: string | object) => {
    if (typeof each !== 'string') return readObjects(objectsIn(each));
    const read = readManifests([{ name: '', text: each }]);
    reasons.push(...read.unparsable.map(({ line, message }) => `line ${line}: ${message}`));
    return read.manifests;
  });
  return reasons.length > 0 ? new Unreadable(reasons) : manifests;
}

function objectsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isChart(value) ? objectsIn(value.toJson()) : [value];
}

function isChart(value: unknown): value is { readonly toJson: () => unknown } {
  return typeof (value as { readonly toJson?: unknown } | null)?.toJson === 'function';
}
