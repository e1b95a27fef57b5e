import { type Fields, isFields } from '../../stack/fields';
import { hpaMetrics, metricCalled, targetKeyOf, triggers } from './metrics';

/** The fields of an object of a manifest, in a copy that may be changed. */
export type Draft = Record<string, unknown>;

/** Something of a scaling policy that can be tried at several values. */
export interface Parameter {
  /** As the field of the manifest is called. */
  readonly name: string;
  /** How values are written and read; those of a `duration` are seconds, written as `1m30s`. */
  readonly unit: 'whole' | 'number' | 'duration';
  /** The least value that the API takes. */
  readonly least: number;
  /** What a range goes by where it does not say. */
  readonly step: number;
  /** Whether each metric has one. @default false */
  readonly isOfMetric?: boolean;
  /** How it is put into an object of a kind; gives whether there is a place for it in this one. */
  readonly put: Readonly<Record<string, (spec: Draft, value: number, metric: string | undefined) => boolean>>;
}

const BEHAVIOR_OF_KEDA = ['advanced', 'horizontalPodAutoscalerConfig', 'behavior'];

/** All parameters of a sweep. */
export const PARAMETERS: readonly Parameter[] = [
  {
    name: 'target',
    unit: 'number',
    least: 0.001,
    step: 1,
    isOfMetric: true,
    put: { HorizontalPodAutoscaler: putHpaTarget, ScaledObject: putThreshold, InferenceService: putKserveTarget },
  },
  {
    name: 'minReplicas',
    unit: 'whole',
    least: 0,
    step: 1,
    put: {
      HorizontalPodAutoscaler: set(['minReplicas']),
      ScaledObject: set(['minReplicaCount']),
      InferenceService: setInScaled('minReplicas'),
    },
  },
  {
    name: 'maxReplicas',
    unit: 'whole',
    least: 1,
    step: 1,
    put: {
      HorizontalPodAutoscaler: set(['maxReplicas']),
      ScaledObject: set(['maxReplicaCount']),
      InferenceService: setInScaled('maxReplicas'),
    },
  },
  {
    name: 'stabilization',
    unit: 'duration',
    least: 0,
    step: 60,
    put: {
      HorizontalPodAutoscaler: set(['behavior', 'scaleDown', 'stabilizationWindowSeconds']),
      ScaledObject: set([...BEHAVIOR_OF_KEDA, 'scaleDown', 'stabilizationWindowSeconds']),
    },
  },
  {
    name: 'scaleUpStabilization',
    unit: 'duration',
    least: 0,
    step: 60,
    put: {
      HorizontalPodAutoscaler: set(['behavior', 'scaleUp', 'stabilizationWindowSeconds']),
      ScaledObject: set([...BEHAVIOR_OF_KEDA, 'scaleUp', 'stabilizationWindowSeconds']),
    },
  },
  { name: 'pollingInterval', unit: 'duration', least: 1, step: 15, put: { ScaledObject: set(['pollingInterval']) } },
  { name: 'cooldownPeriod', unit: 'duration', least: 0, step: 60, put: { ScaledObject: set(['cooldownPeriod']) } },
];

/** The parameter of a name, however it is capitalized. */
export function parameterOf(name: string): Parameter | undefined {
  return PARAMETERS.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/** Puts a value at a path, and makes what is above it. */
function set(path: readonly string[]) {
  return (spec: Draft, value: number): boolean => {
    let at = spec;
    for (const key of path.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Draft;
    }
    at[path[path.length - 1]] = value;
    return true;
  };
}

/** KServe scales by the fields of the predictor, unless somebody else scales what it makes. */
function setInScaled(key: string) {
  return (spec: Draft, value: number): boolean => {
    const predictor = fieldsIn(spec, 'predictor');
    if (predictor?.maxReplicas === undefined) return false;
    predictor[key] = value;
    return true;
  };
}

function putKserveTarget(spec: Draft, value: number): boolean {
  const predictor = fieldsIn(spec, 'predictor');
  if (predictor?.scaleTarget === undefined) return false;
  predictor.scaleTarget = value;
  return true;
}

/** The one target of an HPA, or that of the metric of this name. */
function putHpaTarget(spec: Draft, value: number, metric: string | undefined): boolean {
  const found = metricCalled(hpaMetrics(spec), metric);
  const target = found && fieldsIn(found.fields, 'target');
  if (!target) return false;
  if (target.type === 'Utilization') target.averageUtilization = Math.max(1, Math.round(value));
  else target[target.type === 'Value' ? 'value' : 'averageValue'] = quantity(value);
  return true;
}

/** The one threshold of a ScaledObject, or that of the trigger of this name; with a formula, its target. */
function putThreshold(spec: Draft, value: number, metric: string | undefined): boolean {
  const metadata = metricCalled(triggers(spec), metric)?.fields as Draft | undefined;
  if (!metadata) return false;
  metadata[targetKeyOf(metadata)] = String(value);
  return true;
}

function fieldsIn(fields: Fields, key: string): Draft | undefined {
  const value = fields[key];
  return isFields(value) ? value : undefined;
}

/** As the API writes quantities: whole, or in thousandths. */
function quantity(value: number): string {
  return Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`;
}
