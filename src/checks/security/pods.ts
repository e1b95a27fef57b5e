import { type FieldPath, type Fields, fieldsOf, listOf, plainText, textOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import type { WorkloadNode } from '../../stack/nodes';

/** A pod, as some manifest describes it. */
export interface PodText {
  /** The object that describes it, such as a Deployment. */
  readonly manifest: Manifest;
  /** Its fields, such as `hostNetwork` and `volumes`. */
  readonly pod: Fields;
  /** The way to them in the manifest, such as `spec.template.spec`. */
  readonly path: FieldPath;
  /** Its containers, and behind them its `initContainers`. */
  readonly containers: readonly ContainerText[];
}

/** A container of it, started first or not. */
export interface ContainerText {
  /** The container as it was written. */
  readonly fields: Fields;
  /** The way to it in the manifest of the pod. */
  readonly path: FieldPath;
  /** What messages call it. */
  readonly name: string;
}

/** The pods of all workloads. */
export function podsOf(graph: StackGraph): readonly PodText[] {
  return graph.workloads.map(podOf);
}

/** The pod of a workload. */
export function podOf({ manifest, pod, podPath, containers }: WorkloadNode): PodText {
  return {
    manifest,
    pod,
    path: podPath,
    containers: [
      ...containers.map(({ fields, path, name }) => ({ fields, path, name })),
      ...listOf(pod.initContainers).map((each, index) => {
        const fields = fieldsOf(each);
        return { fields, path: [...podPath, 'initContainers', index], name: textOf(fields.name) ?? '' };
      }),
    ],
  };
}

/** What only the level "privileged" of the pod security standards allows. */
export function privilegesOf({ pod, containers }: PodText): readonly string[] {
  const asked = [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => pod[field] === true),
    ...listOf(pod.volumes).flatMap((volume) => (fieldsOf(volume).hostPath === undefined ? [] : ['hostPath'])),
    ...containers.flatMap(privilegesOfContainer),
  ];
  return [...new Set(asked)];
}

function privilegesOfContainer({ fields }: ContainerText): readonly string[] {
  const context = fieldsOf(fields.securityContext);
  const added = listOf(fieldsOf(context.capabilities).add).map(plainText);
  return [
    ...(context.privileged === true ? ['privileged'] : []),
    ...added.filter((name) => name !== 'NET_BIND_SERVICE'),
    ...listOf(fields.ports).flatMap((port) => (fieldsOf(port).hostPort === undefined ? [] : ['hostPort'])),
  ];
}
