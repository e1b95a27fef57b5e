import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { parsed } from '../manifests';
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

/** On this node the containers of a pod run at once, and are ready only after a while. */
export const COLD_NODE = 'cold-node';
/** Stands for the minutes that loading a model takes. */
export const COLD_START_SECONDS = 20;

interface Stage {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector: { readonly matchExpressions: readonly object[] };
    readonly next: { readonly statusTemplate: string };
  };
}

/** The stages of pods on the cold node, made of the one in which a pod becomes ready at once. */
function coldStages(ready: Stage): Stage[] {
  const isOn = (operator: 'In' | 'NotIn') => ({ key: '.spec.nodeName', operator, values: [COLD_NODE] });
  const { matchExpressions } = ready.spec.selector;
  const stage = (name: string, expressions: readonly object[], change: object): Stage => ({
    ...ready,
    metadata: { name },
    spec: { ...ready.spec, selector: { matchExpressions: expressions }, ...change },
  });
  const { statusTemplate } = ready.spec.next;
  // Of the conditions only Initialized stays; its line comes first.
  const [initialized, ...others] = statusTemplate.split('status: "True"');
  const loading = `${[`${initialized}status: "True"${others[0]}`, ...others.slice(1)].join('status: "False"')}`;
  const isRunning = { key: '.status.phase', operator: 'In', values: ['Running'] };
  return [
    stage('pod-ready', [...matchExpressions, isOn('NotIn')], {}),
    stage('pod-loading', [...matchExpressions, isOn('In')], {
      next: { statusTemplate: loading.replace('ready: true', 'ready: false') },
    }),
    stage('pod-loaded', [matchExpressions[0], isRunning, matchExpressions[2], isOn('In')], {
      delay: { durationMilliseconds: COLD_START_SECONDS * 1000 },
    }),
  ];
}

function stagesOf(file: string): object[] {
  const stages = parsed(readFileSync(file, 'utf8')) as unknown as Stage[];
  return stages.flatMap((stage) => (stage.metadata.name === 'pod-ready' ? coldStages(stage) : [stage]));
}

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
