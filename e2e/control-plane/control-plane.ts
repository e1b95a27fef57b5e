import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Certificates } from './certificates';
import { ack } from './components/ack';
import { cronHpa } from './components/cronhpa';
import { keda } from './components/keda';
import { kserve } from './components/kserve';
import { startControllerManager, startScheduler } from './components/kube-controllers';
import { kwok } from './components/kwok';
import { prometheus } from './components/prometheus';
import { prometheusAdapter } from './components/prometheus-adapter';
import { prometheusOperator } from './components/prometheus-operator';
import { Kubectl } from './kubectl';
import { Mirror } from './mirror';
import { Network } from './network';
import { type Component, FAST_HPA, type HpaTiming, type Plane } from './plane';
import { Processes } from './processes';
import { Reach } from './reach';
import { cleanUpAfterTheDead, end, Run } from './run';
import { nodeScript } from './script';
import { startServer } from './server';
import type { ToolName } from './tools';

/** What can be added to the API server, its controllers and the scheduler, which are always there. */
const COMPONENTS = {
  kwok,
  kserve,
  keda,
  prometheusOperator,
  prometheus,
  prometheusAdapter,
  ack,
  cronHpa,
} satisfies Record<string, Component>;

export type ComponentName = keyof typeof COMPONENTS;

export interface ControlPlaneProps {
  readonly components?: readonly ComponentName[];
  /** The clocks of the HorizontalPodAutoscaler controller. @default FAST_HPA */
  readonly hpa?: HpaTiming;
  /** Names that the components can look up, with their addresses. @default those of Prometheus in the examples */
  readonly hosts?: Readonly<Record<string, string>>;
}

/** Manifests keep their real addresses: these lead to the Prometheus that runs here. */
const HOSTS = {
  'prometheus-kube-prometheus-prometheus.monitoring.svc': '127.0.0.1',
  'prometheus-kube-prometheus-prometheus.monitoring.svc.cluster.local': '127.0.0.1',
};

/** What has to be built for a control plane with these components. */
export function toolsOf(components: readonly ComponentName[]): ToolName[] {
  return ['kubernetes', 'etcd', ...components.flatMap((name) => COMPONENTS[name].tools as readonly ToolName[])];
}

/** The real control plane of Kubernetes with the real controllers, in network namespaces of its own. */
export class ControlPlane implements Plane {
  /** Starts one and waits until all of it works; when something does not, nothing is left behind. */
  static async start({
    components = [],
    hpa = FAST_HPA,
    hosts = HOSTS,
  }: ControlPlaneProps = {}): Promise<ControlPlane> {
    await cleanUpAfterTheDead();
    const run = Run.begin();
    const stopJanitor = startJanitor(run);
    let plane: ControlPlane | undefined;
    try {
      plane = new ControlPlane(run, hpa, hosts, stopJanitor);
      await plane.startAll(components.map((name) => COMPONENTS[name]));
      return plane;
    } catch (error) {
      if (plane) plane.isStopping = true;
      await end(run.folder);
      await stopJanitor();
      // The logs stay until the next start: somebody will want to read them.
      throw new Error(`${(error as Error).message}\n(logs: ${run.path('logs')})`);
    }
  }

  readonly network: Network;
  readonly certificates: Certificates;
  readonly processes: Processes;
  readonly kubectl: Kubectl;
  readonly reach: Reach;
  private readonly mirrors = new Map<string, Mirror>();
  private isStopping = false;

  private constructor(
    readonly run: Run,
    readonly hpa: HpaTiming,
    hosts: Readonly<Record<string, string>>,
    private readonly stopJanitor: () => Promise<void>,
  ) {
    this.network = new Network(run, hosts);
    this.certificates = new Certificates(run);
    this.processes = new Processes(run);
    const socket = run.path('gateway.sock');
    this.processes.start('gateway', {
      namespace: this.network.control,
      command: [...nodeScript(run, join(__dirname, 'gateway.ts')), socket],
    });
    this.reach = new Reach(socket, this.certificates);
    this.kubectl = new Kubectl(run, this.network.control, this.certificates, this.reach);
  }

  /** The objects of a kind, by any of its names, as they are at any time; nothing where there is no such kind. */
  async mirror(kind: string): Promise<Mirror | undefined> {
    const { api } = this.kubectl;
    const path = await api.path(kind);
    if (path === undefined) return undefined;
    const mirror = this.mirrors.get(path) ?? new Mirror(api, kind, () => this.isStopping);
    this.mirrors.set(path, mirror);
    return mirror;
  }

  /** True from the moment that it is being stopped: whoever asks again and again need not any more. */
  get hasStopped(): boolean {
    return this.isStopping;
  }

  /** Ends everything: no process, namespace or file of the run is left. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await end(this.run.folder);
    rmSync(this.run.folder, { recursive: true, force: true });
    await this.stopJanitor();
  }

  private async startAll(components: readonly Component[]): Promise<void> {
    await startServer(this, {
      namespaces: [...new Set(components.flatMap(({ namespaces = [] }) => namespaces))],
      crds: components.flatMap((component) => component.crds?.() ?? []),
    });
    await Promise.all([startControllerManager(this), startScheduler(this)]);
    await Promise.all(components.map((component) => component.start?.(this)));
  }
}

/** Starts the process that cleans up when this one is gone; the result ends it. */
function startJanitor(run: Run): () => Promise<void> {
  const [node, script] = nodeScript(run, join(__dirname, 'janitor.ts'));
  const janitor = spawn(node, [script, run.folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // It does not keep this process from ending: it is there for when this one has.
  janitor.unref();
  return async () => {
    janitor.ref();
    const ended = once(janitor, 'exit');
    janitor.stdin.end('done');
    if (janitor.exitCode === null) await ended;
  };
}
