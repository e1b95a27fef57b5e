import { type FieldPath, fieldsOf, listOf, textOf } from '../../stack/fields';
import type { WorkloadNode } from '../../stack/nodes';
import { existsElsewhere } from '../elsewhere';
import { objectNamed } from '../lookup';
import { type Rule, wrong } from '../rule';

/** Something that a pod names. */
interface Reference {
  readonly kind: 'PersistentVolumeClaim' | 'Secret' | 'ConfigMap' | 'ServiceAccount' | 'PriorityClass' | 'RuntimeClass';
  readonly name: string;
  readonly path: FieldPath;
}

const OF_CLUSTER = ['PriorityClass', 'RuntimeClass'];
/** What every cluster has. */
const BUILT_IN = ['default', 'system-cluster-critical', 'system-node-critical'];

/** What a pod names is in these manifests, or cannot be looked at. */
export const references: Rule = {
  name: 'workload/references',
  severity: 'info',
  demands: 'claims, Secrets, accounts and classes that a pod names are in these manifests',
  why: 'Without them the pod stays Pending, and only the cluster knows whether they are there.',
  link: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/#my-pod-stays-pending',
  *check(graph, profile) {
    for (const workload of graph.workloads)
      for (const { kind, name, path } of referencesOf(workload)) {
        const { namespace } = workload;
        const inNamespace = OF_CLUSTER.includes(kind) ? undefined : namespace;
        if (BUILT_IN.includes(name) || objectNamed(graph, kind, name, inNamespace) !== undefined) continue;
        if (existsElsewhere(profile, kind, inNamespace, name)) continue;
        yield wrong(
          workload.manifest,
          path,
          `the ${kind} '${name}' is not in these files`,
          'add it to the files, or say in the profile that it exists elsewhere',
        );
      }
  },
};

function referencesOf({ pod, podPath, containers }: WorkloadNode): readonly Reference[] {
  const found: Reference[] = [];
  const add = (kind: Reference['kind'], name: unknown, path: FieldPath) => {
    const text = textOf(name);
    const isKnown = found.some((each) => each.kind === kind && each.name === text);
    if (text !== undefined && !isKnown) found.push({ kind, name: text, path: [...podPath, ...path] });
  };
  add('ServiceAccount', pod.serviceAccountName, ['serviceAccountName']);
  add('PriorityClass', pod.priorityClassName, ['priorityClassName']);
  add('RuntimeClass', pod.runtimeClassName, ['runtimeClassName']);
  for (const [index, secret] of listOf(pod.imagePullSecrets).entries())
    add('Secret', fieldsOf(secret).name, ['imagePullSecrets', index, 'name']);
  for (const [index, each] of listOf(pod.volumes).entries()) {
    const volume = fieldsOf(each);
    add('PersistentVolumeClaim', fieldsOf(volume.persistentVolumeClaim).claimName, [
      'volumes',
      index,
      'persistentVolumeClaim',
      'claimName',
    ]);
    if (!isOptional(volume.secret))
      add('Secret', fieldsOf(volume.secret).secretName, ['volumes', index, 'secret', 'secretName']);
    if (!isOptional(volume.configMap))
      add('ConfigMap', fieldsOf(volume.configMap).name, ['volumes', index, 'configMap', 'name']);
  }
  for (const { fields, path } of containers)
    for (const [index, each] of listOf(fields.env).entries()) {
      const from = fieldsOf(fieldsOf(each).valueFrom);
      const at = [...path.slice(podPath.length), 'env', index, 'valueFrom'];
      if (!isOptional(from.secretKeyRef))
        add('Secret', fieldsOf(from.secretKeyRef).name, [...at, 'secretKeyRef', 'name']);
      if (!isOptional(from.configMapKeyRef))
        add('ConfigMap', fieldsOf(from.configMapKeyRef).name, [...at, 'configMapKeyRef', 'name']);
    }
  return found;
}

function isOptional(reference: unknown): boolean {
  return fieldsOf(reference).optional === true;
}
