import type { ControlPlane } from '../control-plane/control-plane';
import type { KubeObject } from '../control-plane/kubectl';
import { type ObjectName, Timeline, valueAt } from './timeline';

type Fields = (object: KubeObject) => Readonly<Record<string, unknown>>;

const paths =
  (...fields: readonly string[]): Fields =>
  (object) =>
    Object.fromEntries(fields.map((field) => [field, valueAt(object, field)]));

/** The fields that are followed, of every kind that takes part in scaling. */
const FOLLOWED: Readonly<Record<string, Fields>> = {
  'deployments.apps': paths('spec.replicas', 'status.readyReplicas'),
  'horizontalpodautoscalers.autoscaling': (hpa) => ({
    ...paths('spec.minReplicas', 'spec.maxReplicas', 'status.desiredReplicas')(hpa),
    ...conditionsOf(hpa),
    ...metricsOf(hpa),
  }),
  'scaledobjects.keda.sh': conditionsOf,
  'inferenceservices.serving.kserve.io': conditionsOf,
  'cronhorizontalpodautoscalers.autoscaling.alibabacloud.com': paths('status.conditions'),
};

/**
 * Writes down what becomes of everything that scales or is scaled, as the API server tells it: a watch misses nothing,
 * and an HPA also says which values of its metrics it saw.
 */
export function follow(plane: ControlPlane): Timeline {
  const timeline = new Timeline();
  for (const [kind, fields] of Object.entries(FOLLOWED)) void followKind(plane, timeline, kind, fields);
  return timeline;
}

async function followKind(plane: ControlPlane, timeline: Timeline, kind: string, fields: Fields): Promise<void> {
  const mirror = await plane.mirror(kind);
  mirror?.listen(({ type, object }) => {
    const { namespace, name } = object.metadata;
    const named: ObjectName = { kind: object.kind, namespace, name };
    const values = type === 'DELETED' ? { 'metadata.name': null } : { 'metadata.name': name, ...fields(object) };
    for (const [field, value] of Object.entries(values)) timeline.note(field, value, { object: named, field });
  });
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

function conditionsOf(object: KubeObject): Record<string, string> {
  const conditions = (valueAt(object, 'status.conditions') ?? []) as readonly Condition[];
  return Object.fromEntries(
    conditions.map(({ type, status, reason }) => [
      `status.conditions[${type}]`,
      reason && reason !== type ? `${status} (${reason})` : status,
    ]),
  );
}

interface MetricStatus {
  readonly type: string;
  readonly [source: string]: unknown;
}

/** What an HPA saw of each metric: `status.currentMetrics[Pods vllm_num_requests_running]` = the value. */
function metricsOf(hpa: KubeObject): Record<string, unknown> {
  const metrics = (valueAt(hpa, 'status.currentMetrics') ?? []) as readonly MetricStatus[];
  return Object.fromEntries(
    // A metric that could not be had has a place in the list and says nothing.
    metrics
      .filter(({ type }) => type !== '')
      .map((metric) => {
        const source = metric[`${metric.type[0]?.toLowerCase()}${metric.type.slice(1)}`] as
          | { readonly current?: object; readonly metric?: { readonly name: string }; readonly name?: string }
          | undefined;
        return [`status.currentMetrics[${metric.type} ${source?.metric?.name ?? source?.name}]`, source?.current];
      }),
  );
}
