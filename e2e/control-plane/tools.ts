import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PROGRAMS } from './cache';

/** Programs of one upstream module, which a Go module of our own in e2e/tools pins. */
export interface Tool {
  /** The upstream module, whose folder also holds the manifests. */
  readonly module: string;
  /** The folder of our Go module. @default - that of the tool's name */
  readonly source?: string;
  /** Other folders of ours that its code is made from, beside the modules that the go.sum names. @default - none */
  readonly shared?: readonly string[];
  /** What is built: the name of the program, and its package below the module (or '.' or './FOLDER' for one of ours). */
  readonly programs: Readonly<Record<string, string>>;
  /** The values stamped into string variables (`-X`). */
  readonly stamps?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  /** Files and folders of the upstream module that are kept beside the programs: CRDs, webhooks, runtimes, stages. */
  readonly manifests?: readonly string[];
}

const KUBERNETES_VERSION = {
  'k8s.io/component-base/version.gitVersion': 'v1.35.4',
  'k8s.io/component-base/version.gitMajor': '1',
  'k8s.io/component-base/version.gitMinor': '35',
  // Without it the clients inside the programs call themselves v0.0.0-master.
  'k8s.io/client-go/pkg/version.gitVersion': 'v1.35.4',
};

const SOURCES = join(__dirname, '..', 'tools');

/** Where a judge lies in its module, and what all of them have in common. */
const JUDGE = './judge';
const JUDGES = join(SOURCES, 'judge');

/** All tools, those first that everything needs. */
export const TOOLS = {
  kubernetes: {
    module: 'k8s.io/kubernetes',
    programs: {
      'kube-apiserver': 'cmd/kube-apiserver',
      'kube-controller-manager': 'cmd/kube-controller-manager',
      'kube-scheduler': 'cmd/kube-scheduler',
      kubectl: 'cmd/kubectl',
    },
    stamps: KUBERNETES_VERSION,
  },
  etcd: { module: 'go.etcd.io/etcd/server/v3', programs: { etcd: '.' } },
  kwok: { module: 'sigs.k8s.io/kwok', programs: { kwok: 'cmd/kwok' }, manifests: ['kustomize/stage'] },
  kserve: {
    module: 'github.com/kserve/kserve',
    programs: { 'kserve-manager': 'cmd/manager' },
    manifests: ['config/crd/full', 'config/configmap', 'config/webhook', 'config/runtimes', 'config/storagecontainers'],
  },
  keda: {
    module: 'github.com/kedacore/keda/v2',
    programs: { 'keda-operator': 'cmd/operator', 'keda-adapter': 'cmd/adapter', 'keda-webhooks': 'cmd/webhooks' },
    manifests: ['config/crd/bases', 'config/webhooks'],
  },
  prometheus: {
    module: 'github.com/prometheus/prometheus',
    programs: { prometheus: 'cmd/prometheus' },
    // The other service discoveries are most of its size and none of our business.
    tags: ['remove_all_sd', 'enable_kubernetes_sd'],
  },
  'prometheus-operator': {
    module: 'github.com/prometheus-operator/prometheus-operator',
    programs: { 'prometheus-operator': 'cmd/operator' },
    manifests: ['example/prometheus-operator-crd'],
  },
  'prometheus-adapter': {
    module: 'sigs.k8s.io/prometheus-adapter',
    programs: { 'prometheus-adapter': 'cmd/adapter' },
  },
  // The newest release that is a Go module; it is from before there were modules, so its go.mod is all ours.
  cronhpa: {
    module: 'github.com/AliyunContainerService/kubernetes-cronhpa-controller',
    programs: { 'kubernetes-cronhpa-controller': 'cmd/kubernetes-cronhpa-controller' },
  },
  // Those that judge without a cluster: programs of ours that ask the same code, by the same go.mod.
  'judge-kubernetes': { module: 'k8s.io/kubernetes', source: 'kubernetes', programs: { 'judge-kubernetes': JUDGE } },
  'judge-kserve': {
    module: 'github.com/kserve/kserve',
    source: 'kserve',
    programs: { 'judge-kserve': JUDGE },
    manifests: ['config/configmap'],
  },
  'judge-keda': { module: 'github.com/kedacore/keda/v2', source: 'keda', programs: { 'judge-keda': JUDGE } },
  'judge-prometheus': {
    module: 'github.com/prometheus-operator/prometheus-operator',
    source: 'prometheus-operator',
    programs: { 'judge-prometheus': JUDGE },
  },
  'judge-adapter': {
    module: 'sigs.k8s.io/prometheus-adapter',
    source: 'prometheus-adapter',
    programs: { 'judge-adapter': JUDGE },
  },
  // No part of the control plane: the cron library that the CronHPA controller vendors, to be asked.
  'go-cron': { module: 'github.com/ringtail/go-cron', programs: { 'go-cron': '.' } },
  // The real controllers in virtual time, to be asked what becomes of a scenario.
  'hpa-oracle': { module: 'k8s.io/kubernetes', shared: ['bubble'], programs: { 'hpa-oracle': '.' } },
  'keda-oracle': { module: 'github.com/kedacore/keda/v2', shared: ['bubble'], programs: { 'keda-oracle': '.' } },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;
export const TOOL_NAMES = Object.keys(TOOLS) as ToolName[];

/** The tool as its interface says, so that optional parts can be asked for. */
export function toolOf(name: ToolName): Tool {
  return TOOLS[name];
}

/** The folder of the tool's go.mod. */
export function sourceOf(name: ToolName): string {
  return join(SOURCES, toolOf(name).source ?? name);
}

/** The folder of the built programs: its name says what they were built from. */
export function builtOf(name: ToolName): string {
  const hash = createHash('sha256').update(JSON.stringify(toolOf(name)));
  for (const path of madeFrom(name)) hash.update(`\0${basename(path)}\0`).update(readFileSync(path));
  return join(PROGRAMS, `${name}-${hash.digest('hex').slice(0, 16)}`);
}

/** The files whose change is a reason to build anew. */
function madeFrom(name: ToolName): string[] {
  const source = sourceOf(name);
  const own = Object.values(toolOf(name).programs).filter((path) => path.startsWith('.'));
  const shared = (toolOf(name).shared ?? []).map((folder) => join(SOURCES, folder));
  const folders = [...own.map((path) => join(source, path)), ...(own.includes(JUDGE) ? [JUDGES] : []), ...shared];
  const code = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  return [join(source, 'go.mod'), join(source, 'go.sum'), ...code.filter((path) => path.endsWith('.go'))];
}

/** The file that tells why the last try to build it failed. */
export function failureOf(name: ToolName): string {
  return `${builtOf(name)}.failed`;
}

/** Why the programs of a tool are not there; nothing when they are. */
export function missing(name: ToolName): string | undefined {
  if (existsSync(builtOf(name))) return undefined;
  if (existsSync(failureOf(name))) return `${name} could not be built: ${readFileSync(failureOf(name), 'utf8')}`;
  return `${name} is not built: run \`npm run e2e:build\``;
}

/** The path of a built program. */
export function program<T extends ToolName>(tool: T, name: keyof (typeof TOOLS)[T]['programs'] & string): string {
  return join(builtOf(tool), name);
}

/** The path of a manifest, or folder of manifests, as it lies in the upstream module. */
export function manifest(tool: ToolName, path: string): string {
  return join(builtOf(tool), 'manifests', path);
}
