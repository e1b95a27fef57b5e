import { atLeast, type ClusterFacts } from '../cluster/facts';
import { type Mistake, problem, show, warning } from '../kubernetes/mistake';
import { STORAGE_SCHEMES, schemeOf } from '../kubernetes/storage-schemes';
import type { ModelFacts } from './model';
import { type PodParts, startupSeconds } from './pod';
import type { LlmInferenceServiceProps } from './props';

/** What KServe makes of the parts of a pod. */
export function checkForKServe(parts: PodParts, cluster: ClusterFacts): Mistake[] {
  return [
    ...checkStorage(parts.model, cluster),
    ...checkRollout(parts),
    ...checkBlockedEnvironment(parts.props, cluster),
  ];
}

/** A scheme that KServe does not know may still be served by a ClusterStorageContainer: that is warned of, not refused. */
function checkStorage(model: ModelFacts, { kserveVersion }: ClusterFacts): Mistake[] {
  if (model.from !== 'storage') return [];
  const scheme = schemeOf(String(model.uri));
  if (scheme === undefined)
    return [warning('service/storage-uri', `'model' has no scheme of a storage`, "write it like 's3://bucket/model'")];
  const known = Object.keys(STORAGE_SCHEMES).filter((each) => atLeast(kserveVersion, STORAGE_SCHEMES[each]));
  if (known.includes(scheme)) return [];
  const since = Object.hasOwn(STORAGE_SCHEMES, scheme) ? `, which came with ${STORAGE_SCHEMES[scheme]}` : '';
  return [
    warning(
      'service/storage-uri',
      `'model' has the scheme ${show(scheme)}${since}; KServe ${kserveVersion} knows ${known.join(', ')}`,
      'use one of these, or silence this rule where a ClusterStorageContainer serves the scheme',
    ),
  ];
}

/** What KServe's webhook refuses in any container. */
function checkBlockedEnvironment({ env }: LlmInferenceServiceProps, { kserveVersion }: ClusterFacts): Mistake[] {
  if (!Object.hasOwn(env ?? {}, 'PYTHONPATH') || !atLeast(kserveVersion, '0.18')) return [];
  return [
    problem(
      'service/environment',
      `'env.PYTHONPATH' is refused by KServe since 0.18, for security`,
      'build it into the image, or use Backend.deployment()',
    ),
  ];
}

/** KServe's Deployment has a deadline that nothing can raise. */
const KSERVE_DEADLINE_SECONDS = 600;

/** A rollout that lasts longer than the deadline goes on, but is reported as failed meanwhile. */
function checkRollout({ props, engine }: PodParts): Mistake[] {
  if (engine.runs.as !== 'container' || !(startupSeconds(props) > KSERVE_DEADLINE_SECONDS)) return [];
  return [
    warning(
      'service/rollout',
      `'startupTimeout' (${startupSeconds(props)} s) is more than the ${KSERVE_DEADLINE_SECONDS} s after which KServe reports a rollout as failed`,
      'keep the model on a claim or in an image, use Backend.deployment(), or silence this rule',
    ),
  ];
}
