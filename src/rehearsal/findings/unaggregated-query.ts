import { elementsOf, parseQuery } from '../../metrics/query-tree';
import { fieldsOf, listOf } from '../../stack/fields';
import type { FindingRule } from './finding';
import { changing, lastOf, nameOf } from './scene';

/** KEDA takes a query's answer only if it has one element. */
export const UNAGGREGATED_QUERY: FindingRule = {
  name: 'keda/unaggregated-query',
  title: 'a query of a KEDA trigger that answers with one element for each pod',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      if (scaler.kind !== 'ScaledObject') return [];
      const queries = listOf(scaler.spec.triggers)
        .map(fieldsOf)
        .filter(({ type }) => type === 'prometheus')
        .map(({ metadata }) => String(fieldsOf(metadata).query));
      return queries.filter(mayHaveSeveral).flatMap((query) => {
        const traffic = 'users:count=40,duration=10m';
        const take = { traffic, untilSeconds: 600, initialReplicas: 2 };
        const taken = scene.take(service, take);
        const failure = taken?.result.decisions.find(({ reason, message }) =>
          /^(FailedGet|KEDAScalerFailed)|multiple elements/.test(`${reason}: ${message}`),
        );
        if (taken === undefined || failure === undefined) return [];
        const change = changing(scaler, (spec) => {
          for (const trigger of listOf(spec.triggers)) {
            const metadata = fieldsOf(fieldsOf(trigger).metadata) as Record<string, unknown>;
            if (metadata.query === query) metadata.query = `sum(${query})`;
          }
        });
        const fixed = scene.take(service, { ...take, change });
        return {
          severity: 'error' as const,
          message: `the query '${query}' answers with one element for each pod`,
          why: 'with two pods KEDA fails with "prometheus query returned multiple elements", and the scaling stops',
          fix: `write sum(${query}), restricted to the pods of the service`,
          objects: [nameOf(scaler)],
          proof: {
            traffic,
            happened: `from 2 pods on: ${failure.reason}: ${failure.message}; after ten minutes there were ${lastOf(taken.service.steps.specReplicas)} replicas`,
            ...(fixed && { fixed: `with sum(…) there were ${lastOf(fixed.service.steps.specReplicas)}` }),
          },
        };
      });
    }),
};

function mayHaveSeveral(query: string): boolean {
  const tree = parseQuery(query);
  return 'root' in tree && elementsOf(query, tree.root).count === 'many';
}
