import { type Fields, fieldsOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import { existsElsewhere } from '../elsewhere';
import { ofKind, SCALED_OBJECT, SERVICE } from '../kinds';
import type { CheckProfile } from '../profile';
import { nameOf, type Problem, type Rule, wrong, wrongValue } from '../rule';

const API_SERVICE = { group: 'apiregistration.k8s.io', kind: 'APIService' };
const METRICS_API = /\.(?:custom|external)\.metrics\.k8s\.io$|^v1beta1\.metrics\.k8s\.io$/;
const EXTERNAL = /\.external\.metrics\.k8s\.io$/;

/** Each of the metrics APIs has one owner, and that exists. */
export const apiService: Rule = {
  name: 'cluster/api-service',
  severity: 'error',
  demands: 'each of the metrics APIs is served by one Service, which exists',
  why: 'The API server asks one Service for an API: with two owners, the HPAs of one of them get no metrics.',
  link: 'https://github.com/kedacore/keda/issues/470',
  *check(graph, profile) {
    const services = ofKind(graph, API_SERVICE).filter(({ name }) => METRICS_API.test(name));
    yield* twoOwners(services);
    for (const each of services) yield* unknownService(graph, each, profile);
    yield* besideKeda(graph, services);
  },
};

function serviceOf({ fields }: Manifest): Fields {
  return fieldsOf(fieldsOf(fields.spec).service);
}

function textOf({ namespace, name }: Fields): string {
  return `Service ${String(namespace)}/${String(name)}`;
}

function* twoOwners(services: readonly Manifest[]): Iterable<Problem> {
  const known = new Map<string, Manifest>();
  for (const each of [...services].sort((a, b) => (textOf(serviceOf(a)) < textOf(serviceOf(b)) ? -1 : 1))) {
    const first = known.get(each.name);
    if (first === undefined) known.set(each.name, each);
    else if (textOf(serviceOf(first)) !== textOf(serviceOf(each)))
      yield wrong(
        each,
        ['spec', 'service'],
        `${each.name} has two owners: ${textOf(serviceOf(first))} and ${textOf(serviceOf(each))}`,
        'keep one of them',
        { also: [first] },
      );
  }
}

/** A Service of another name stands for it, in the same namespace and with the same owner's labels or none. */
function* unknownService(graph: StackGraph, each: Manifest, profile: CheckProfile): Iterable<Problem> {
  const { namespace, name } = serviceOf(each);
  if (typeof name !== 'string' || typeof namespace !== 'string') return;
  const all = ofKind(graph, SERVICE).filter(
    (service) => service.namespace === undefined || service.namespace === namespace,
  );
  if (all.some((service) => service.name === name) || existsElsewhere(profile, 'Service', namespace, name)) return;
  const adapter = all.find((service) => /adapter|metrics-apiserver|metrics-server/.test(service.name));
  if (adapter)
    yield wrongValue(
      each,
      ['spec', 'service', 'name'],
      `must be a Service in ${namespace}, where there is ${nameOf(adapter)}`,
      `write ${adapter.name}`,
      { also: [adapter] },
    );
}

/** KEDA serves the external metrics of every ScaledObject itself. */
function* besideKeda(graph: StackGraph, services: readonly Manifest[]): Iterable<Problem> {
  const [scaled] = [...ofKind(graph, SCALED_OBJECT)].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  if (scaled === undefined) return;
  for (const each of services)
    if (EXTERNAL.test(each.name) && !/keda/.test(textOf(serviceOf(each))))
      yield wrong(
        each,
        ['spec', 'service'],
        `${each.name} is served by ${textOf(serviceOf(each))}, and KEDA has to serve it for its ScaledObjects`,
        "leave the API to KEDA, and take the adapter's external rules out",
        { also: [scaled] },
      );
  for (const { manifest, rules, form } of graph.adapters) {
    const external = rules.find(({ isExternal }) => isExternal);
    if (external)
      yield wrong(
        manifest,
        external.path,
        `external rules make the adapter serve v1beta1.external.metrics.k8s.io, and KEDA has to serve it for its ScaledObjects`,
        'take the external rules out, and use a Prometheus trigger of KEDA',
        { also: [scaled] },
      );
    else if (form === 'Alibaba Cloud chart values')
      yield wrong(
        manifest,
        [],
        `the Alibaba Cloud adapter serves v1beta1.external.metrics.k8s.io, and KEDA has to serve it for its ScaledObjects`,
        'scale by HPAs, or run KEDA without this adapter',
        { also: [scaled], severity: 'warning' },
      );
  }
}
