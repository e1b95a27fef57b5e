import { isResource } from '../../stack/adapter-names';
import type { AdapterRuleNode } from '../../stack/adapter-nodes';
import { fieldsOf, isFields } from '../../stack/fields';
import { likeness } from '../../stack/nearness';
import type { Problem, Rule } from '../rule';
import { badRule, fieldsOfRule, isOfNamespaces, readableRules } from './parts';

/** An adapter rule says which labels name the objects. */
export const adapterResources: Rule = {
  name: 'adapter/resources',
  severity: 'error',
  demands: 'an adapter rule says which label names the namespace, and which the object',
  why: 'Without a label for the namespace the metric is listed and answers 404 for every pod.',
  link: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md#association',
  *check(graph) {
    for (const rule of readableRules(graph)) yield* checkResources(rule);
  },
};

function* checkResources(rule: AdapterRuleNode): Iterable<Problem> {
  const resources = fieldsOf(fieldsOfRule(rule).resources);
  const { template, overrides, namespaced } = resources;
  if (typeof template === 'string' && template !== '') {
    if (!/<<\s*\.Resource\s*>>/.test(template))
      yield badRule(rule, ['resources', 'template'], 'must hold <<.Resource>>', "write '<<.Resource>>'");
    return;
  }
  // External metrics need not belong to an object, and say so when they have no namespace either.
  if (rule.isExternal && namespaced === false) return;
  const mapped = Object.entries(fieldsOf(overrides)).map(([label, to]) => [label, fieldsOf(to).resource] as const);
  const names = mapped.map(([, resource]) => resource);
  const empty = mapped.find(
    ([label, resource]) => !isFields(fieldsOf(overrides)[label]) || typeof resource !== 'string',
  );
  if (empty) {
    yield badRule(rule, ['resources', 'overrides', empty[0]], 'must name a resource', 'write { resource: pod }');
    return;
  }
  for (const [label, resource] of mapped) {
    const meant = typeof resource === 'string' ? meantResource(resource) : undefined;
    if (meant !== undefined)
      yield badRule(
        rule,
        ['resources', 'overrides', label, 'resource'],
        'must be a resource of the cluster',
        `write ${meant}`,
      );
  }
  const isAbout = (resource: string) => names.some((name) => isResource(name, resource));
  if (OUTSIDE.some(isAbout)) return;
  if (!isAbout('namespace'))
    yield badRule(
      rule,
      ['resources'],
      'must map a label to the namespace',
      "add 'namespace: { resource: namespace }' to overrides",
    );
  else if (!rule.isExternal && names.length === 1 && !isOfNamespaces(rule))
    yield badRule(
      rule,
      ['resources'],
      'must map a label to the object that the metric is about',
      "add 'pod: { resource: pod }' to overrides",
    );
}

/** Resources that are in no namespace. */
const OUTSIDE = ['node', 'persistentvolume'];

/** What metrics are about, in most clusters; those of others are not known here. */
const RESOURCES = [
  'pod',
  'namespace',
  'node',
  'service',
  'deployment',
  'statefulset',
  'daemonset',
  'replicaset',
  'job',
  'cronjob',
  'ingress',
  'persistentvolumeclaim',
].flatMap((name) => [name, name.endsWith('s') ? `${name}es` : `${name}s`]);

/** A resource that is nearly one of these is none of its own. */
function meantResource(resource: string): string | undefined {
  const plain = resource.toLowerCase();
  if (RESOURCES.includes(plain)) return undefined;
  return RESOURCES.find((each) => likeness(each, plain) >= ALIKE);
}

const ALIKE = 0.75;
