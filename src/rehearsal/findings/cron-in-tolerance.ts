import { fieldsOf, listOf } from '../../stack/fields';
import type { FindingRule } from './finding';
import { mostOf, nameOf } from './scene';

const TOLERANCE = 0.1;
const HOUR = 3600;
/** A day and a bit, so that every window opens once whatever the time zone; a week where the weekday matters. */
const DAILY_HOURS = 30;
const WEEKLY_HOURS = 7 * 24;

/** A schedule that asks for so little more that the HPA takes it for noise. */
export const CRON_IN_TOLERANCE: FindingRule = {
  name: 'keda/cron-in-tolerance',
  title: 'a schedule that asks for so little more that the HPA does nothing',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      if (scaler.kind !== 'ScaledObject') return [];
      const { minReplicaCount: min } = scaler.policy;
      const wanted = listOf(scaler.spec.triggers)
        .map(fieldsOf)
        .filter(({ type }) => type === 'cron')
        .map(({ metadata }) => fieldsOf(metadata))
        .map(({ desiredReplicas, start }) => ({
          replicas: Number(desiredReplicas),
          isDaily: /^\S+\s+\S+\s+\*\s+\*\s+\*$/.test(String(start).trim()),
        }))
        .filter(({ replicas }) => min > 0 && replicas > min && replicas / min <= 1 + TOLERANCE);
      return wanted.flatMap(({ replicas, isDaily }) => {
        const hours = isDaily ? DAILY_HOURS : WEEKLY_HOURS;
        const traffic = `constant:rate=0.001,duration=${hours}h`;
        const taken = scene.take(service, { traffic, untilSeconds: hours * HOUR, stepSeconds: 60 });
        if (taken === undefined || mostOf(taken.service.steps.specReplicas) >= replicas) return [];
        return {
          severity: 'warning' as const,
          message: `the schedule asks for ${replicas} replicas where there are ${min} anyway, which is within the tolerance of 10 %`,
          why: 'the HPA does nothing about a difference within its tolerance, so that the schedule has no effect',
          fix: `ask for at least ${Math.floor(min * (1 + TOLERANCE)) + 1} replicas, or lower minReplicaCount`,
          objects: [nameOf(scaler)],
          proof: {
            traffic,
            happened: `in ${hours} hours, with every window of the schedule, there were never more than ${mostOf(taken.service.steps.specReplicas)} replicas`,
          },
        };
      });
    }),
};
