import { type ApiObjectMetadata, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** The chart that a scope is or stands in; nothing for a scope outside of charts, of which cdk8s makes no objects. */
export function chartOf(scope: Construct): Chart | undefined {
  return [...scope.node.scopes].reverse().find((each) => Chart.isChart(each)) as Chart | undefined;
}

/** The namespace an object lands in: its own, else the chart's, else whatever the apply says. */
export function namespaceOf(scope: Construct, metadata?: ApiObjectMetadata): string | undefined {
  return metadata?.namespace ?? chartOf(scope)?.namespace;
}
