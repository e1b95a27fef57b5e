import type { HpaEvent } from '../../src/rehearsal/controllers/hpa/conditions';
import type { HpaController } from '../../src/rehearsal/controllers/hpa/controller';
import { Unreadable } from '../../src/rehearsal/reader';
import { type HpaOutcome, playHpaScenario } from '../../src/rehearsal/scenarios/hpa-scenario';
import type { HpaScenario } from '../../src/rehearsal/scenarios/scenario';

/** All that there is to know about a tick, in the form in which e2e/tools/hpa-oracle tells it. */
export interface HpaDetail {
  readonly conditions: readonly (readonly string[])[];
  readonly events: readonly (readonly string[])[];
  /** Usage in thousandths and percent of the requests, of each metric. */
  readonly measured: readonly (readonly (number | null)[] | null)[];
  readonly scaleUps: readonly (readonly number[])[];
  readonly scaleDowns: readonly (readonly number[])[];
  readonly wanted: readonly (readonly number[])[];
}

export interface DetailedOutcome extends HpaOutcome {
  readonly ticks: readonly HpaDetail[];
}

/** What our controller does, with everything that it says and remembers. */
export function ours(scenario: HpaScenario): DetailedOutcome {
  const ticks: HpaDetail[] = [];
  const outcome = playHpaScenario(scenario, {}, (controller, events) => ticks.push(detailOf(controller, events)));
  if (outcome instanceof Unreadable) throw new Error(`scenario ${scenario.id}: ${outcome.reasons.join('; ')}`);
  return { ...outcome, ticks };
}

function detailOf(controller: HpaController, events: readonly HpaEvent[]): HpaDetail {
  return {
    conditions: controller.conditions.map(({ type, status, reason, message }) => [type, status, reason, message]),
    events: events.map(({ type, reason, message }) => [type, reason, message]),
    measured: controller.currentMetrics.map((metric) => (metric ? [metric.usage, metric.utilization ?? null] : null)),
    ...controller.memory,
  };
}
