import type { Fields } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { RehearsalProfile } from '../options/profile';
import { Unreadable } from '../reader';
import { rehearse } from '../rehearse';
import type { RehearsalResult, ServiceResult } from '../result';
import { manifestsIn } from '../stack/manifests';
import { graphOf, type Stack, type StackService, stackOf } from '../stack/read-stack';
import { type CronScaler, type HpaScaler, type KedaScaler, readScalers, type Scaler } from '../stack/scalers';
import type { Workload } from '../stack/workload';
import { parseTraffic } from '../trace/spec';

/** How a proof is rehearsed. */
export interface Take {
  /** As `--traffic` takes it; without a duration of its own it lasts as long as the rehearsal. */
  readonly traffic: string;
  /** How long it is rehearsed, whatever is still under way then. */
  readonly untilSeconds: number;
  /** Replicas at the beginning. @default - what the manifest says, or the minimum */
  readonly initialReplicas?: number;
  /** Seconds between two entries of the series. @default 15 */
  readonly stepSeconds?: number;
  /** What is changed of the objects first: the fix that is tried. @default - nothing */
  readonly change?: (object: Fields) => Fields;
}

/** What a proof came to. */
export interface Taken {
  /** The whole rehearsal, which had no other service. */
  readonly result: RehearsalResult;
  /** The one service of it. */
  readonly service: ServiceResult;
}

/** Manifests, and the means to rehearse them. */
export class Scene {
  /** Nothing where they cannot be rehearsed as a whole. */
  readonly stack: Stack | undefined;

  private constructor(
    readonly graph: StackGraph,
    readonly profile: RehearsalProfile,
  ) {
    const stack = stackOf(graph, profile);
    this.stack = stack instanceof Unreadable ? undefined : stack;
  }

  /** Sets the scene, if the manifests can be read at all. */
  static of(manifests: readonly (string | object)[], profile: RehearsalProfile): Scene | Unreadable {
    const read = manifestsIn(manifests);
    if (read instanceof Unreadable) return read;
    const graph = graphOf(read, profile);
    const scalers = readScalers(graph, profile.kedaVersion);
    return scalers instanceof Unreadable ? scalers : new Scene(graph, profile);
  }

  /** Every HPA and ScaledObject, with its service. */
  owners(): readonly { readonly scaler: HpaScaler | KedaScaler; readonly service: StackService }[] {
    return (this.stack?.services ?? []).flatMap((service) =>
      service.scalers
        .filter((scaler) => !isCron(scaler))
        .map((scaler) => ({ scaler: scaler as HpaScaler | KedaScaler, service })),
    );
  }

  /** Rehearses one service; nothing where that cannot be. */
  take(of: StackService, { traffic, untilSeconds, initialReplicas, stepSeconds, change }: Take): Taken | undefined {
    const source = parseTraffic(traffic, { seed: 1, durationMs: untilSeconds * 1000 });
    if (source instanceof Unreadable) return undefined;
    const objects = this.graph.manifests.map(({ fields }) => (change ? change(fields) : fields));
    const service = `${of.namespace}/${of.name}`;
    const result = rehearse(objects, {
      ...this.profile,
      traffic: source,
      service,
      untilSeconds,
      initialReplicas,
      stepSeconds,
    });
    return result instanceof Unreadable ? undefined : { result, service: result.services[0] };
  }
}

export function isCron(scaler: Scaler): scaler is CronScaler {
  return scaler.kind === 'CronHorizontalPodAutoscaler';
}

/** How findings name objects. */
export function nameOf({ kind, namespace, name }: Scaler | Workload): string {
  return `${kind}/${namespace}/${name}`;
}

/** A change of the spec of one scaler, as a copy. */
export function changing(
  { kind, name }: Scaler,
  edit: (spec: Record<string, unknown>) => void,
): (object: Fields) => Fields {
  return (object) => {
    const isIt = object.kind === kind && (object.metadata as Fields | undefined)?.name === name;
    if (!isIt) return object;
    const copy = structuredClone(object) as { spec: Record<string, unknown> } & Fields;
    edit(copy.spec);
    return copy;
  };
}

/** The last value of a column that there is. */
export function lastOf(values: readonly (number | null)[]): number {
  return values.findLast((value) => value !== null) ?? 0;
}

/** The greatest value of a column. */
export function mostOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}
