import { fieldsOf, plainText } from '../../stack/fields';
import { existsElsewhere } from '../elsewhere';
import { ofKind, SERVICE } from '../kinds';
import { nameOf, type Rule, wrongValue } from '../rule';

const API_SERVICE = { group: 'apiregistration.k8s.io', kind: 'APIService' };
const METRICS_API = /(^|\.)(?:(?:custom|external)\.)?metrics\.k8s\.io$/;
const SERVES_METRICS = /adapter|metrics-apiserver|metrics-server/;

/** The Service that serves a metrics API exists. */
export const apiService: Rule = {
  name: 'wire/api-service',
  severity: 'error',
  demands: 'the APIService of a metrics API names the Service of the adapter',
  why: 'Without it the API is unavailable: no HPA gets a metric, and no namespace can be deleted.',
  link: 'https://kubernetes.io/docs/tasks/extend-kubernetes/setup-extension-api-server/',
  *check(graph, profile) {
    for (const manifest of ofKind(graph, API_SERVICE)) {
      const { namespace, name } = fieldsOf(fieldsOf(manifest.fields.spec).service);
      if (!METRICS_API.test(manifest.name) || typeof name !== 'string' || typeof namespace !== 'string') continue;
      const all = ofKind(graph, SERVICE);
      const isThere = all.some((each) => each.name === name && (each.namespace ?? namespace) === namespace);
      if (isThere || existsElsewhere(profile, 'Service', namespace, name)) continue;
      // Only what is plainly a Service of an adapter can be the one that is meant.
      const meant = all.find((each) => each.name === name) ?? all.find((each) => SERVES_METRICS.test(each.name));
      if (meant === undefined) continue;
      const field = meant.name === name ? 'namespace' : 'name';
      yield wrongValue(
        manifest,
        ['spec', 'service', field],
        `must be that of the adapter, which is ${nameOf(meant)}`,
        `write ${field}: ${plainText(field === 'name' ? meant.name : meant.namespace)}`,
        { also: [meant] },
      );
    }
  },
};
