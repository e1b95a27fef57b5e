import { listOf } from '../../stack/fields';
import { HPA, ofKind } from '../kinds';
import { bad, partOf } from '../part';
import type { Rule } from '../rule';

/** An HPA says what it scales on. */
export const noMetrics: Rule = {
  name: 'hpa/no-metrics',
  severity: 'warning',
  demands: 'an HPA has at least one metric',
  why: 'The API server fills in CPU at 80 %, and a server that waits for a GPU never gets there.',
  link: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/#HorizontalPodAutoscalerSpec',
  *check(graph) {
    for (const manifest of ofKind(graph, HPA)) {
      const spec = partOf(manifest, 'spec');
      if (listOf(spec.fields.metrics).length > 0 || spec.fields.targetCPUUtilizationPercentage !== undefined) continue;
      yield bad(
        spec,
        'metrics',
        'must hold a metric',
        'add the metric of the engine, for example its running requests per pod',
      );
    }
  },
};
