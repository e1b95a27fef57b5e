import type { ControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kubectl';
import { pause } from '../control-plane/wait';

/** An object of the API server. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** A field that had another value than before, or a step of the scenario. */
export interface Change {
  /** Seconds since the timeline began. */
  readonly at: number;
  /** What the scenario calls it. */
  readonly what: string;
  /** Whose field it is; nobody's for steps of the scenario. */
  readonly object?: ObjectName;
  /** Path of the field in the object. */
  readonly field?: string;
  readonly value: unknown;
}

/** How a value is read; it may say which field of which object it is. */
export interface Look<T = unknown> {
  (): Promise<T | undefined>;
  readonly object?: ObjectName;
  readonly field?: string;
}

/** Those that have begun and are not ended, so that a scenario need not end its own. */
const running = new Set<Timeline>();

/** Ends all timelines of this test file, and gives what they wrote down in one, which began at this time. */
export function endTimelines(began: number): Change[] {
  const ended = [...running];
  for (const timeline of ended) timeline.end();
  return ended.flatMap((timeline) => timeline.since(began)).sort((a, b) => a.at - b.at);
}

/** Looks at values again and again, and writes down when they change. Ended and kept when its group of tests ends. */
export class Timeline {
  readonly changes: Change[] = [];
  private readonly began = Date.now();
  private readonly last = new Map<string, string>();
  private hasEnded = false;

  constructor(looks: Readonly<Record<string, Look>> = {}) {
    running.add(this);
    for (const [what, look] of Object.entries(looks)) void this.watch(what, look);
  }

  /** Writes down a step of the scenario, or any other value, if it is new: `note('load', '5 in flight')`. */
  note(what: string, value: unknown, { object, field }: Pick<Change, 'object' | 'field'> = {}): void {
    const key = object ? `${nameOf(object)} ${field}` : what;
    const text = JSON.stringify(value);
    if (this.hasEnded || value === undefined || this.last.get(key) === text) return;
    this.last.set(key, text);
    this.changes.push({ at: (Date.now() - this.began) / 1000, what, object, field, value: JSON.parse(text) });
  }

  end(): void {
    this.hasEnded = true;
    running.delete(this);
  }

  /** The values of one field in their order. */
  of(what: string): unknown[] {
    return this.changes.filter((change) => change.what === what).map(({ value }) => value);
  }

  /** The changes, by a clock that began at this time (in milliseconds since 1970). */
  since(began: number): Change[] {
    const shift = (this.began - began) / 1000;
    return this.changes.map((change) => ({ ...change, at: Math.round((change.at + shift) * 1000) / 1000 }));
  }

  toString(): string {
    return describeChanges(this.changes);
  }

  private async watch(what: string, look: Look): Promise<void> {
    while (!this.hasEnded) {
      this.note(what, await look().catch(() => undefined), look);
      await pause(250);
    }
  }
}

/** A line for each change. */
export function describeChanges(changes: readonly Change[]): string {
  return changes
    .map(({ at, what, object, field, value }) => {
      const whose = object ? `${nameOf(object)} ${field}` : what;
      return `${at.toFixed(1).padStart(6)} s  ${whose} = ${JSON.stringify(value)}`;
    })
    .join('\n');
}

/** A field of an object, by its path: `spec.replicas`. */
export function fieldOf<T = unknown>(plane: () => ControlPlane, object: Required<ObjectName>, field: string): Look<T> {
  const { kind, name, namespace } = object;
  const look = async () => valueAt(await (await plane().mirror(kind))?.find(name, namespace), field) as T | undefined;
  return Object.assign(look, { object, field });
}

/** The replicas that a Deployment is to have, as the API server has them. */
export function replicasOf(plane: () => ControlPlane, name: string, namespace: string): Look<number> {
  return fieldOf<number>(plane, { kind: 'Deployment', name, namespace }, 'spec.replicas');
}

/** The value at a path of fields. */
export function valueAt(object: KubeObject | undefined, path: string): unknown {
  return path.split('.').reduce<unknown>((value, field) => (value as Record<string, unknown>)?.[field], object);
}

function nameOf({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
