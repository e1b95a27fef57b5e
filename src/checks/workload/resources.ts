import { fieldsOf, plainText } from '../../stack/fields';
import { quantityOf } from '../numbers';
import { type Rule, wrongValue } from '../rule';

/** Resources are quantities, and what is requested is within the limit. */
export const resources: Rule = {
  name: 'workload/resources',
  severity: 'error',
  demands: 'resources of containers are quantities of at least 0, and requests are within the limits',
  why: 'The API server refuses the pod, of an InferenceService only when KServe makes the Deployment.',
  link: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes',
  *check(graph) {
    for (const { manifest, containers } of graph.workloads)
      for (const { fields, path } of containers) {
        const { requests, limits } = fieldsOf(fields.resources);
        const amounts = { requests: fieldsOf(requests), limits: fieldsOf(limits) };
        for (const list of ['requests', 'limits'] as const)
          for (const [resource, amount] of Object.entries(amounts[list])) {
            const quantity = quantityOf(amount);
            // What has a domain is judged as what it is: a whole number of devices.
            if (!resource.includes('/') && (quantity === undefined || quantity.milli < 0))
              yield wrongValue(
                manifest,
                [...path, 'resources', list, resource],
                'must be a quantity',
                `write it like '${suggestion(resource, amount)}'`,
              );
          }
        for (const [resource, amount] of Object.entries(amounts.requests)) {
          if (resource.includes('/') || amount === amounts.limits[resource]) continue;
          const [request, limit] = [quantityOf(amount), quantityOf(amounts.limits[resource])];
          if (request !== undefined && limit !== undefined && request.milli > limit.milli)
            yield wrongValue(
              manifest,
              [...path, 'resources', 'requests', resource],
              `must be at most the limit (${plainText(amounts.limits[resource])})`,
              `raise the limit to '${plainText(amount)}', or lower the request`,
            );
        }
      }
  },
};

const UNITS: Readonly<Record<string, string>> = { k: 'Ki', m: 'Mi', g: 'Gi', t: 'Ti' };

/** What was probably meant: `12GB`, `12 Gi` and `12gi` are 12Gi, `4 cores` are 4. */
function suggestion(resource: string, amount: unknown): string {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*([kmgt])?i?b?\b/i.exec(plainText(amount)) ?? [];
  if (number === undefined) return resource === 'memory' ? '12Gi' : '4';
  return resource === 'memory' || unit !== undefined ? `${number}${UNITS[(unit ?? 'g').toLowerCase()]}` : number;
}
