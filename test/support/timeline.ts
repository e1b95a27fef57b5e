import { parseAllDocuments } from 'yaml';
import { HpaController } from '../../src/rehearsal/controllers/hpa/controller';
import { DEFAULT_HPA_SETTINGS, type HpaPolicy } from '../../src/rehearsal/controllers/hpa/policy';
import { readHpaSpec } from '../../src/rehearsal/controllers/hpa/read-policy';
import { type HpaWorld, MetricError } from '../../src/rehearsal/controllers/hpa/world';
import { readScaledObject } from '../../src/rehearsal/controllers/keda/read-scaled-object';
import { Unreadable } from '../../src/rehearsal/reader';
import type { Fields } from '../../src/stack/fields';

/** What an end-to-end scenario wrote down of one HPA on the real controllers (e2e/timelines), as far as it decides. */
export interface HpaRecording {
  readonly scenario: string;
  readonly hpa: string;
  /** The flags of kube-controller-manager there. */
  readonly resyncSeconds: number;
  readonly downscaleSeconds: number;
  readonly changes: readonly HpaChange[];
}

/** What changed, seconds after the scenario began. */
export interface HpaChange {
  readonly at: number;
  /** The replicas that the target is to have. */
  readonly replicas?: number;
  /** How many of its pods are Ready; the others have no samples. */
  readonly ready?: number;
  /** What the HPA saw of metrics, in thousandths for each pod. */
  readonly metrics?: Readonly<Record<string, number>>;
  /** Whether it could not have its metrics. */
  readonly fails?: boolean;
}

/** The sizes that the target had, and from when. */
export type Sizes = readonly (readonly [at: number, replicas: number])[];

/** Where two lists of sizes differ; nothing when they are the same and no change is so many seconds apart. */
export function differenceOfSizes(theirs: Sizes, ours: Sizes, apart: number): string | undefined {
  const texts = [theirs, ours].map((sizes) => sizes.map(([, replicas]) => replicas).join(', '));
  if (texts[0] !== texts[1]) return `theirs ${texts[0]}, ours ${texts[1]}`;
  const late = theirs.findIndex(([at], place) => Math.abs(at - ours[place][0]) > apart);
  return late < 0 ? undefined : `${theirs[late][1]} at ${theirs[late][0]} s, ours at ${ours[late][0]} s`;
}

/** The sizes in a recording. */
export function sizesOf({ changes }: HpaRecording): Sizes {
  const sizes = changes.flatMap(({ at, replicas }) => (replicas === undefined ? [] : [[at, replicas] as const]));
  // Several may have looked at the same field.
  return sizes.filter(([, replicas], place) => place === 0 || replicas !== sizes[place - 1][1]);
}

/** The policy of an HPA in manifests, be it one of its own or that of a ScaledObject. */
export function policyOf(manifests: string, hpa: string): { policy: HpaPolicy; target: string } | undefined {
  for (const document of parseAllDocuments(manifests)) {
    const { kind, metadata, spec } = (document.toJSON() ?? {}) as { kind?: string; metadata: Fields; spec: Fields };
    const target = (spec?.scaleTargetRef as Fields | undefined)?.name as string;
    if (kind === 'HorizontalPodAutoscaler' && metadata.name === hpa) {
      const policy = readHpaSpec(spec);
      if (!(policy instanceof Unreadable)) return { policy, target };
    }
    if (kind === 'ScaledObject' && `keda-hpa-${metadata.name}` === hpa) {
      const read = readScaledObject(spec);
      if (!(read instanceof Unreadable)) return { policy: read.hpa, target };
    }
  }
  return undefined;
}

/** What our controller does with the metrics of a recording, second by second from its first size on. */
export function replay(recording: HpaRecording, policy: HpaPolicy): Sizes {
  const { changes, resyncSeconds, downscaleSeconds } = recording;
  const settings = {
    ...DEFAULT_HPA_SETTINGS,
    downscaleStabilizationSeconds: downscaleSeconds,
    cpuInitializationSeconds: 0,
    initialReadinessDelaySeconds: 0,
  };
  const controller = new HpaController(policy, settings);
  const [[begin, initial]] = sizesOf(recording);
  const sizes: [number, number][] = [[begin, initial]];
  let current = initial;
  const end = changes[changes.length - 1].at + resyncSeconds;
  for (let now = begin; now <= end; now += resyncSeconds) {
    const before = changes.filter(({ at }) => at <= now);
    const fails = before.findLast((change) => change.fails !== undefined)?.fails ?? false;
    const seen = fails ? {} : Object.assign({}, ...before.map(({ metrics }) => metrics));
    const ready = before.findLast((change) => change.ready !== undefined)?.ready ?? current;
    const wanted = controller.reconcile(worldOf(seen, current, ready), now * 1000);
    if (wanted !== current) sizes.push([now, wanted]);
    current = wanted;
  }
  return sizes;
}

function worldOf(seen: Readonly<Record<string, number>>, replicas: number, ready: number): HpaWorld {
  const perPod = (name: string): number | MetricError => seen[name] ?? new MetricError('not seen');
  const pods = Array.from({ length: replicas }, () => ({
    phase: 'Running' as const,
    startTime: 0,
    ready: { isTrue: true, since: 0 },
  }));
  return {
    specReplicas: replicas,
    statusReplicas: replicas,
    pods,
    metrics: {
      ofPods: ({ name }) => {
        const value = perPod(name);
        if (value instanceof MetricError) return value;
        return pods.map((_, place) => (place < ready ? { value, at: 0, window: 0 } : undefined));
      },
      requestsOfPods: () => new MetricError('not recorded'),
      ofObject: ({ name }) => perPod(name),
      external: ({ name }) => {
        const value = perPod(name);
        return value instanceof MetricError ? value : [value * replicas];
      },
    },
  };
}
