import type { ScalerNode } from '../../stack/nodes';
import { scalerOf } from '../lookup';
import { isWhole } from '../numbers';
import { bad, type Part } from '../part';
import type { Problem, Rule } from '../rule';
import { cronHpas } from './jobs';

/** A scheduled size lies within the bounds of what it moves. */
export const size: Rule = {
  name: 'cron/size',
  severity: 'error',
  demands: 'a scheduled size is whole, and within the bounds of the HPA that it moves',
  why: 'The controller moves the bounds of the HPA to fit: the maximum is raised and never lowered again, and the minimum falls below what was meant.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller/pull/45',
  *check(graph) {
    for (const { manifest, jobs } of cronHpas(graph)) {
      const node = scalerOf(graph, manifest);
      const isHpa = node?.target.kind === 'HorizontalPodAutoscaler';
      for (const { part } of jobs) {
        const wanted = part.fields.targetSize;
        if (!isWhole(wanted, isHpa ? 1 : 0))
          yield bad(
            part,
            'targetSize',
            `must be a whole number of at least ${isHpa ? 1 : 0}`,
            'give the number of replicas',
          );
        else if (node?.scaler !== undefined) yield* checkBounds(part, wanted, node.scaler.to);
      }
    }
  },
};

function* checkBounds(job: Part, wanted: number, { min, max, name, manifest }: ScalerNode): Iterable<Problem> {
  const lower = min?.value ?? 1;
  const upper = max?.value;
  const also = [manifest];
  if (isWhole(upper, 1) && wanted > upper)
    yield bad(
      job,
      'targetSize',
      `must be at most 'maxReplicas' (${upper}) of '${name}'`,
      `raise maxReplicas to ${wanted}, or write ${upper}`,
      { also },
    );
  else if (isWhole(lower, 1) && wanted < lower)
    yield bad(
      job,
      'targetSize',
      `must be at least 'minReplicas' (${lower}) of '${name}'`,
      `lower minReplicas to ${wanted}, or write ${lower}`,
      { also },
    );
}
