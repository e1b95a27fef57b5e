import { textOf, wordOf } from '../../stack/fields';
import { decimalOf, quantityOf } from '../numbers';
import { bad, below, itemsOf, type Part } from '../part';
import type { Problem, Rule } from '../rule';
import { type InferenceService, standardServices } from './services';

const MEBIBYTE_MILLI = 1024 * 1024 * 1000;

/** What KServe makes a ScaledObject of can be one. */
export const kedaMetrics: Rule = {
  name: 'kserve/keda-metrics',
  severity: 'error',
  demands: 'an InferenceService of the class keda has metrics, in autoScaling, with targets that KEDA can read',
  why: "What KServe's webhook does not refuse fails in its reconcile loop: the ScaledObject is refused by KEDA, and nothing scales.",
  link: 'https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/keda-autoscaler',
  *check(graph) {
    for (const service of standardServices(graph)) if (service.autoscalerClass === 'keda') yield* checkService(service);
  },
};

function* checkService({ predictor }: InferenceService): Iterable<Problem> {
  const metrics = itemsOf(predictor, 'autoScaling', 'metrics');
  if (predictor.fields.scaleMetric !== undefined)
    yield bad(predictor, 'scaleMetric', 'must not be given under the class keda', 'write it into autoScaling.metrics');
  if (metrics.length === 0)
    yield bad(
      predictor,
      ['autoScaling', 'metrics'],
      'must hold a metric under the class keda',
      'add one of type Resource or External',
    );
  for (const metric of metrics) {
    const { type } = metric.fields;
    if (type === 'Resource') yield* checkResource(metric);
    else if (type === 'External') yield* checkExternal(metric);
    else if (type !== 'PodMetric')
      yield bad(metric, 'type', 'must be Resource, External or PodMetric', "write 'External' for a query");
  }
}

function* checkResource(metric: Part): Iterable<Problem> {
  const resource = below(metric, 'resource');
  const target = below(resource, 'target');
  const { name } = resource.fields;
  const { type, averageValue } = target.fields;
  if (name !== 'cpu' && name !== 'memory') yield bad(resource, 'name', 'must be cpu or memory', "write 'cpu'");
  else if (name === 'cpu' && type !== 'Utilization')
    yield bad(
      target,
      'type',
      'must be Utilization for cpu under the class keda',
      "write 'type: Utilization' with averageUtilization",
    );
  else if (name === 'memory' && type !== 'Utilization' && type !== 'AverageValue')
    yield bad(
      target,
      'type',
      'must be Utilization or AverageValue for memory',
      "write 'type: Utilization' with averageUtilization",
    );
  const bytes = name === 'memory' ? quantityOf(averageValue) : undefined;
  if (bytes !== undefined && bytes.milli <= MEBIBYTE_MILLI)
    yield bad(target, 'averageValue', 'must be more than 1 MiB', "write '8Gi', for example");
}

function* checkExternal(metric: Part): Iterable<Problem> {
  const source = below(metric, 'external', 'metric');
  const target = below(metric, 'external', 'target');
  if ((textOf(source.fields.query) ?? '').trim() === '')
    yield bad(source, 'query', 'must be given', 'write one that gives a single element: sum(…)');
  if (source.fields.backend === 'graphite')
    yield bad(
      source,
      'backend',
      "must be prometheus: KEDA's graphite trigger needs a queryTime, which KServe cannot set",
      "write 'prometheus'",
    );
  const word = wordOf(target.fields.value);
  if (word === undefined) {
    if (target.fields.averageValue === undefined)
      yield bad(target, 'value', 'must be given', 'give what one replica should carry');
    return;
  }
  const number = decimalOf(word);
  const quantity = quantityOf(word);
  if (number === undefined)
    yield bad(
      target,
      'value',
      'must be a plain number, which KEDA reads',
      quantity === undefined ? "write '0.5'" : `write '${quantity.milli / 1000}'`,
    );
  else if (number < 0.001) yield bad(target, 'value', 'must be at least 0.001', 'give what one replica should carry');
}
