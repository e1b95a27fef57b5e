import { ofKind, SCALED_OBJECT } from '../kinds';
import { standardServices } from '../kserve/services';
import { bad, partOf } from '../part';
import type { Rule } from '../rule';

const LONGEST_LABEL = 63;
const AROUND_SERVICE = 'isvc.-predictor'.length;
const AROUND_WORKER = 'isvc.-predictor-worker'.length;
const AROUND_HOST = '-predictor-'.length;
const AROUND_KEDA = 'keda-hpa-'.length;
const AROUND_KEDA_SERVICE = 'keda-hpa--predictor'.length;

/** Names leave room for what controllers append to them. */
export const nameTooLong: Rule = {
  name: 'name/too-long',
  severity: 'error',
  demands: 'names leave room for what KServe and KEDA make of them',
  why: 'The object itself is accepted, and nothing is ever made of it: what is derived from its name is longer than the 63 characters of a label or host name.',
  link: 'https://github.com/kserve/kserve/issues/4807',
  *check(graph) {
    for (const { manifest, predictor, autoscalerClass } of standardServices(graph)) {
      const { name, namespace } = manifest;
      const metadata = partOf(manifest, 'metadata');
      const limits = [
        { room: LONGEST_LABEL - AROUND_SERVICE, why: `the label isvc.${name}-predictor` },
        ...(predictor.fields.workerSpec === undefined
          ? []
          : [{ room: LONGEST_LABEL - AROUND_WORKER, why: `the label isvc.${name}-predictor-worker` }]),
        ...(autoscalerClass === 'keda'
          ? [{ room: LONGEST_LABEL - AROUND_KEDA_SERVICE, why: `KEDA's keda-hpa-${name}-predictor` }]
          : []),
        ...(namespace === undefined
          ? []
          : [
              {
                room: LONGEST_LABEL - AROUND_HOST - namespace.length,
                why: `the host name ${name}-predictor-${namespace}`,
              },
            ]),
      ];
      const [tightest] = [...limits].sort((a, b) => a.room - b.room);
      if (name.length > tightest.room)
        yield bad(
          metadata,
          'name',
          `must have at most ${tightest.room} characters, not ${name.length}, for ${tightest.why}`,
          `shorten it, for example to '${shortened(name, tightest.room)}'`,
        );
    }
    for (const manifest of ofKind(graph, SCALED_OBJECT)) {
      const room = LONGEST_LABEL - AROUND_KEDA;
      if (manifest.name.length > room)
        yield bad(
          partOf(manifest, 'metadata'),
          'name',
          `must have at most ${room} characters, not ${manifest.name.length}, for KEDA's keda-hpa-${manifest.name}`,
          `shorten it, for example to '${shortened(manifest.name, room)}'`,
        );
    }
  },
};

function shortened(name: string, room: number): string {
  return name.slice(0, Math.max(1, room)).replace(/-+$/, '');
}
