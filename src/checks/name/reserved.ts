import { HPA, ofKind } from '../kinds';
import { inferenceServices } from '../kserve/services';
import { bad, partOf } from '../part';
import type { Rule } from '../rule';

/** What KServe calls its own HPA is not the name of another. */
export const reservedName: Rule = {
  name: 'name/reserved',
  severity: 'error',
  demands: "an HPA of one's own does not have the name that KServe would give to its own",
  why: 'The next reconcile of the InferenceService makes the HPA its own, with CPU at 80 %, and the one after deletes it, also under the classes external and none.',
  link: 'https://github.com/kserve/kserve/issues/4312',
  *check(graph) {
    const taken = new Map(inferenceServices(graph).map(({ manifest }) => [`${manifest.name}-predictor`, manifest]));
    for (const manifest of ofKind(graph, HPA)) {
      const service = taken.get(manifest.name);
      const target = partOf(manifest, 'spec', 'scaleTargetRef').fields.name;
      // Without the service among the manifests, the name of what it scales tells.
      const isOfService =
        service === undefined
          ? manifest.name.endsWith('-predictor') && target === manifest.name
          : service.namespace === manifest.namespace;
      if (!isOfService || manifest.fields.status !== undefined) continue;
      const base = manifest.name.slice(0, -'-predictor'.length);
      yield bad(
        partOf(manifest, 'metadata'),
        'name',
        'is what KServe calls its own HPA, and deletes',
        `write '${base}-hpa'`,
        { also: service === undefined ? [] : [service] },
      );
    }
  },
};
