import { plainText } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import { inOrder } from '../order';
import { partOf } from '../part';
import { nameOf, type Rule, wrong } from '../rule';

const APIS = ['custom.metrics.k8s.io', 'external.metrics.k8s.io', 'metrics.k8s.io'];

/** A metrics API has one owner. */
export const metricsOwner: Rule = {
  name: 'scaler/metrics-owner',
  severity: 'error',
  demands: 'each metrics API of the cluster is served by one component',
  why: 'There is one APIService per API: the component that is installed last takes it, and every scaler that relied on the other one goes blind.',
  link: 'https://github.com/kedacore/keda/issues/470',
  *check(graph) {
    yield* checkServices(graph);
    yield* checkKeda(graph);
  },
};

/** Two APIServices for one API, whatever versions and namespaces they have. */
function* checkServices(graph: StackGraph) {
  const owners = new Map<string, Manifest>();
  for (const manifest of inOrder(graph.manifestsOfKind('APIService'), (each) => each)) {
    const group = plainText(partOf(manifest, 'spec').fields.group);
    if (!APIS.includes(group)) continue;
    const first = owners.get(group);
    if (first === undefined) owners.set(group, manifest);
    else if (servedBy(first) !== servedBy(manifest))
      yield wrong(
        manifest,
        ['spec', 'service'],
        `${group} is served by ${servedBy(first)} and by ${servedBy(manifest)}`,
        'keep one of them, and let it serve the metrics of both',
        { also: [first] },
      );
  }
}

function servedBy(manifest: Manifest): string {
  const { namespace, name } = partOf(manifest, 'spec', 'service').fields;
  return `Service ${plainText(namespace)}/${plainText(name)}`;
}

/** KEDA owns the external metrics wherever it is. */
function* checkKeda(graph: StackGraph) {
  const scaling = graph.scalers.filter(({ by, madeBy }) => by === 'keda' && madeBy === undefined);
  const [scaled] = inOrder(scaling, ({ manifest }) => manifest);
  if (scaled === undefined) return;
  const rule = graph.adapters.flatMap(({ rules }) => rules).find(({ isExternal }) => isExternal);
  if (rule !== undefined)
    yield wrong(
      rule.adapter.manifest,
      rule.path,
      `an adapter serves external.metrics.k8s.io by this rule, and KEDA, which ${nameOf(scaled.manifest)} needs, serves it as well`,
      'take the external rules out, and query in a trigger of KEDA instead',
      { also: [scaled.manifest] },
    );
  for (const manifest of graph.manifestsOfKind('APIService')) {
    const { group, service } = partOf(manifest, 'spec').fields as { group?: unknown; service?: { name?: unknown } };
    if (group === 'external.metrics.k8s.io' && !/keda/.test(plainText(service?.name)))
      yield wrong(
        manifest,
        ['spec', 'service', 'name'],
        `external.metrics.k8s.io is served by ${servedBy(manifest)}, and KEDA, which ${nameOf(scaled.manifest)} needs, serves it as well`,
        'take this APIService out, and query in a trigger of KEDA instead',
        { also: [scaled.manifest] },
      );
  }
}
