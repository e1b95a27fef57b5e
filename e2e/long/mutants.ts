import { stringify } from 'yaml';
import { BREAKS } from '../../test/support/mutants/breaks';
import { HARMLESS } from '../../test/support/mutants/harmless';
import { randomOf } from '../../test/support/mutants/random';
import { tryChange } from '../../test/support/yaml-mutants';
import type { KubeObject } from '../control-plane/kubectl';
import type { Example } from '../scenarios/support/examples';

/** A stack that was changed in one place, in a namespace of its own. */
export interface Mutant {
  readonly namespace: string;
  /** What was done to it. */
  readonly kind: string;
  readonly isBroken: boolean;
  readonly text: string;
}

/**
 * The kinds of breakage by which a plain Deployment with a Service, a monitor and an HPA on a metric of its engine does
 * not scale at all. Others scale by the wrong amount, or cost something else, or are about other kinds of objects; and
 * of two HPAs the first may scale before there is the second, which stops both (`two-scalers` shows that).
 */
const STOPS_SCALING: readonly string[] = [
  'rename a label of the pods',
  'rename a label of the pods and of their Deployment',
  'select other pods',
  'select pods by another label',
  'move the Service to another namespace',
  'rename a label of the Service',
  'leave out the labels of the Service',
  'rename the port of the Service',
  'leave out the name of the port of the Service',
  'lead the Service to a port that the pods do not have',
  'rename the port of the pods',
  'change the number of the port of the pods',
  'write a name in capitals',
  'select other Services',
  'select Services by another label',
  'scrape another port',
  'scrape a port by its number in place of its name',
  'scrape another path',
  'move the monitor to another namespace',
  'look for Services in another namespace',
  'leave out the label by which Prometheus takes up monitors',
  'name another Prometheus',
  'write an interval without its unit',
  'wait longer for a scrape than until the next',
  'drop the series that is scaled by',
  'scale what is not there (HorizontalPodAutoscaler)',
  'scale another kind (HorizontalPodAutoscaler)',
  'scale from another namespace (HorizontalPodAutoscaler)',
  'scale by another version of the API',
  'ask for another metric',
  'ask for a metric by the name of its series',
  'aim at nothing',
  'leave out the value to aim at',
  'aim at a value under the name of another',
  'want more replicas at least than at most',
  'leave out the most replicas',
  'wait longer than a scaler can',
  'limit by a period that is too long',
];

/** So many mutants of an example on one metric of its engine, each kind in turn; of every so many one is harmless. */
export function mutantsOf(example: Example, count: number, harmlessEvery: number): Mutant[] {
  const breaks = STOPS_SCALING.map((name) => {
    const found = BREAKS.find((change) => change.name === name);
    if (!found) throw new Error(`there is no kind of breakage '${name}'`);
    return found;
  });
  const golden = onRequestsAlone(example)
    .map((object) => stringify(object, { lineWidth: 0 }))
    .join('---\n');
  return Array.from({ length: count }, (_, index) => {
    const isBroken = index % harmlessEvery !== 0;
    const changes = isBroken ? breaks : HARMLESS;
    const nth = isBroken ? index - Math.ceil(index / harmlessEvery) : index / harmlessEvery;
    // Some changes find nothing to change here: the next one does.
    for (let next = nth; ; next++) {
      const mutant = tryChange(golden, changes[next % changes.length], randomOf(index));
      if (!mutant) continue;
      const namespace = `mutant-${index}`;
      return { namespace, kind: mutant.kind, isBroken, text: mutant.text().replaceAll('vllm-example', namespace) };
    }
  });
}

/** The example with an HPA on the requests alone: GPUs are measured once for the whole cluster. */
function onRequestsAlone({ objects }: Example): object[] {
  const isOfGpus = ({ kind, metadata }: KubeObject) => kind === 'PrometheusRule' || metadata.name === 'dcgm-exporter';
  return objects.flatMap((object) => {
    if (isOfGpus(object)) return [];
    if (object.kind !== 'HorizontalPodAutoscaler') return object;
    const spec = object.spec as { readonly metrics: readonly object[] };
    return { ...object, spec: { ...spec, metrics: spec.metrics.slice(0, 1) } };
  });
}
