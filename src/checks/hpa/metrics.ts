import { plainText } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import { HPA, ofKind } from '../kinds';
import { below, itemsOf, type Part, partOf } from '../part';

/** A metric of an HPA. */
export interface HpaMetric {
  /** The item of the list. */
  readonly item: Part;
  /** Its type, such as `Pods`. */
  readonly type: string;
  /** What belongs to the type: `spec.metrics[0].pods`. */
  readonly source: Part;
  /** What it is compared with: `spec.metrics[0].pods.target`. */
  readonly target: Part;
}

/** What each type of metric can be compared with. */
export const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  Pods: ['averageValue'],
  Object: ['value', 'averageValue'],
  External: ['value', 'averageValue'],
  Resource: ['averageUtilization', 'averageValue'],
  ContainerResource: ['averageUtilization', 'averageValue'],
};

const FIELD: Readonly<Record<string, string>> = {
  Pods: 'pods',
  Object: 'object',
  External: 'external',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

/** The metrics of every HPA; what is of no known type is left out, and so is a version that had targets elsewhere. */
export function hpaMetrics(graph: StackGraph): readonly HpaMetric[] {
  const written = ofKind(graph, HPA).filter(({ apiVersion }) => apiVersion !== 'autoscaling/v2beta1');
  return written.flatMap((manifest) => metricsOf(partOf(manifest, 'spec')));
}

/** The metrics of one HPA. @param spec its spec */
export function metricsOf(spec: Part): readonly HpaMetric[] {
  return itemsOf(spec, 'metrics').flatMap((item) => {
    const type = plainText(item.fields.type);
    if (!Object.hasOwn(FIELD, type)) return [];
    const source = below(item, FIELD[type]);
    return [{ item, type, source, target: below(source, 'target') }];
  });
}
