import { parseQuantity } from '../../kubernetes/parse-quantity';
import { type Fields, fieldsOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import { Unreadable } from '../reader';
import type { Setting } from '../sweep/grammar';
import { hpaMetrics, targetKeyOf, triggers } from '../sweep/metrics';
import { type Parameter, parameterOf } from '../sweep/parameters';

/** What a kind of scaler has and where. Durations have the API's default where the manifest says nothing. */
interface Place {
  readonly min: readonly [path: string, fallback: number];
  readonly max: readonly [path: string, fallback: number];
  readonly window: string | undefined;
  readonly targets: (spec: Fields) => readonly Target[];
}

/** What a metric is to be; its name, where there are several. */
interface Target {
  readonly metric: string | undefined;
  readonly value: number;
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
  return [
    ...targets(spec).map(({ metric, value }) => setting('target', value, metric)),
    setting('minReplicas', numberAt(spec, min[0], min[1])),
    setting('maxReplicas', numberAt(spec, max[0], max[1])),
    ...(window === undefined ? [] : [setting('stabilization', numberAt(spec, window, DEFAULT_WINDOW))]),
  ];
}

function setting(name: string, value: number, metric?: string): Setting {
  const parameter = parameterOf(name) as Parameter;
  return { name: metric === undefined ? name : `${name}:${metric}`, parameter, metric, value };
}

function hpaTargets(spec: Fields): Target[] {
  const metrics = hpaMetrics(spec);
  return metrics.flatMap(({ name, fields }) => {
    const { averageUtilization, averageValue, value } = fieldsOf(fields.target);
    const milli = parseQuantity(String(averageUtilization ?? averageValue ?? value))?.milli;
    return milli === undefined ? [] : [{ metric: nameAmong(metrics, name), value: milli / 1000 }];
  });
}

function thresholds(spec: Fields): Target[] {
  const metrics = triggers(spec);
  return metrics.flatMap(({ name, fields }) => {
    const number = Number(fields[targetKeyOf(fields)]);
    return Number.isFinite(number) ? [{ metric: nameAmong(metrics, name), value: number }] : [];
  });
}

/** Where there is one metric only, settings need not name it. */
function nameAmong(metrics: readonly unknown[], name: string): string | undefined {
  return metrics.length > 1 ? name : undefined;
}

function numberAt(fields: Fields, path: string, fallback: number): number {
  const value = at(fields, path);
  return typeof value === 'number' ? value : fallback;
}

function at(fields: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Fields | undefined)?.[key], fields);
}
