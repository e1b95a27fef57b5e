import { type FieldPath, type Fields, fieldsOf, listOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';

/** A pod, as some manifest describes it. */
export interface PodText {
  readonly manifest: Manifest;
  readonly pod: Fields;
  readonly path: FieldPath;
  readonly containers: readonly ContainerText[];
}

/** A container of it, started first or not. */
export interface ContainerText {
  readonly fields: Fields;
  readonly path: FieldPath;
  readonly name: string;
}

/** The pods of all workloads. */
export function podsOf(graph: StackGraph): readonly PodText[] {
  return graph.workloads.map(({ manifest, pod, podPath, containers }) => ({
    manifest,
    pod,
    path: podPath,
    containers: [
      ...containers.map(({ fields, path, name }) => ({ fields, path, name })),
      ...listOf(pod.initContainers).map((each, index) => {
        const fields = fieldsOf(each);
        return { fields, path: [...podPath, 'initContainers', index], name: String(fields.name) };
      }),
    ],
  }));
}
