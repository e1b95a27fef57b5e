import type { AdapterNode } from '../../stack/adapter-nodes';
import { type Fields, fieldsOf, listOf, textOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { WorkloadNode } from '../../stack/nodes';
import type { ContainerNode } from '../../stack/parts';
import { compare } from '../order';
import { type Problem, type Rule, wrong } from '../rule';
import { nodeName } from './miss';

/** The adapter reads the configuration that there is. */
export const adapterMount: Rule = {
  name: 'wire/adapter-mount',
  severity: 'error',
  demands: 'the adapter mounts the ConfigMap that holds its rules, and reads the key that they stand under',
  why: 'Without its configuration the adapter does not start, or serves other rules than these.',
  link: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md',
  *check(graph) {
    for (const workload of graph.workloads)
      for (const container of workload.containers) {
        const path = configurationOf(container);
        const problem = path === undefined ? undefined : judge(graph, workload, container, path);
        if (problem) yield problem;
      }
  },
};

/** The file that a container of the adapter is told to read. */
function configurationOf({ image = '', words }: ContainerNode): string | undefined {
  if (!/prometheus-adapter/.test(image)) return undefined;
  const index = words.findIndex((word) => word === '--config' || word.startsWith('--config='));
  return index < 0 ? undefined : (words[index].split('=')[1] ?? words[index + 1]);
}

function judge(graph: StackGraph, workload: WorkloadNode, container: ContainerNode, file: string): Problem | undefined {
  const mount = listOf(container.fields.volumeMounts)
    .map(fieldsOf)
    .find(({ mountPath }) => typeof mountPath === 'string' && file.startsWith(`${mountPath.replace(/\/$/, '')}/`));
  const volumes = listOf(workload.pod.volumes).map(fieldsOf);
  const index = volumes.findIndex(({ name }) => mount !== undefined && name === mount.name);
  const name = textOf(fieldsOf(volumes[index]?.configMap).name);
  if (mount === undefined || name === undefined) return undefined;
  const at = [...workload.podPath, 'volumes', index, 'configMap', 'name'];
  const held = graph.adapters.filter(({ form, manifest }) => form === 'configuration' && isBeside(workload, manifest));
  const own = held.find(({ manifest }) => manifest.name === name);
  if (own) return otherKey(workload, container, own, file, volumes[index]);
  const exists = graph.manifestsOfKind('ConfigMap').some((each) => each.name === name && isBeside(workload, each));
  const [meant] = held.sort((a, b) => compare(a.manifest.name, b.manifest.name));
  if (meant === undefined || exists) return undefined;
  return wrong(
    workload.manifest,
    at,
    `${nodeName(workload)} mounts ConfigMap ${name}, and the rules of the adapter stand in ConfigMap ${meant.manifest.name}`,
    `write name: ${meant.manifest.name}`,
    { also: [meant.manifest] },
  );
}

function isBeside({ namespace }: WorkloadNode, manifest: { readonly namespace?: string }): boolean {
  return manifest.namespace === namespace || manifest.namespace === undefined || namespace === undefined;
}

/** Keys of a ConfigMap become files of their name, unless the volume says otherwise. */
function otherKey(
  workload: WorkloadNode,
  container: ContainerNode,
  { manifest, path }: AdapterNode,
  file: string,
  volume: Fields,
): Problem | undefined {
  const key = String(path[1]);
  const items = listOf(fieldsOf(volume.configMap).items).map(fieldsOf);
  const wanted = file.slice(file.lastIndexOf('/') + 1);
  const given = items.length === 0 ? key : textOf(items.find((item) => item.key === key)?.path);
  if (given === undefined || given === wanted) return undefined;
  return wrong(
    workload.manifest,
    [...container.path, 'args'],
    `${nodeName(workload)} reads ${file}, and its volume has the rules of ConfigMap ${manifest.name} in ${given}`,
    `write --config=${file.slice(0, file.lastIndexOf('/'))}/${given}`,
    { also: [manifest] },
  );
}
