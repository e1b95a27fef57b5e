import { textOf } from '../../stack/fields';
import type { StackGraph } from '../../stack/graph';
import type { Manifest } from '../../stack/manifest';
import { CRON_HPA, ofKind } from '../kinds';
import { itemsOf, type Part, partOf } from '../part';

/** A schedule of the CronHPA controller. */
export interface CronHpa {
  /** The CronHorizontalPodAutoscaler. */
  readonly manifest: Manifest;
  /** Its `spec`; without fields where there is none. */
  readonly spec: Part;
  /** Its `spec.jobs`, in the order of the manifest. */
  readonly jobs: readonly CronJob[];
}

/** One job of it. */
export interface CronJob {
  /** The item of `spec.jobs`. */
  readonly part: Part;
  /** When it is done; empty when that is not given. */
  readonly schedule: string;
}

/** The CronHorizontalPodAutoscalers. */
export function cronHpas(graph: StackGraph): readonly CronHpa[] {
  return ofKind(graph, CRON_HPA).map((manifest) => {
    const spec = partOf(manifest, 'spec');
    const jobs = itemsOf(spec, 'jobs').map((part) => ({ part, schedule: (textOf(part.fields.schedule) ?? '').trim() }));
    return { manifest, spec, jobs };
  });
}
