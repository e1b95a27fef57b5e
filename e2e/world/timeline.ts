import type { ControlPlane } from '../control-plane/control-plane';
import { pause } from '../control-plane/wait';

/** A field that had another value than before. */
export interface Change {
  /** Seconds since the timeline began. */
  readonly at: number;
  readonly what: string;
  readonly value: unknown;
}

/** Looks at values again and again, and writes down when they change. */
export class Timeline {
  readonly changes: Change[] = [];
  private readonly began = Date.now();
  private hasEnded = false;

  constructor(looks: Readonly<Record<string, () => Promise<unknown>>>) {
    for (const [what, look] of Object.entries(looks)) void this.watch(what, look);
  }

  end(): void {
    this.hasEnded = true;
  }

  /** The values of one field in their order. */
  of(what: string): unknown[] {
    return this.changes.filter((change) => change.what === what).map(({ value }) => value);
  }

  toString(): string {
    return this.changes
      .map(({ at, what, value }) => `${at.toFixed(1)} s  ${what} = ${JSON.stringify(value)}`)
      .join('\n');
  }

  private async watch(what: string, look: () => Promise<unknown>): Promise<void> {
    let before: string | undefined;
    while (!this.hasEnded) {
      const value = await look().catch(() => undefined);
      const text = JSON.stringify(value);
      if (value !== undefined && text !== before) {
        before = text;
        this.changes.push({ at: (Date.now() - this.began) / 1000, what, value });
      }
      await pause(250);
    }
  }
}

/** The replicas that a Deployment is to have, as the API server has them. */
export function replicasOf(
  plane: () => ControlPlane,
  name: string,
  namespace: string,
): () => Promise<number | undefined> {
  return async () => {
    const found = await plane().kubectl.find('deployments.apps', name, namespace);
    return (found?.spec as { replicas?: number } | undefined)?.replicas;
  };
}
