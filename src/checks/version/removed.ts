import { groupOf } from '../../stack/manifest';
import { bad, partOf } from '../part';
import type { CheckProfile } from '../profile';
import type { Rule } from '../rule';
import { atLeast } from '../versions';

/** Versions of an API that are served no more. */
interface Removed {
  /** As the field `apiVersion` has it. */
  readonly apiVersion: string;
  /** Kinds that it had. */
  readonly kinds: readonly string[];
  /** The first version of Kubernetes, or of the controller, without it. */
  readonly since: string;
  /** What it is called there. */
  readonly now: string;
  /** Whose version counts. @default 'kubernetesVersion' */
  readonly part?: 'kedaVersion' | 'kserveVersion';
}

const RBAC = ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'];
const REMOVED: readonly Removed[] = [
  { apiVersion: 'autoscaling/v2beta1', kinds: ['HorizontalPodAutoscaler'], since: '1.25', now: 'autoscaling/v2' },
  { apiVersion: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'], since: '1.26', now: 'autoscaling/v2' },
  { apiVersion: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], since: '1.25', now: 'policy/v1' },
  { apiVersion: 'batch/v1beta1', kinds: ['CronJob'], since: '1.25', now: 'batch/v1' },
  { apiVersion: 'apps/v1beta1', kinds: ['Deployment', 'StatefulSet'], since: '1.16', now: 'apps/v1' },
  {
    apiVersion: 'apps/v1beta2',
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
    since: '1.16',
    now: 'apps/v1',
  },
  {
    apiVersion: 'extensions/v1beta1',
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    since: '1.16',
    now: 'apps/v1',
  },
  { apiVersion: 'extensions/v1beta1', kinds: ['NetworkPolicy'], since: '1.16', now: 'networking.k8s.io/v1' },
  { apiVersion: 'extensions/v1beta1', kinds: ['Ingress'], since: '1.22', now: 'networking.k8s.io/v1' },
  { apiVersion: 'networking.k8s.io/v1beta1', kinds: ['Ingress'], since: '1.22', now: 'networking.k8s.io/v1' },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1beta1',
    kinds: RBAC,
    since: '1.22',
    now: 'rbac.authorization.k8s.io/v1',
  },
  {
    apiVersion: 'apiregistration.k8s.io/v1beta1',
    kinds: ['APIService'],
    since: '1.22',
    now: 'apiregistration.k8s.io/v1',
  },
  {
    apiVersion: 'keda.k8s.io/v1alpha1',
    kinds: ['ScaledObject', 'ScaledJob', 'TriggerAuthentication'],
    since: '2.0',
    now: 'keda.sh/v1alpha1',
    part: 'kedaVersion',
  },
  ...['v1alpha2', 'v1beta1'].map((version) => ({
    apiVersion: `serving.kubeflow.org/${version}`,
    kinds: ['InferenceService'],
    since: '0.7',
    now: 'serving.kserve.io/v1beta1',
    part: 'kserveVersion' as const,
  })),
];
const WHOSE = { kubernetesVersion: 'Kubernetes', kedaVersion: 'KEDA', kserveVersion: 'KServe' };

/** Objects are of versions that the cluster serves. */
export const removedVersion: Rule = {
  name: 'version/removed',
  severity: 'error',
  demands: 'objects are of a version of their API that the cluster serves',
  why: 'The API server knows no such kind, and refuses the object.',
  link: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  *check(graph, profile) {
    for (const manifest of graph.manifests) {
      const removed = removedOf(manifest.apiVersion, manifest.kind, profile);
      if (removed === undefined) continue;
      const { now, since, part = 'kubernetesVersion' } = removed;
      yield bad(
        partOf(manifest),
        'apiVersion',
        `must be ${now}, since ${WHOSE[part]} ${since} has this version no more`,
        `write '${now}', and the fields as that version has them`,
      );
    }
  },
};

/** Whether a group had a kind once, in a version that is served no more. */
export function wasInGroup(kind: string, group: string): boolean {
  return REMOVED.some(({ apiVersion, kinds }) => groupOf(apiVersion) === group && kinds.includes(kind));
}

function removedOf(apiVersion: string, kind: string, profile: CheckProfile): Removed | undefined {
  return REMOVED.find(
    (each) =>
      each.apiVersion === apiVersion &&
      each.kinds.includes(kind) &&
      atLeast(profile, each.part ?? 'kubernetesVersion', each.since),
  );
}
