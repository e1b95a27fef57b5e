import { badPart, partOf } from '../part';
import type { Rule } from '../rule';
import { atLeast, couldBe, versionOf } from '../versions';
import { standardServices } from './services';

/** The version that leaves the number of replicas alone. */
const MENDED = '0.15.1';

/** A change of the service leaves its size alone. */
export const replicaReset: Rule = {
  name: 'kserve/replica-reset',
  severity: 'warning',
  demands: 'a scaled InferenceService is run by a KServe that leaves its size alone',
  why: 'Before KServe 0.15.1 each change of the service, be it an annotation, sets its Deployment to one replica, in the middle of the load.',
  link: 'https://github.com/kserve/kserve/pull/4445',
  *check(graph, profile) {
    if (atLeast(profile, 'kserveVersion', MENDED)) return;
    const scaled = new Set(graph.scalers.map(({ workload }) => workload?.to.manifest));
    for (const { manifest, autoscalerClass } of standardServices(graph)) {
      const isScaled = autoscalerClass !== 'none' && scaled.has(manifest);
      if (isScaled)
        yield badPart(
          partOf(manifest),
          `KServe ${versionOf(profile, 'kserveVersion')} sets a scaled service to one replica when it changes`,
          `update to ${MENDED} or later, and change the service when there is no load until then`,
          { severity: couldBe(profile, 'kserveVersion', MENDED) ? 'info' : 'warning' },
        );
    }
  },
};
