import { fieldsOf, plainText, valueAt } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import type { WorkloadNode } from '../../stack/nodes';
import { INFERENCE_SERVICE } from '../kinds';
import { groupBy } from '../lookup';
import { acceleratorQuotas, acceleratorsOfPod, mostAccelerators } from '../placement/accelerators';
import { type Rule, wrong } from '../rule';

/** A rollout on GPUs needs no GPU more than there are. */
export const surge: Rule = {
  name: 'workload/surge',
  severity: 'info',
  demands: 'a Deployment on GPUs is rolled out without a pod on top, unless GPUs are to spare',
  why: 'With the default of 25 % a small Deployment starts the new pod before it stops an old one: where all GPUs are taken, it stays Pending and the rollout stands still.',
  link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge',
  *check(graph) {
    const full = fullNamespaces(graph);
    for (const workload of graph.workloads) {
      const path = strategyPath(workload);
      if (path === undefined || acceleratorsOfPod(workload) === 0 || !needsOneMore(workload, path)) continue;
      const quota = full.get(workload.namespace);
      yield wrong(
        workload.manifest,
        path,
        `a rollout of '${workload.name}' needs the GPUs of one pod more than it has${quota === undefined ? '' : ', and the quota of its namespace leaves none'}`,
        `write '${path.at(-1)}: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}'${quota === undefined ? ' where no GPU is to spare' : ''}`,
        quota === undefined ? {} : { severity: 'warning', also: [quota] },
      );
    }
  },
};

/** Where a Deployment, or what KServe makes one of, says how it is rolled out. */
function strategyPath({ kind, madeBy, manifest }: WorkloadNode): readonly string[] | undefined {
  if (kind !== 'Deployment') return undefined;
  if (madeBy === undefined) return ['spec', 'strategy'];
  return manifest.kind === INFERENCE_SERVICE.kind ? ['spec', 'predictor', 'deploymentStrategy'] : undefined;
}

/** Whether no old pod is stopped before a new one is there. */
function needsOneMore({ manifest }: WorkloadNode, path: readonly string[]): boolean {
  const strategy = fieldsOf(valueAt(manifest.fields, path));
  if (strategy.type === 'Recreate') return false;
  const { maxSurge = '25%' } = fieldsOf(strategy.rollingUpdate);
  return !/^0+%?$/.test(plainText(maxSurge));
}

/** Namespaces whose quota of GPUs the workloads use up at their greatest size. */
function fullNamespaces(graph: StackGraph): ReadonlyMap<string | undefined, Manifest> {
  const quotas = graph.manifestsOfKind('ResourceQuota');
  if (quotas.length === 0) return new Map();
  const workloads = groupBy(graph.workloads, ({ namespace }) => namespace);
  const full = quotas.filter((manifest) => {
    const wanted = (workloads.get(manifest.namespace) ?? []).reduce((sum, each) => sum + mostAccelerators(each), 0);
    return acceleratorQuotas(manifest).some(({ offered }) => wanted >= offered);
  });
  return new Map(full.map((manifest) => [manifest.namespace, manifest]));
}
