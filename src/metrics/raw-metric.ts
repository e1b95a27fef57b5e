import { taken, takenOptions } from '../kubernetes/taken';
import { type KubernetesMetric, MetricTarget } from './metric';

/** What a raw metric of an object is about. */
export interface DescribedObject {
  /** For example `v1` or `networking.k8s.io/v1`. */
  readonly apiVersion: string;
  /** For example `Service`. */
  readonly kind: string;
  /** The name, in the scaler's namespace. */
  readonly name: string;
}

/**
 * A metric of the Kubernetes metrics APIs that somebody else exposes, by its name there. Nothing is wired for it, and
 * only `GpuHpa` takes it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
export class RawMetric {
  /** A metric of the target's pods in `custom.metrics.k8s.io`. */
  static pods(name: string): RawMetric {
    return new RawMetric({ type: 'Pods', name });
  }

  /** A metric of one other object in `custom.metrics.k8s.io`. */
  static object(name: string, describedObject: DescribedObject): RawMetric {
    return new RawMetric({ type: 'Object', name, describedObject: takenOptions(describedObject) });
  }

  /** A metric in `external.metrics.k8s.io`. @param selector labels of the wanted series @default - all series */
  static external(name: string, selector?: { readonly [label: string]: string }): RawMetric {
    return new RawMetric({ type: 'External', name, selector: taken(selector) });
  }

  private constructor(private readonly api: KubernetesMetric) {}

  /** Steers to a value per pod. @param perPod more than 0, at most three decimals */
  averageValue(perPod: number): MetricTarget {
    return this.compared('average', perPod);
  }

  /** Steers to the value itself; not for metrics of pods. @param value more than 0, at most three decimals */
  value(value: number): MetricTarget {
    return this.compared('value', value);
  }

  private compared(comparison: 'average' | 'value', given: number): MetricTarget {
    return MetricTarget._of({ metric: { from: 'kubernetes', api: this.api }, unit: 'count', comparison, given });
  }
}
