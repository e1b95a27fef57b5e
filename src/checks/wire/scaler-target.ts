import { pathText, plainText } from '../../stack/fields';
import { likeness } from '../../stack/nearness';
import type { ScalerNode, WorkloadNode } from '../../stack/nodes';
import type { Miss } from '../../stack/place';
import { existsElsewhere } from '../elsewhere';
import { compare } from '../order';
import { nameOf, type Problem, type Rule, wrong } from '../rule';
import { nodeName } from './miss';

/** What is scaled exists, in the namespace of the scaler. */
export const scalerTarget: Rule = {
  name: 'wire/scaler-target',
  severity: 'error',
  demands: 'a scaler names a workload that exists in its own namespace',
  why: 'The controller finds nothing to scale (FailedGetScale), and looks for the metrics of pods in no other namespace than its own.',
  link: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  *check(graph, profile) {
    for (const scaler of graph.scalers) {
      if (scaler.madeBy !== undefined || scaler.workload || scaler.scaler || scaler.target.name === '') continue;
      const { kind, name } = scaler.target;
      if (existsElsewhere(profile, kind, scaler.namespace, name)) continue;
      const [miss] = meant(scaler);
      if (miss) yield missing(scaler, miss);
      else
        yield wrong(
          scaler.manifest,
          scaler.target.place.path,
          `the ${kind} ${name} that ${nameOf(scaler.manifest)} scales is not in these files`,
          'check it together with them, or say in the profile that it exists elsewhere',
          { severity: 'info' },
        );
    }
  },
};

const ALIKE = 0.6;

/** What was probably meant: something of this name, or of a name like it that nobody else scales. */
function meant({ target, misses }: ScalerNode): Miss<WorkloadNode>[] {
  return misses
    .filter(({ to, why }) => why !== 'name' || (to.scalers.length === 0 && isAlike(target.name, to.name)))
    .sort((a, b) => compare(a.to.id, b.to.id));
}

function isAlike(a: string, b: string): boolean {
  return likeness(a, b) >= ALIKE || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
}

function missing({ manifest }: ScalerNode, { to, why, wanted, found }: Miss<WorkloadNode>): Problem {
  const also = [to.manifest];
  if (why === 'namespace') {
    const isKnown = wanted.value !== undefined && to.namespace !== undefined;
    return wrong(
      manifest,
      ['metadata', 'namespace'],
      `${nameOf(manifest)} scales ${nodeName(to)}, and can scale only what is in its own namespace${isKnown ? '' : ', which is not written'}`,
      to.namespace === undefined
        ? 'write the namespace of both, or say in the profile which it is'
        : `write namespace: ${to.namespace}`,
      { also, ...(isKnown ? {} : { severity: 'info' }) },
    );
  }
  const field = plainText(wanted.path.at(-1));
  return wrong(
    manifest,
    wanted.path,
    `'${pathText(wanted.path)}' (${JSON.stringify(wanted.value)}) must be that of ${nodeName(to)}`,
    `write ${field}: ${plainText(found.value)}`,
    { also },
  );
}
