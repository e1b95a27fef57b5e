import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Component, Plane } from '../plane';
import { PORTS } from '../ports';
import { program } from '../tools';
import { pause, until } from '../wait';

const NAMESPACE = 'monitoring';
const NAME = 'e2e';
const RULES_LABEL = `prometheus-name=${NAME}`;
/** Where the configuration that the operator writes looks for rules. */
const RULES_IN_POD = /\/etc\/prometheus\/rules\//g;
/** How often scrapes and rules run, and how long a scrape may take. */
const CLOCKS = /^(?<key>\s*(?:- )?(?:interval|scrape_interval|scrape_timeout): ).*$/gm;
const CREDENTIALS = '/var/run/secrets/kubernetes.io/serviceaccount';

/** As the chart kube-prometheus-stack sets it up, but for the intervals: monitors need the label of the release. */
const PROMETHEUS = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: NAME, namespace: NAMESPACE },
  spec: {
    version: 'v3.14.0',
    replicas: 1,
    serviceAccountName: 'prometheus',
    scrapeInterval: '1s',
    evaluationInterval: '1s',
    serviceMonitorSelector: { matchLabels: { release: 'prometheus' } },
    serviceMonitorNamespaceSelector: {},
    podMonitorSelector: { matchLabels: { release: 'prometheus' } },
    podMonitorNamespaceSelector: {},
    ruleSelector: { matchLabels: { release: 'prometheus' } },
    ruleNamespaceSelector: {},
  },
};

const ACCESS = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'prometheus', namespace: NAMESPACE } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'prometheus' },
    rules: [
      { apiGroups: [''], resources: ['nodes', 'services', 'endpoints', 'pods'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'prometheus' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'prometheus' },
    subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: NAMESPACE }],
  },
];

/** Prometheus with the configuration that the operator writes for it, as its pod would have it. */
export const prometheus: Component = {
  tools: ['prometheus'],
  namespaces: [NAMESPACE],
  async start(plane: Plane) {
    const { run, network, processes, kubectl, reach } = plane;
    await kubectl.api.apply([...ACCESS, PROMETHEUS]);
    const configuration = new Configuration(plane);
    await until('the operator writes the configuration of Prometheus', () => configuration.write());
    const running = processes.start('prometheus', {
      namespace: network.control,
      env: {
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: `${PORTS.apiServer}`,
        PROGRAM: program('prometheus', 'prometheus'),
        CREDENTIALS: await credentials(plane),
        CONFIG: configuration.file,
        DATA: run.path('prometheus', 'data'),
      },
      command: ['sh', '-c', IN_POD],
    });
    await running.ready(() => reach.isFine(PORTS.prometheus, '/-/ready'));
    // Not awaited: it goes on for as long as the control plane, as the reloader beside Prometheus in its pod does.
    void keepUpToDate(plane, configuration);
  },
};

const FLAGS = [
  `--web.listen-address=127.0.0.1:${PORTS.prometheus}`,
  '--web.enable-lifecycle',
  '--log.level=warn',
  // Of a monitor that is taken away the last values are answered for so long; usually for 5 minutes.
  '--query.lookback-delta=30s',
].join(' ');

/**
 * Prometheus looks for the credentials of its pod at a fixed path. The mounts of `ip netns exec` are its own, so a
 * file system in memory over /run is seen by nobody else and goes with the process.
 */
const IN_POD = [
  'set -e',
  'mount -t tmpfs none /run',
  `mkdir -p ${CREDENTIALS}`,
  `mount --bind "$CREDENTIALS" ${CREDENTIALS}`,
  `exec "$PROGRAM" --config.file="$CONFIG" --storage.tsdb.path="$DATA" ${FLAGS}`,
].join('\n');

async function credentials({ run, kubectl, certificates }: Plane): Promise<string> {
  const folder = run.path('prometheus', 'credentials');
  mkdirSync(folder, { recursive: true });
  const token = await kubectl.run(['create', 'token', 'prometheus', '-n', NAMESPACE, '--duration=24h']);
  writeFileSync(join(folder, 'token'), token.trim());
  writeFileSync(join(folder, 'ca.crt'), Buffer.from(certificates.bundle, 'base64'));
  writeFileSync(join(folder, 'namespace'), NAMESPACE);
  return folder;
}

interface Listed {
  readonly items: readonly { readonly metadata: { readonly name: string }; readonly data?: Record<string, string> }[];
}

/** The files that the operator keeps in a Secret and in ConfigMaps. */
class Configuration {
  readonly file: string;
  private readonly rules: string;
  private written = '';

  constructor(private readonly plane: Plane) {
    this.rules = plane.run.path('prometheus', 'rules');
    this.file = plane.run.path('prometheus', 'prometheus.yaml');
    mkdirSync(this.rules, { recursive: true });
  }

  /** Writes the files when something has changed; true when it did. */
  async write(): Promise<boolean> {
    const secret = await this.get<{ data?: Record<string, string> }>(`secrets/prometheus-${NAME}`);
    const packed = secret.data?.['prometheus.yaml.gz'];
    if (packed === undefined) return false;
    const { items } = await this.get<Listed>(`configmaps?labelSelector=${encodeURIComponent(RULES_LABEL)}`);
    const state = JSON.stringify([packed, items.map(({ metadata, data }) => [metadata.name, data])]);
    if (state === this.written) return false;
    // The folder in the pod is named after the ConfigMap, and so is ours.
    for (const old of readdirSync(this.rules)) rmSync(join(this.rules, old), { recursive: true });
    for (const { metadata, data = {} } of items) {
      mkdirSync(join(this.rules, metadata.name));
      for (const [name, text] of Object.entries(data))
        writeFileSync(join(this.rules, metadata.name, name), hurried(text));
    }
    const text = gunzipSync(Buffer.from(packed, 'base64')).toString();
    const here = text.replaceAll('$(SHARD)', '0').replaceAll('$(POD_NAME)', `prometheus-${NAME}-0`);
    writeFileSync(this.file, hurried(here.replace(RULES_IN_POD, `${this.rules}/`)));
    this.written = state;
    return true;
  }

  private async get<T>(path: string): Promise<T> {
    const url = `/api/v1/namespaces/${NAMESPACE}/${path}`;
    const { status, body } = await this.plane.reach.call(PORTS.apiServer, url, { isSecure: true });
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return JSON.parse(body) as T;
  }
}

/**
 * A configuration with a clock that a scenario can wait for. Only what Prometheus reads is hurried: the objects in the
 * API server, and what the operator makes of them, have the intervals of the manifests.
 */
function hurried(configuration: string): string {
  return configuration.replace(CLOCKS, '$<key>1s');
}

async function keepUpToDate(plane: Plane, configuration: Configuration): Promise<void> {
  let isLoaded = true;
  while (!plane.hasStopped) {
    if (await configuration.write().catch(() => false)) isLoaded = false;
    // Tried until it works: Prometheus may be busy, or a scenario has stopped it for a while.
    if (!isLoaded) isLoaded = await reload(plane).catch(() => false);
    await pause(500);
  }
}

function reload({ reach }: Plane): Promise<boolean> {
  return reach.isFine(PORTS.prometheus, '/-/reload', { method: 'POST' });
}
