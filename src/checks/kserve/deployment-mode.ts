import { nearest } from '../nearest';
import { bad, partOf } from '../part';
import type { Rule } from '../rule';
import { atLeast, versionOf } from '../versions';
import { inferenceServices, MODE } from './services';

const MODES = ['Standard', 'RawDeployment', 'Knative', 'Serverless', 'ModelMesh'];
const RENAMED: Readonly<Record<string, string>> = { Standard: 'RawDeployment', Knative: 'Serverless' };
const RENAMED_IN = '0.16';

/** An InferenceService says whether it becomes a Deployment. */
export const deploymentMode: Rule = {
  name: 'kserve/deployment-mode',
  severity: 'error',
  demands: 'an InferenceService says its deployment mode, in a word that this version of KServe knows',
  why: "Without it the cluster's ConfigMap decides, as shipped for Knative: then there is no Deployment, and nothing that an HPA or ScaledObject could scale.",
  link: 'https://kserve.github.io/website/docs/admin-guide/overview#deployment-modes',
  *check(graph, profile) {
    for (const { manifest } of inferenceServices(graph)) {
      const mode = manifest.annotations[MODE];
      const annotations = partOf(manifest, 'metadata', 'annotations');
      const right = atLeast(profile, 'kserveVersion', RENAMED_IN) ? 'Standard' : 'RawDeployment';
      if (mode === undefined)
        yield bad(annotations, MODE, 'must be given', `write '${MODE}: ${right}'`, { severity: 'warning' });
      else if (!MODES.includes(mode))
        yield bad(annotations, MODE, `must be one of ${MODES.join(', ')}`, `write '${nearest(mode, MODES) ?? right}'`);
      else if (Object.hasOwn(RENAMED, mode) && !atLeast(profile, 'kserveVersion', RENAMED_IN))
        yield bad(
          annotations,
          MODE,
          `is called ${RENAMED[mode]} before KServe ${RENAMED_IN}, and the cluster has ${versionOf(profile, 'kserveVersion')}`,
          `write '${RENAMED[mode]}'`,
        );
      else if (profile.kserveVersion !== undefined && right === 'Standard' && Object.values(RENAMED).includes(mode))
        yield bad(
          annotations,
          MODE,
          `is stored as ${Object.keys(RENAMED).find((name) => RENAMED[name] === mode)} since KServe ${RENAMED_IN}, so that Git and cluster always differ`,
          `write '${Object.keys(RENAMED).find((name) => RENAMED[name] === mode)}'`,
          { severity: 'info' },
        );
    }
  },
};
