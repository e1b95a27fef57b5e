import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { parsed } from '../manifests';
import { NODE_ADDRESS, POD_RANGE } from '../network';
import type { Component, Plane } from '../plane';
import { PORTS } from '../ports';
import { manifest, program } from '../tools';
import { type Stage, withColdStart } from './cold-stages';

const STAGES = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
];

/** Plays the kubelets: nodes are Ready, and scheduled pods run, with an address, and go when they are deleted. */
export const kwok: Component = {
  tools: ['kwok'],
  async start({ run, network, processes, kubectl, reach }: Plane) {
    const stages = run.path('stages.yaml');
    const all = STAGES.flatMap((stage) => stagesOf(manifest('kwok', `kustomize/stage/${stage}`)));
    writeFileSync(stages, all.map((stage) => stringify(stage)).join('---\n'));
    const running = processes.start('kwok', {
      namespace: network.control,
      command: [
        program('kwok', 'kwok'),
        `--kubeconfig=${kubectl.kubeconfig}`,
        `--config=${stages}`,
        '--manage-all-nodes=true',
        `--cidr=${POD_RANGE}`,
        `--node-ip=${NODE_ADDRESS}`,
        // Without leases the nodes turn NotReady after a minute.
        '--node-lease-duration-seconds=40',
        `--server-address=127.0.0.1:${PORTS.kwok}`,
      ],
    });
    await running.ready(() => reach.isFine(PORTS.kwok, '/healthz'));
  },
};

function stagesOf(file: string): Stage[] {
  const stages = parsed(readFileSync(file, 'utf8')) as unknown as Stage[];
  return stages.flatMap((stage) => (stage.metadata.name === 'pod-ready' ? withColdStart(stage) : [stage]));
}

/** Adds a node with GPUs. */
export async function addNode(
  { kubectl }: Plane,
  name: string,
  { gpus = 8, labels = {} }: { gpus?: number; labels?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  const resources = { cpu: '256', memory: '2Ti', pods: '250', 'nvidia.com/gpu': `${gpus}` };
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...labels } },
    status: { capacity: resources, allocatable: resources },
  };
  await kubectl.api.apply([node]);
}
