import { LLM_INFERENCE_SERVICE, ofKind } from '../kinds';
import { isWhole } from '../numbers';
import { bad, badPart, below, type Part, partOf } from '../part';
import type { CheckProfile } from '../profile';
import type { Problem, Rule } from '../rule';
import { atLeast, versionOf } from '../versions';

/** The scaling of an LLMInferenceService is one that its controller does. */
export const llmService: Rule = {
  name: 'kserve/llm-scaling',
  severity: 'error',
  demands: 'the scaling of an LLMInferenceService has an upper bound of at least the lower, and one actuator',
  why: 'The API server refuses the object by the rules of its schema.',
  link: 'https://kserve.github.io/website/docs/model-serving/generative-inference/llmisvc/llmisvc-overview',
  *check(graph, profile) {
    for (const manifest of ofKind(graph, LLM_INFERENCE_SERVICE))
      for (const path of [['spec'], ['spec', 'prefill']]) {
        const spec = partOf(manifest, ...path);
        if (spec.fields.scaling !== undefined) yield* checkScaling(below(spec, 'scaling'), profile);
      }
  },
};

function* checkScaling(scaling: Part, profile: CheckProfile): Iterable<Problem> {
  const { minReplicas: min = 1, maxReplicas: max, wva, keda } = scaling.fields;
  if (!isWhole(min, 1)) yield bad(scaling, 'minReplicas', 'must be a whole number of at least 1', 'write 1');
  if (!isWhole(max, 1))
    yield bad(scaling, 'maxReplicas', 'must be a whole number of at least 1', 'give the greatest number of replicas');
  else if (isWhole(min, 1) && min > max)
    yield bad(scaling, 'maxReplicas', `must be at least 'minReplicas' (${min})`, `raise it to ${min} or more`);
  if (wva !== undefined && keda !== undefined)
    yield badPart(scaling, "'wva' and 'keda' are both given", 'keep one of them');
  if (wva === undefined && keda === undefined)
    yield badPart(
      scaling,
      "there is neither 'wva' nor 'keda'",
      "add 'wva', or use a ScaledObject of your own on the Deployment NAME-kserve",
    );
  if (keda !== undefined && !atLeast(profile, 'kserveVersion', '0.21'))
    yield bad(
      scaling,
      'keda',
      `comes after KServe 0.20, and the cluster has ${versionOf(profile, 'kserveVersion')}`,
      'use a ScaledObject of your own on the Deployment NAME-kserve',
    );
  const actuator = below(scaling, 'wva');
  if (actuator.fields.hpa !== undefined && actuator.fields.keda !== undefined)
    yield badPart(actuator, "'hpa' and 'keda' are both given", 'keep one of them');
}
