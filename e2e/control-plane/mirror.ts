import type { Api, WatchEvent } from './api';
import type { KubeObject } from './kubectl';
import { pause } from './wait';

type Listener = (event: WatchEvent) => void;

/** The objects of a kind as the API server has them, kept by one watch: to look often costs nobody anything. */
export class Mirror {
  private readonly objects = new Map<string, KubeObject>();
  private readonly listeners: Listener[] = [];
  private readonly listed: Promise<void>;

  constructor(
    private readonly api: Api,
    private readonly kind: string,
    hasStopped: () => boolean,
  ) {
    this.listed = new Promise((resolve) => {
      void this.goOn(resolve, hasStopped);
    });
  }

  async all(): Promise<KubeObject[]> {
    await this.listed;
    return [...this.objects.values()];
  }

  /** The object, or undefined when there is none. */
  async find<T extends KubeObject>(name: string, namespace?: string): Promise<T | undefined> {
    await this.listed;
    return this.objects.get(keyOf({ name, namespace })) as T | undefined;
  }

  /** Tells of every object that there is, and from then on what becomes of each. */
  listen(listener: Listener): void {
    for (const object of this.objects.values()) listener({ type: 'ADDED', object });
    this.listeners.push(listener);
  }

  private async goOn(onListed: () => void, hasStopped: () => boolean): Promise<void> {
    while (!hasStopped()) {
      // The API server may be gone for a while: that is a matter of the scenario.
      await this.turn(onListed).catch(() => {});
      await pause(500);
    }
  }

  private async turn(onListed: () => void): Promise<void> {
    const { items, version } = await this.api.listing(this.kind);
    const keys = new Set(items.map(({ metadata }) => keyOf(metadata)));
    for (const [key, object] of this.objects) if (!keys.has(key)) this.take({ type: 'DELETED', object });
    for (const object of items) this.take({ type: 'ADDED', object });
    onListed();
    await this.api.watch(this.kind, version, (event) => this.take(event));
  }

  private take(event: WatchEvent): void {
    const { type, object } = event;
    if (type === 'DELETED') this.objects.delete(keyOf(object.metadata));
    else this.objects.set(keyOf(object.metadata), object);
    for (const listener of this.listeners) listener(event);
  }
}

function keyOf({ name, namespace = '' }: Pick<KubeObject['metadata'], 'name' | 'namespace'>): string {
  return `${namespace}/${name}`;
}
