import { plainText } from '../../stack/fields';
import { quantityOf } from '../numbers';
import { bad, below, type Part } from '../part';
import type { Problem, Rule } from '../rule';
import { type InferenceService, standardServices } from './services';

/** What KServe fills in for each of the four that is missing. */
const DEFAULTS = { cpu: '1', memory: '2Gi' } as const;

/** What a container asks for fits what KServe fills in. */
export const kserveResources: Rule = {
  name: 'kserve/resources',
  severity: 'error',
  demands: 'a container of an InferenceService gives CPU and memory as request and as limit, above all beside a GPU',
  why: 'KServe fills in each missing one with 1 CPU or 2Gi by itself: a larger request without a limit gives an invalid Deployment, and a model on a GPU dies for want of memory.',
  link: 'https://github.com/kserve/kserve/blob/master/config/configmap/inferenceservice.yaml',
  *check(graph) {
    for (const service of standardServices(graph))
      for (const container of servingContainers(service)) yield* checkContainer(container);
  },
};

/** The first container, or the model of a runtime. */
function servingContainers({ containers, model }: InferenceService): readonly Part[] {
  return model === undefined ? containers.slice(0, 1) : [model];
}

function* checkContainer(container: Part): Iterable<Problem> {
  const requests = below(container, 'resources', 'requests');
  const limits = below(container, 'resources', 'limits');
  const hasGpu = Object.keys({ ...requests.fields, ...limits.fields }).some((name) =>
    /\/(gpu|mig-|ppu|npu)/i.test(name),
  );
  for (const [resource, byDefault] of Object.entries(DEFAULTS)) {
    const request = quantityOf(requests.fields[resource]);
    const limit = quantityOf(limits.fields[resource]);
    const filled = quantityOf(byDefault)?.milli ?? 0;
    if (request !== undefined && limits.fields[resource] === undefined && request.milli > filled)
      yield bad(
        requests,
        resource,
        `must be at most ${byDefault}, which KServe fills in as the limit`,
        `add resources.limits.${resource}: '${plainText(requests.fields[resource])}'`,
      );
    else if (limit !== undefined && requests.fields[resource] === undefined && limit.milli < filled)
      yield bad(
        limits,
        resource,
        `must be at least ${byDefault}, which KServe fills in as the request`,
        `add resources.requests.${resource}: '${plainText(limits.fields[resource])}'`,
      );
    else if (hasGpu && request === undefined && limit === undefined)
      yield bad(
        limits,
        resource,
        `must be given beside a GPU, or KServe fills in ${byDefault}`,
        `add request and limit, for example '${resource === 'cpu' ? '4' : '24Gi'}'`,
        { severity: 'warning' },
      );
  }
}
