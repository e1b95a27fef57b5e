import type { CheckProfile } from '../profile';
import { nameOf, type Rule, wrong } from '../rule';
import { atLeast } from '../versions';

/** An annotation that nothing reads. */
interface Unread {
  /** The kind that carries it. */
  readonly kind: string;
  /** Version of KServe that stopped reading it. @default - its controller never did */
  readonly since?: string;
  /** What says it instead. */
  readonly instead: string;
}

const AIBRIX = 'autoscaling.aibrix.ai';
const UNREAD: Readonly<Record<string, Unread>> = {
  'serving.kserve.io/targetUtilizationPercentage': {
    kind: 'InferenceService',
    since: '0.15',
    instead: "write 'scaleTarget' into the predictor",
  },
  'serving.kserve.io/metrics': {
    kind: 'InferenceService',
    since: '0.15',
    instead: "write 'scaleMetric' into the predictor",
  },
  [`${AIBRIX}/up-fluctuation-tolerance`]: { kind: 'PodAutoscaler', instead: `write '${AIBRIX}/scale-up-tolerance'` },
  [`${AIBRIX}/down-fluctuation-tolerance`]: {
    kind: 'PodAutoscaler',
    instead: `write '${AIBRIX}/scale-down-tolerance'`,
  },
  [`apa.${AIBRIX}/window`]: { kind: 'PodAutoscaler', instead: "write 'observeWindowSeconds' into the spec" },
  [`kpa.${AIBRIX}/scale-down-delay`]: {
    kind: 'PodAutoscaler',
    instead: `write '${AIBRIX}/scale-down-cooldown-window'`,
  },
};

/** What is said by an annotation is read by somebody. */
export const unreadAnnotation: Rule = {
  name: 'annotation/unread',
  severity: 'warning',
  demands: 'an annotation about scaling is one that its controller reads',
  why: 'Nobody validates annotations, so what one says that nothing reads simply does not happen.',
  link: 'https://aibrix.readthedocs.io/latest/features/autoscaling/metric-based-autoscaling.html',
  *check(graph, profile) {
    for (const manifest of graph.manifests)
      for (const field of ['annotations', 'labels'] as const)
        for (const key of Object.keys(manifest[field])) {
          const unread = unreadBy(manifest.kind, key, profile);
          if (unread === undefined) continue;
          const since =
            unread.since === undefined ? 'is not read by its controller' : `is not read since KServe ${unread.since}`;
          yield wrong(manifest, ['metadata', field, key], `'${key}' of ${nameOf(manifest)} ${since}`, unread.instead);
        }
  },
};

function unreadBy(kind: string, key: string, profile: CheckProfile): Unread | undefined {
  const unread = Object.hasOwn(UNREAD, key) ? UNREAD[key] : undefined;
  const isRead = unread?.since !== undefined && !atLeast(profile, 'kserveVersion', unread.since);
  return unread?.kind === kind && !isRead ? unread : undefined;
}
