import { parseQuantity } from '../../kubernetes/parse-quantity';
import { type Fields, fieldsOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import { Unreadable } from '../reader';
import type { Setting } from '../sweep/grammar';
import { type Parameter, parameterOf } from '../sweep/parameters';

/** What a kind of scaler has and where. Durations have the API's default where the manifest says nothing. */
interface Place {
  readonly min: readonly [path: string, fallback: number];
  readonly max: readonly [path: string, fallback: number];
  readonly window: string | undefined;
  readonly targets: (spec: Fields) => readonly { readonly metric: string | undefined; readonly value: number }[];
}

const DEFAULT_WINDOW = 300;
const PLACES: Readonly<Record<string, Place>> = {
  HorizontalPodAutoscaler: {
    min: ['minReplicas', 1],
    max: ['maxReplicas', 1],
    window: 'behavior.scaleDown.stabilizationWindowSeconds',
    targets: hpaTargets,
  },
  ScaledObject: {
    min: ['minReplicaCount', 0],
    max: ['maxReplicaCount', 100],
    window: 'advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds',
    targets: thresholds,
  },
  InferenceService: {
    min: ['predictor.minReplicas', 1],
    max: ['predictor.maxReplicas', 1],
    window: undefined,
    targets: (spec) => {
      const value = at(spec, 'predictor.scaleTarget');
      return typeof value === 'number' ? [{ metric: undefined, value }] : [];
    },
  },
};

/** What the only scaler of the manifests is set to, as far as it can be suggested otherwise. */
export function currentPolicy(graph: StackGraph): readonly Setting[] | Unreadable {
  const scalers = graph.scalers.map(({ manifest }) => manifest).filter(({ kind }) => Object.hasOwn(PLACES, kind));
  if (scalers.length !== 1) {
    const names = scalers.map(({ kind, name }) => `${kind} ${name}`);
    return new Unreadable([
      scalers.length === 0
        ? 'there is nothing to suggest: no HorizontalPodAutoscaler and no ScaledObject is among the manifests'
        : `a suggestion is about one scaler, and there are ${scalers.length} (${names.join(', ')}); give the manifests of one service`,
    ]);
  }
  const [{ kind, fields }] = scalers;
  const spec = fieldsOf(fields.spec);
  const { min, max, window, targets } = PLACES[kind];
  const found = targets(spec);
  return [
    ...found.map(({ metric, value }) => setting('target', value, found.length > 1 ? metric : undefined)),
    setting('minReplicas', numberAt(spec, min[0], min[1])),
    setting('maxReplicas', numberAt(spec, max[0], max[1])),
    ...(window === undefined ? [] : [setting('stabilization', numberAt(spec, window, DEFAULT_WINDOW))]),
  ];
}

function setting(name: string, value: number, metric?: string): Setting {
  const parameter = parameterOf(name) as Parameter;
  return { name: metric === undefined ? name : `${name}:${metric}`, parameter, metric, value };
}

function hpaTargets(spec: Fields) {
  const metrics = Array.isArray(spec.metrics) ? (spec.metrics as Fields[]) : [];
  return metrics.flatMap((metric) => {
    const type = String(metric.type ?? '');
    const source = (metric[type.charAt(0).toLowerCase() + type.slice(1)] ?? {}) as Fields;
    const target = (source.target ?? {}) as Fields;
    const written = target.averageUtilization ?? target.averageValue ?? target.value;
    const milli = parseQuantity(String(written))?.milli;
    const name = source.name ?? at(source, 'metric.name');
    return milli === undefined || typeof name !== 'string' ? [] : [{ metric: name, value: milli / 1000 }];
  });
}

function thresholds(spec: Fields) {
  const triggers = Array.isArray(spec.triggers) ? (spec.triggers as Fields[]) : [];
  return triggers
    .filter(({ type }) => type !== 'cron')
    .flatMap(({ name, metadata }) => {
      const { threshold, value } = (metadata ?? {}) as Fields;
      const number = Number(threshold ?? value);
      return Number.isFinite(number) ? [{ metric: typeof name === 'string' ? name : undefined, value: number }] : [];
    });
}

function numberAt(fields: Fields, path: string, fallback: number): number {
  const value = at(fields, path);
  return typeof value === 'number' ? value : fallback;
}

function at(fields: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Fields | undefined)?.[key], fields);
}
