import { type FieldPath, fieldsOf, listOf, textOf, textsOf, valueAt } from './fields';
import type { Manifest } from './manifest';
import type { MetricWire, ScalerNode } from './nodes';
import { type Place, placeOf } from './place';

/** A metric as it is written in a scaler. */
export type WrittenMetric = Pick<MetricWire, 'path' | 'from' | 'type' | 'name' | 'comparison' | 'target'> & {
  /** Labels that an external metric is asked for with. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Its query. */
  readonly query?: Place;
};

/** The metrics that a scaler names, in any version of its kind. */
export function metricsOf({ manifest, by, madeBy }: ScalerNode): WrittenMetric[] {
  if (madeBy === 'KServe') return manifest.kind === 'InferenceService' ? ofInferenceService(manifest) : ofLlm(manifest);
  if (by === 'hpa') return ofHpa(manifest);
  return by === 'keda' ? triggersAt(manifest, ['spec', 'triggers']) : [];
}

function ofHpa(manifest: Manifest): WrittenMetric[] {
  const cpu = field(manifest, ['spec'], 'targetCPUUtilizationPercentage');
  const first: WrittenMetric[] =
    cpu === undefined
      ? []
      : [
          {
            path: cpu.path,
            from: 'resource',
            type: 'Resource',
            name: { ...cpu, value: 'cpu' },
            comparison: 'Utilization',
            target: cpu,
          },
        ];
  return [...first, ...paths(manifest, ['spec', 'metrics']).flatMap((path) => ofHpaMetric(manifest, path) ?? [])];
}

const SOURCES: Readonly<Record<string, { readonly field: string; readonly from: MetricWire['from'] }>> = {
  Resource: { field: 'resource', from: 'resource' },
  ContainerResource: { field: 'containerResource', from: 'resource' },
  Pods: { field: 'pods', from: 'pods' },
  Object: { field: 'object', from: 'object' },
  External: { field: 'external', from: 'external' },
};
/** The fields of v2beta1, in the order of how a value is compared. */
const OLD_TARGETS = [
  ['targetAverageUtilization', 'Utilization'],
  ['targetAverageValue', 'AverageValue'],
  ['targetValue', 'Value'],
] as const;
const TARGETS = [
  ['averageUtilization', 'Utilization'],
  ['averageValue', 'AverageValue'],
  ['value', 'Value'],
] as const;

function ofHpaMetric(manifest: Manifest, path: FieldPath): WrittenMetric | undefined {
  const fields = fieldsOf(valueAt(manifest.fields, path));
  const type = textOf(fields.type) ?? Object.keys(SOURCES).find((each) => fields[SOURCES[each].field] !== undefined);
  if (type === undefined || !Object.hasOwn(SOURCES, type)) return undefined;
  const { field: key, from } = SOURCES[type];
  const at = [...path, key];
  const source = fieldsOf(fields[key]);
  const metric = [...at, 'metric'];
  const name = field(manifest, metric, 'name') ?? field(manifest, at, 'metricName') ?? field(manifest, at, 'name');
  const selector = fieldsOf(fieldsOf(source.metric).selector ?? source.metricSelector);
  const found = firstOf(manifest, [...at, 'target'], TARGETS) ?? firstOf(manifest, at, OLD_TARGETS);
  return {
    path,
    from,
    type,
    name,
    comparison: textOf(fieldsOf(source.target).type) ?? found?.comparison,
    target: found?.place,
    labels: textsOf(selector.matchLabels),
  };
}

function firstOf(manifest: Manifest, at: FieldPath, fields: readonly (readonly [string, string])[]) {
  for (const [key, comparison] of fields) {
    const place = field(manifest, at, key);
    if (place) return { place, comparison };
  }
  return undefined;
}

function triggersAt(manifest: Manifest, at: FieldPath): WrittenMetric[] {
  return paths(manifest, at).map((path) => {
    const { type, metricType } = fieldsOf(valueAt(manifest.fields, path));
    const metadata = [...path, 'metadata'];
    const known = textOf(type) ?? '';
    if (known === 'cpu' || known === 'memory')
      return {
        path,
        from: 'resource',
        type: known,
        name: { ...placeOf(manifest, [...path, 'type']), value: known },
        comparison: textOf(metricType) ?? textOf(fieldsOf(valueAt(manifest.fields, metadata)).type),
        target: field(manifest, metadata, 'value'),
      };
    return {
      path,
      from: known === 'prometheus' ? 'prometheus' : 'other',
      type: known,
      name: field(manifest, path, 'name') ?? field(manifest, metadata, 'metricName'),
      comparison: textOf(metricType) ?? 'AverageValue',
      target: field(manifest, metadata, 'threshold'),
      query: field(manifest, metadata, 'query'),
    };
  });
}

const PREDICTOR = ['spec', 'predictor'];

/** KServe's own scaling: one resource, or a list of metrics. */
function ofInferenceService(manifest: Manifest): WrittenMetric[] {
  const metrics = paths(manifest, [...PREDICTOR, 'autoScaling', 'metrics']);
  if (metrics.length > 0) return metrics.flatMap((path) => ofKServeMetric(manifest, path));
  const target = field(manifest, PREDICTOR, 'scaleTarget');
  const metric = field(manifest, PREDICTOR, 'scaleMetric') ?? { manifest, path: PREDICTOR, value: 'cpu' };
  return [{ path: metric.path, from: 'resource', type: 'Resource', name: metric, comparison: 'Utilization', target }];
}

function ofKServeMetric(manifest: Manifest, path: FieldPath): WrittenMetric[] {
  const { type, resource, external } = fieldsOf(valueAt(manifest.fields, path));
  if (type === 'Resource') {
    const target = [...path, 'resource', 'target'];
    const found = firstOf(manifest, target, TARGETS);
    return [
      {
        path,
        from: 'resource',
        type: 'Resource',
        name: field(manifest, [...path, 'resource'], 'name'),
        comparison: textOf(fieldsOf(fieldsOf(resource).target).type),
        target: found?.place,
      },
    ];
  }
  if (type !== 'External') return [];
  const isPrometheus = fieldsOf(fieldsOf(external).metric).backend === 'prometheus';
  return [
    {
      path,
      from: isPrometheus ? 'prometheus' : 'other',
      type: textOf(fieldsOf(fieldsOf(external).metric).backend) ?? '',
      // Whatever the type says, KServe's ScaledObject divides by the number of replicas.
      comparison: 'AverageValue',
      target: field(manifest, [...path, 'external', 'target'], 'value'),
      query: field(manifest, [...path, 'external', 'metric'], 'query'),
    },
  ];
}

function ofLlm(manifest: Manifest): WrittenMetric[] {
  return triggersAt(manifest, ['spec', 'scaling', 'keda', 'triggers']);
}

function paths(manifest: Manifest, at: FieldPath): FieldPath[] {
  return listOf(valueAt(manifest.fields, at)).map((_, index) => [...at, index]);
}

function field(manifest: Manifest, at: FieldPath, key: string): Place | undefined {
  const place = placeOf(manifest, [...at, key]);
  return place.value === undefined || place.value === null ? undefined : place;
}
