import type { Duration } from 'cdk8s';
import { takenOptions } from '../kubernetes/taken';

/** How a monitor differs from the default. */
export interface MonitorOptions {
  /** Time between two scrapes; a whole number of seconds, at least 1. @default - the cluster profile's */
  readonly interval?: Duration;
  /** Labels of the monitor beside those that the cluster profile wants. @default - none */
  readonly labels?: { readonly [label: string]: string };
}

/** What scrapes the pods, as data. */
export interface MonitoringFacts extends MonitorOptions {
  /** What scrapes. */
  readonly by: 'service' | 'pod' | 'nobody' | 'others';
}

/** How the metrics of a service's pods come to Prometheus. */
export class Monitoring {
  /** By a ServiceMonitor, through the service's Service. */
  static serviceMonitor(options: MonitorOptions = {}): Monitoring {
    return new Monitoring({ ...takenOptions(options), by: 'service' });
  }

  /** By a PodMonitor, directly. */
  static podMonitor(options: MonitorOptions = {}): Monitoring {
    return new Monitoring({ ...takenOptions(options), by: 'pod' });
  }

  /** By something that this app does not declare; the series carry the labels `namespace` and `pod`. */
  static elsewhere(): Monitoring {
    return new Monitoring({ by: 'others' });
  }

  /** Not at all: no metric of the pods can be used. */
  static none(): Monitoring {
    return new Monitoring({ by: 'nobody' });
  }

  /** @internal */
  static _facts(monitoring: Monitoring): MonitoringFacts {
    return monitoring.facts;
  }

  private constructor(private readonly facts: MonitoringFacts) {}
}
