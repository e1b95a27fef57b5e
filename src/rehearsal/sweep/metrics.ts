import { type Fields, fieldsOf, isFields, listOf, textOf } from '../../stack/fields';
import { COMPOSITE_METRIC } from '../controllers/keda/scaled-object';

/** A metric of a scaler, as settings call it: the one of `target:METRIC`. */
export interface SetMetric {
  /**
   * Its name, or that of its metric in the HPA for a trigger without one, as reports show it; `#0`, `#1` … by its place
   * in the manifest where it shares that name with another.
   */
  readonly name: string;
  /** What its target stands in: the source of an HPA's metric, the metadata of a trigger, or the formula of triggers. */
  readonly fields: Fields;
}

/** A metric with a name that others may have, too; nothing where the manifest is not written to its end. */
interface OwnNamed {
  readonly name: string | undefined;
  readonly fields: unknown;
}

/** The names of all metrics of the scalers among these objects, each once. */
export function metricNames(objects: readonly Fields[]): string[] {
  const metrics = objects.flatMap(({ kind, spec }) => {
    if (kind === 'HorizontalPodAutoscaler') return hpaMetrics(fieldsOf(spec));
    return kind === 'ScaledObject' ? triggers(fieldsOf(spec)) : [];
  });
  return [...new Set(metrics.map(({ name }) => name))];
}

/** The metrics of a HorizontalPodAutoscaler. */
export function hpaMetrics(spec: Fields): SetMetric[] {
  const all = listOf(spec.metrics).map((metric): OwnNamed => {
    const type = String(fieldsOf(metric).type ?? '');
    const source = fieldsOf(metric)[type.charAt(0).toLowerCase() + type.slice(1)];
    const { name, metric: identifier } = fieldsOf(source);
    return { name: textOf(name ?? fieldsOf(identifier).name), fields: source };
  });
  return toldApart(all);
}

/** The triggers of a ScaledObject that have a target: all but schedules. A formula takes the place of all but resources. */
export function triggers(spec: Fields): SetMetric[] {
  const { scalingModifiers } = fieldsOf(spec.advanced);
  const hasFormula = Object.keys(fieldsOf(scalingModifiers)).length > 0;
  const all = listOf(spec.triggers).map((each, index): OwnNamed => {
    const { type, name, metadata } = fieldsOf(each);
    const isResource = type === 'cpu' || type === 'memory';
    const hasTarget = hasFormula ? isResource : type !== 'cron';
    // One without a name is called as its metric is in the HPA.
    return {
      name: textOf(name) || (isResource ? type : `s${index}-${type}`),
      fields: hasTarget ? metadata : undefined,
    };
  });
  return toldApart(hasFormula ? [...all, { name: COMPOSITE_METRIC, fields: scalingModifiers }] : all);
}

/** What the target is called in the fields of a trigger, or of a formula. */
export function targetKeyOf({ threshold, formula }: Fields): 'threshold' | 'target' | 'value' {
  if (formula !== undefined) return 'target';
  return threshold === undefined ? 'value' : 'threshold';
}

/** The metric of a name; without one the only metric that there is. */
export function metricCalled(metrics: readonly SetMetric[], name: string | undefined): SetMetric | undefined {
  if (name === undefined) return metrics.length === 1 ? metrics[0] : undefined;
  return metrics.find((each) => each.name === name);
}

/** Those that a target can stand in, each with a name of its own. */
function toldApart(all: readonly OwnNamed[]): SetMetric[] {
  return all.flatMap(({ name, fields }, index) => {
    if (name === undefined || !isFields(fields)) return [];
    const isAlone = all.filter((each) => each.name === name).length === 1;
    return [{ name: isAlone ? name : `#${index}`, fields }];
  });
}
