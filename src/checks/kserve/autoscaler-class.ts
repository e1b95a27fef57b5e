import { bad, partOf } from '../part';
import type { Rule } from '../rule';
import { atLeast, versionOf } from '../versions';
import { CLASS, standardServices } from './services';

/** Who can scale an InferenceService, each with the version that it came with. */
const CLASSES: Readonly<Record<string, string>> = { hpa: '0.11', external: '0.13', keda: '0.15', none: '0.15.1' };

/** An InferenceService says who scales it. */
export const autoscalerClass: Rule = {
  name: 'kserve/autoscaler-class',
  severity: 'error',
  demands: 'an InferenceService says its autoscaler class, in a word that this version of KServe knows',
  why: "Without it KServe makes an HPA on CPU, beside whatever scaler of one's own there is, and its webhook looks at no metric.",
  link: 'https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/hpa-autoscaler',
  *check(graph, profile) {
    const own = graph.scalers.filter(({ madeBy }) => madeBy === undefined);
    const scaled = new Set(own.map(({ workload }) => workload?.to.manifest));
    for (const { manifest, autoscalerClass: given } of standardServices(graph)) {
      const annotations = partOf(manifest, 'metadata', 'annotations');
      const hasScaler = scaled.has(manifest);
      if (given === undefined)
        yield bad(annotations, CLASS, 'must be given', `write '${CLASS}: ${hasScaler ? 'external' : 'hpa'}'`, {
          severity: 'warning',
        });
      else if (!Object.hasOwn(CLASSES, given))
        yield bad(
          annotations,
          CLASS,
          `must be one of ${Object.keys(CLASSES).join(', ')}`,
          `write '${Object.hasOwn(CLASSES, given.toLowerCase()) ? given.toLowerCase() : 'external'}'`,
        );
      else if (!atLeast(profile, 'kserveVersion', CLASSES[given]))
        yield bad(
          annotations,
          CLASS,
          `came with KServe ${CLASSES[given]}, and the cluster has ${versionOf(profile, 'kserveVersion')}`,
          "write 'external', and a scaler of your own",
          // A version without its patch, such as 0.15, can be one that has it.
          { severity: CLASSES[given].startsWith(`${versionOf(profile, 'kserveVersion')}.`) ? 'info' : 'error' },
        );
    }
  },
};
