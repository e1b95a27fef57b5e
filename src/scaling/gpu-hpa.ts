import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AdapterKind, ClusterComponent, ClusterProfile } from '../cluster/cluster-profile';
import { announce } from '../cluster/inventory';
import { emit, validateEmitted } from '../kubernetes/emit';
import { fields, mapOf, TEXT, typed, WORD } from '../kubernetes/kinds';
import { type Mistake, mistake, problem } from '../kubernetes/mistake';
import { DNS_LABEL_LENGTH } from '../kubernetes/names';
import { checkReplicaBounds } from '../kubernetes/replicas';
import { oncePerSynth } from '../kubernetes/validation';
import type { KubernetesMetric } from '../metrics/metric';
import type { DescribedObject } from '../metrics/raw-metric';
import type { CheckedTarget } from '../metrics/target';
import type { ScaleTarget } from '../service/interface';
import { checkBehavior, renderBehavior } from './behavior';
import { HPA, type HpaMetric, type HpaSpec, type HpaTarget } from './hpa-manifest';
import { isThere, judgeMetrics, type ScalerMetric } from './metrics';
import { REQUIRED, SCALER_KINDS, type ScalerProps } from './scaler-props';
import { checkOnlyScaler, checkScalerName, checkTargetRef, resolveTarget } from './target';

/** What a GpuHpa is made of. */
export interface GpuHpaProps extends ScalerProps {}

/**
 * A HorizontalPodAutoscaler (autoscaling/v2) on any number of metrics: of the engine, of GPUs, of CPU and memory, and
 * raw ones. What the metrics need to be found is collected by the cluster's `MetricsAdapter` and `DcgmMonitoring`.
 *
 * Errors: bounds, targets and wiring are judged at synth, with the path of this construct.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export class GpuHpa extends Construct {
  /** Name of the HPA: the target's with the suffix `-hpa`, unless `metadata` says another. */
  readonly name: string;
  /** Namespace of the HPA: always the target's. */
  readonly namespace?: string;
  /** The workload whose replicas it changes. */
  readonly scaleTarget: ScaleTarget;
  /** The HorizontalPodAutoscaler. */
  readonly horizontalPodAutoscaler: ApiObject;

  constructor(scope: Construct, id: string, props: GpuHpaProps) {
    super(scope, id);
    const { props: usable, mistakes } = typed<GpuHpaProps, typeof REQUIRED>(props, SCALER_KINDS, REQUIRED);
    props = usable;
    const cluster = ClusterProfile._settle(this);
    const target = resolveTarget(this, props.target, props.metadata);
    const minReplicas = props.minReplicas ?? 1;
    this.name = props.metadata?.name ?? `${target.baseName}-hpa`;
    this.namespace = target.namespace;
    this.scaleTarget = target.ref;

    const judged = oncePerSynth(() => judgeMetrics(this, props.metrics, target, cluster));
    const metadata = { ...props.metadata, name: this.name, namespace: props.metadata?.namespace ?? target.namespace };
    const emitted = emit(this, 'Resource', HPA, metadata, ['spec'], () => {
      const { apiVersion, kind, name } = target.ref;
      const spec: HpaSpec = {
        scaleTargetRef: { apiVersion, kind, name },
        minReplicas,
        maxReplicas: props.maxReplicas,
        metrics: judged().metrics.map(renderMetric),
        behavior: renderBehavior(props.behavior),
      };
      return { spec };
    });
    this.horizontalPodAutoscaler = emitted.object;

    announce({ role: 'object', construct: this, kind: HPA.kind, name: this.name, namespace: target.namespace });
    announce({
      role: 'scaler',
      construct: this,
      kind: 'GpuHpa',
      target: target.ref,
      name: this.name,
      minReplicas,
      maxReplicas: props.maxReplicas,
      exposures: () => judged().metrics.flatMap(({ bound }) => (bound ? [bound.exposure] : [])),
    });
    validateEmitted(
      this,
      [emitted],
      () => [
        ...checkScalerName(this, HPA.kind, this.name, DNS_LABEL_LENGTH, target),
        ...checkTargetRef(target, props.metadata),
        ...checkReplicaBounds(props.minReplicas ?? 1, props.maxReplicas),
        ...checkBehavior(props.behavior, cluster.kubernetesVersion, minReplicas < props.maxReplicas),
        ...checkOnlyScaler(this, target),
        ...judged().mistakes,
        ...judged().metrics.flatMap((metric) => this.checkMetric(metric)),
        ...(props.metrics.length > 0
          ? []
          : [
              problem(
                'metric/none',
                "'metrics' is empty, and the API server would take CPU at 80 %",
                'give at least one metric',
              ),
            ]),
      ],
      mistakes,
    );
  }

  /** What only an HPA asks of a metric: that the metrics API has it, under a name that fits into a path. */
  private checkMetric({ prop, target, bound }: ScalerMetric): Mistake[] {
    const cluster = ClusterProfile._facts(this);
    if (target.activation !== undefined)
      return [
        problem('metric/target', `'${prop}' has an activation, and an HPA does not scale to zero`, 'leave it out'),
      ];
    if (target.metric.from === 'kubernetes') return checkRawMetric(prop, target.metric.api, target.comparison);
    if (!bound || isThere(this, ClusterComponent.METRICS_ADAPTER, cluster)) return [];
    const adapter =
      cluster.metricsAdapter === AdapterKind.ALIBABA_CLOUD ? 'the Alibaba Cloud adapter' : 'prometheus-adapter';
    return [
      problem(
        'metric/not-exposed',
        `'${prop}' is read as '${bound.exposure.name}' from the custom metrics API, and nothing configures ${adapter} to serve it`,
        "add new MetricsAdapter(chart, 'Adapter') once per cluster, or say in the profile that it is managedElsewhere",
      ),
    ];
  }
}

const RAW_KINDS = fields<KubernetesMetric>({
  selector: mapOf(TEXT),
  describedObject: fields<DescribedObject>(
    { apiVersion: WORD, kind: WORD, name: WORD },
    ...(['apiVersion', 'kind', 'name'] as const),
  ),
});

function checkRawMetric(
  prop: string,
  { type, name, selector, describedObject }: KubernetesMetric,
  comparison: CheckedTarget['comparison'],
): Mistake[] {
  const found = RAW_KINDS(prop, { selector, describedObject });
  if (typeof name !== 'string' || name === '' || /[/%]/.test(name) || name === '.' || name === '..')
    found.push(
      mistake('metric/name', prop, name, "must be a name without '/' and '%'", 'write it as the metrics API does'),
    );
  if (type === 'Pods' && comparison !== 'average')
    found.push(problem('metric/target', `'${prop}' is measured per pod`, 'use averageValue(…)'));
  return found;
}

function renderMetric({ target, bound }: ScalerMetric): HpaMetric {
  const { metric } = target;
  const hpaTarget = renderTarget(target);
  if (metric.from === 'resource') return { type: 'Resource', resource: { name: metric.resource, target: hpaTarget } };
  if (metric.from !== 'kubernetes')
    return { type: 'Pods', pods: { metric: { name: bound?.exposure.name ?? '' }, target: hpaTarget } };
  const { type, name, selector, describedObject } = metric.api;
  const named = { name, ...(selector && { selector: { matchLabels: selector } }) };
  if (type === 'External') return { type, external: { metric: named, target: hpaTarget } };
  if (describedObject) return { type: 'Object', object: { metric: named, describedObject, target: hpaTarget } };
  return { type: 'Pods', pods: { metric: named, target: hpaTarget } };
}

function renderTarget({ comparison, value, quantity }: CheckedTarget): HpaTarget {
  if (comparison === 'utilization') return { type: 'Utilization', averageUtilization: value };
  return comparison === 'average'
    ? { type: 'AverageValue', averageValue: quantity }
    : { type: 'Value', value: quantity };
}
