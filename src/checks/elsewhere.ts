import { matchesPattern } from '../metrics/query-selectors';
import type { CheckProfile } from './profile';

/**
 * Whether the profile says that such an object exists outside of the manifests.
 *
 * @param name @default - any
 */
export function existsElsewhere(profile: CheckProfile, kind: string, namespace?: string, name?: string): boolean {
  return (profile.elsewhere ?? []).some((reference) => {
    const [ofKind, ...rest] = reference.split('/');
    const [inNamespace, named] = rest.length > 1 ? rest : [undefined, rest[0]];
    return (
      fits(ofKind, kind) &&
      (inNamespace === undefined || namespace === undefined || fits(inNamespace, namespace)) &&
      (name === undefined || fits(named, name))
    );
  });
}

/** A `*` stands for any text. */
function fits(pattern: string, text: string): boolean {
  return matchesPattern(pattern.replace(/[.?+()[\]{}|^$\\]/g, '\\$&').replaceAll('*', '.*'), text) === true;
}
