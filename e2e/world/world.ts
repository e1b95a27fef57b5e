import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kubectl';
import { nodeScript } from '../control-plane/script';
import { pause } from '../control-plane/wait';
import { pageKey } from './pages';
import { Timeline } from './timeline';

/** A pod, as far as the world knows it. */
export interface WorldPod {
  readonly name: string;
  readonly namespace: string;
  readonly address: string;
  readonly isReady: boolean;
  /** For how long it has been ready; 0 when it is not. */
  readonly readySeconds: number;
}

/** Some pods of a namespace. */
export interface PodSelection {
  readonly namespace: string;
  /** The label that they have, and its value: `app=isvc.iris-predictor`. All pods where it is empty. */
  readonly selector: string;
}

/** What shows metrics: the pods of a service, or an exporter. */
export interface Shown extends PodSelection {
  readonly port: number;
  readonly path: string;
  /** The page of one pod, given all of them; asked again and again, so that it can follow the load. */
  readonly page: Page;
}

/** The page of a pod; what its load says at the time is kept in the timeline of the scenario. */
export interface Page<T extends string | Promise<string> = string | Promise<string>> {
  (pod: WorldPod, all: readonly WorldPod[]): T;
  readonly load?: object;
}

interface Pod extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly namespace: string; readonly deletionTimestamp?: string };
  readonly status?: {
    readonly podIP?: string;
    readonly conditions?: readonly Condition[];
  };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime: string;
}

const EVERY_MILLISECONDS = 300;

/**
 * What the control plane controls: the containers of the pods, played by one process. It closes the loop: pages are
 * made of the pods that there are, so more replicas show less load each.
 */
export class World {
  private readonly shown: Shown[] = [];
  private readonly followed: { readonly selection: PodSelection; pods: readonly WorldPod[] }[] = [];
  private readonly file: string;
  private hasEnded = false;
  /** The steps of the scenario: what it made of its loads. */
  private readonly steps = new Timeline();

  constructor(
    private readonly plane: ControlPlane,
    ports: readonly number[],
  ) {
    this.file = plane.run.path('world.json');
    writeFileSync(this.file, '{}');
    plane.processes.start('world', {
      namespace: plane.network.pods,
      command: [...nodeScript(plane.run, join(__dirname, 'server.ts')), this.file, ...ports.map(String)],
    });
    void this.goOn();
  }

  /** Shows the metrics of some pods from now on. */
  show(shown: Shown): void {
    this.shown.push(shown);
  }

  /** The pods as they are when it is asked, for pages that tell of other pods than their own. */
  follow(selection: PodSelection): () => readonly WorldPod[] {
    const followed = { selection, pods: [] as readonly WorldPod[] };
    this.followed.push(followed);
    return () => followed.pods;
  }

  /** Shows nothing new any more. */
  end(): void {
    this.hasEnded = true;
  }

  private async goOn(): Promise<void> {
    while (!this.hasEnded && !this.plane.hasStopped) {
      // While the control plane stops nothing answers, and nothing has to; what goes wrong before is a part of the story.
      await this.turn().catch((error: Error) => this.steps.note('world', error.message));
      await pause(EVERY_MILLISECONDS);
    }
  }

  private async turn(): Promise<void> {
    for (const followed of this.followed) followed.pods = await this.pods(followed.selection);
    const pages: Record<string, string> = {};
    for (const shown of this.shown) {
      this.steps.note(`load of ${shown.selector} in ${shown.namespace}`, shown.page.load);
      const pods = await this.pods(shown);
      for (const pod of pods) pages[pageKey(pod.address, shown.port, shown.path)] = await shown.page(pod, pods);
    }
    // Renamed into place, so that nobody reads half a file.
    writeFileSync(`${this.file}.new`, JSON.stringify(pages));
    renameSync(`${this.file}.new`, this.file);
  }

  private async pods({ namespace, selector }: PodSelection): Promise<WorldPod[]> {
    const all = ((await (await this.plane.mirror('pods'))?.all()) ?? []) as Pod[];
    const [label, wanted] = selector.split('=');
    return all
      .filter(({ metadata }) => metadata.namespace === namespace)
      .filter(({ metadata }) => selector === '' || metadata.labels?.[label] === wanted)
      .filter((pod) => pod.status?.podIP !== undefined && pod.metadata.deletionTimestamp === undefined)
      .map(({ metadata, status: podStatus }) => {
        const ready = podStatus?.conditions?.find((each) => each.type === 'Ready' && each.status === 'True');
        return {
          name: metadata.name,
          namespace: metadata.namespace,
          address: podStatus?.podIP ?? '',
          isReady: ready !== undefined,
          readySeconds: ready ? (Date.now() - Date.parse(ready.lastTransitionTime)) / 1000 : 0,
        };
      });
  }
}
