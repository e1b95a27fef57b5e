import type { ZoneOffsets } from '../../kubernetes/zone-offsets';
import { CronHpaController, type CronHpaRun } from '../controllers/cron-hpa/controller';
import type { Decision } from '../result';
import type { CronScaler } from '../stack/scalers';
import type { EventQueue } from './event-queue';
import type { HpaRun } from './hpa-run';
import type { ServiceRun } from './service-run';

/** A CronHorizontalPodAutoscaler at work: on an HPA, or on the workload itself. */
export class CronRun {
  private readonly controller: CronHpaController;

  constructor(
    readonly scaler: CronScaler,
    private readonly run: ServiceRun,
    /** The HPA that it names; nothing where it names the workload. */
    private readonly hpa: HpaRun | undefined,
    private readonly record: (decision: Decision) => void,
    zone: ZoneOffsets,
    epoch: number,
  ) {
    this.controller = new CronHpaController(scaler.policy, zone, epoch);
  }

  /** Lets every job run when it is due. */
  begin(queue: EventQueue): void {
    queue.at(this.controller.next(), (now) => {
      this.controller.run(
        now,
        () => this.look(),
        (done) => this.apply(done, now),
      );
      this.begin(queue);
    });
  }

  private look() {
    const { hpa, run } = this;
    return {
      specReplicas: run.specReplicas,
      ...(hpa && {
        hpa: {
          minReplicas: hpa.policy.minReplicas,
          maxReplicas: hpa.policy.maxReplicas,
          currentReplicas: hpa.currentReplicas,
        },
      }),
    };
  }

  private apply({ job, state, message, bounds, replicas }: CronHpaRun, now: number): void {
    const from = this.run.specReplicas;
    const to = replicas ?? from;
    const { namespace, name } = this.scaler;
    this.record({
      at: now / 1000,
      controller: 'CronHorizontalPodAutoscaler',
      object: `${namespace}/${name}`,
      reason: state,
      message: `${job}: ${message}${bounds ? ` The HPA is to stay between ${bounds.minReplicas} and ${bounds.maxReplicas}.` : ''}`,
      from: from === to ? null : from,
      to: from === to ? null : to,
    });
    if (bounds !== undefined) this.hpa?.rebound(bounds.minReplicas, bounds.maxReplicas);
    this.run.scale(to, now);
  }
}
