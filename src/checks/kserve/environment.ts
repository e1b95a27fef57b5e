import { plainText } from '../../stack/fields';
import { bad, itemsOf } from '../part';
import type { Rule } from '../rule';
import { atLeast } from '../versions';
import { inferenceServices } from './services';

/** Variables that KServe's webhook refuses in any container. */
const BLOCKED = ['PYTHONPATH'];

/** The environment holds nothing that KServe refuses. */
export const kserveEnvironment: Rule = {
  name: 'kserve/environment',
  severity: 'error',
  demands: 'a container of an InferenceService does not set PYTHONPATH',
  why: "KServe's webhook refuses it since 0.18, for security.",
  link: 'https://github.com/kserve/kserve/releases/tag/v0.18.0',
  *check(graph, profile) {
    if (!atLeast(profile, 'kserveVersion', '0.18')) return;
    for (const { containers, model } of inferenceServices(graph))
      for (const container of [...containers, ...(model === undefined ? [] : [model])])
        for (const variable of itemsOf(container, 'env'))
          if (BLOCKED.includes(plainText(variable.fields.name)))
            yield bad(
              variable,
              'name',
              'is refused by KServe',
              'build the path into the image, or use a plain Deployment',
            );
  },
};
