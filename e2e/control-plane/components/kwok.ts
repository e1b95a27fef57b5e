import { readFileSync, writeFileSync } from 'node:fs';
import { NODE_ADDRESS, POD_RANGE } from '../network';
import type { Component, Plane } from '../plane';
import { PORTS } from '../ports';
import { manifest, program } from '../tools';

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
    writeFileSync(
      stages,
      STAGES.map((stage) => readFileSync(manifest('kwok', `kustomize/stage/${stage}`))).join('\n---\n'),
    );
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
