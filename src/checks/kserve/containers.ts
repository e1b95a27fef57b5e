import { FRAMEWORKS, SERVING_CONTAINER } from '../../stack/kserve';
import { bad, badPart } from '../part';
import type { Rule } from '../rule';
import { standardServices } from './services';

/** KServe knows its container by name and place. */
export const kserveContainers: Rule = {
  name: 'kserve/containers',
  severity: 'error',
  demands: `of several containers of a predictor the first is called ${SERVING_CONTAINER}`,
  why: "KServe gives the name to the first container: where another has it, the Deployment is invalid ('Duplicate value'), and where none has it, the controller panics without a word in the status.",
  link: 'https://kserve.github.io/website/docs/model-serving/predictive-inference/frameworks/custom-predictor/custom-predictor',
  *check(graph) {
    for (const { predictor, containers, model } of standardServices(graph)) {
      const at = containers.findIndex(({ fields }) => fields.name === SERVING_CONTAINER);
      if (containers.length > 1 && at !== 0)
        yield bad(
          { ...predictor, path: [...predictor.path, 'containers'] },
          [0, 'name'],
          `must be ${SERVING_CONTAINER}`,
          at > 0
            ? `move the container '${SERVING_CONTAINER}' to the front`
            : `call the serving container '${SERVING_CONTAINER}', and let it be the first`,
        );
      const frameworks = FRAMEWORKS.filter((name) => predictor.fields[name] !== undefined);
      const sources =
        frameworks.length +
        Number(model !== undefined) +
        Number(containers.length > 0 && model === undefined && frameworks.length === 0);
      if (sources === 0 && predictor.fields.workerSpec === undefined)
        yield badPart(
          predictor,
          'there is neither a model nor a container',
          "add 'model' with its format, or 'containers'",
        );
      if (sources > 1)
        yield badPart(
          predictor,
          `there is more than one of ${['model', ...FRAMEWORKS].filter((name) => predictor.fields[name] !== undefined).join(', ')}`,
          'keep one of them',
        );
    }
  },
};
