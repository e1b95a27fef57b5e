import { STORAGE_SCHEMES, schemeOf } from '../../kubernetes/storage-schemes';
import { valueAt } from '../../stack/fields';
import { bad, badPart, itemsOf, type Part } from '../part';
import type { CheckProfile } from '../profile';
import type { Problem, Rule } from '../rule';
import { atLeast, versionOf } from '../versions';
import { standardServices } from './services';

/** A model is named by a scheme that something can fetch. */
export const storageUri: Rule = {
  name: 'kserve/storage-uri',
  severity: 'warning',
  demands: 'a model is named once, by a scheme that this version of KServe can fetch',
  why: 'Admission and a dry run accept any text: only the controller says InternalError, and Ready stays Unknown.',
  link: 'https://kserve.github.io/website/docs/model-serving/storage/overview',
  *check(graph, profile) {
    const hasContainer = graph.manifestsOfKind('ClusterStorageContainer').length > 0;
    for (const { predictor, model } of standardServices(graph)) {
      const named = [predictor, ...(model === undefined ? [] : [model])];
      for (const part of named) {
        const { storageUri: uri } = part.fields;
        if (uri !== undefined && !hasContainer) yield* checkUri(part, 'storageUri', profile);
        const several = part.fields.storageUris ?? predictor.fields.storageUris;
        if (uri !== undefined && several !== undefined)
          yield badPart(part, "'storageUri' and 'storageUris' are both given", 'keep one of them', {
            severity: 'error',
          });
      }
      for (const part of itemsOf(predictor, 'storageUris')) {
        if (!hasContainer) yield* checkUri(part, 'uri', profile);
        const path = part.fields.mountPath;
        if (path !== undefined && (typeof path !== 'string' || !/^\/./.test(path) || path.includes('..')))
          yield bad(part, 'mountPath', "must be an absolute path below '/' without '..'", "write '/mnt/models'", {
            severity: 'error',
          });
      }
    }
  },
};

function* checkUri(part: Part, field: string, profile: CheckProfile): Iterable<Problem> {
  const uri = valueAt(part.fields, [field]);
  const scheme = typeof uri === 'string' ? schemeOf(uri) : undefined;
  if (scheme === undefined) {
    if (typeof uri === 'string' && /^\/./.test(uri)) return;
    yield bad(
      part,
      field,
      'must begin with the scheme of a storage',
      "write it like 's3://bucket/model', or 'pvc://claim/path'",
    );
    return;
  }
  const known = Object.keys(STORAGE_SCHEMES).filter((each) => atLeast(profile, 'kserveVersion', STORAGE_SCHEMES[each]));
  if (known.includes(scheme)) return;
  const since = Object.hasOwn(STORAGE_SCHEMES, scheme)
    ? `${scheme} came with KServe ${STORAGE_SCHEMES[scheme]}, and the cluster has ${versionOf(profile, 'kserveVersion')}`
    : `KServe knows ${known.join(', ')}`;
  yield bad(
    part,
    field,
    `must have a scheme that can be fetched: ${since}`,
    'use one of these, or a claim: pvc://claim/path',
  );
}
