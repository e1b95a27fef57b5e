import type { FieldPath } from './fields';
import type { LabelSelector } from './label-selector';
import type { StackNode } from './parts';
import type { Place } from './place';
import type { Query } from './promql';

/** A PrometheusRule. */
export interface RuleNode extends StackNode {
  /** What it records. */
  readonly records: readonly RecordNode[];
  /** Its alerts. */
  readonly alerts: readonly AlertNode[];
}

/** An alert of a PrometheusRule. */
export interface AlertNode {
  /** Name. */
  readonly name: string;
  /** The way to it in the manifest. */
  readonly path: FieldPath;
  /** Its expression. */
  readonly expression: Place;
}

/** A Prometheus object of its operator, with what it takes up. */
export interface PrometheusNode extends StackNode {
  /** Labels that a ServiceMonitor needs. @default - it takes up none */
  readonly serviceMonitors?: LabelSelector;
  /** Labels that a PodMonitor needs. @default - it takes up none */
  readonly podMonitors?: LabelSelector;
  /** Labels that a PrometheusRule needs. @default - it takes up none */
  readonly rules?: LabelSelector;
}

/** A recording rule. */
export interface RecordNode {
  /** The PrometheusRule that it stands in. */
  readonly rule: RuleNode;
  /** Name of what it records. */
  readonly record: string;
  /** Its expression. */
  readonly query: Query;
  /** Labels that it adds. */
  readonly labels: Readonly<Record<string, string>>;
  /** The way to it in the manifest. */
  readonly path: FieldPath;
}
