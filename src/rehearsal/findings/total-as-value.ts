import { listOf } from '../../stack/fields';
import type { FindingRule } from './finding';
import { changing, lastOf, mostOf, nameOf } from './scene';

/** A total against a `Value`: it does not fall when replicas are added, so they are added again. */
export const TOTAL_AS_VALUE: FindingRule = {
  name: 'scaler/total-as-value',
  title: 'a total with a Value as its target, which multiplies replicas up to the maximum',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      // Nothing makes the External and Object metrics of a plain HPA in a rehearsal from traffic.
      if (scaler.kind !== 'ScaledObject') return [];
      const { hpa } = scaler.policy;
      const metric = hpa.metrics.find(({ type, target }) => type === 'External' && target.type === 'Value');
      if (metric === undefined || hpa.maxReplicas < 3) return [];
      // Half as much again as one replica is to have: two replicas are enough.
      const inFlight = Math.ceil((metric.target.value / 1000) * 1.5);
      if (inFlight < 1 || inFlight > 5000) return [];
      const take = { traffic: `users:count=${inFlight},duration=20m`, untilSeconds: 1200, initialReplicas: 1 };
      const taken = scene.take(service, take);
      if (taken === undefined) return [];
      const [reached, needed] = [lastOf(taken.service.steps.specReplicas), 2];
      const seen = taken.service.scalers
        .flatMap(({ metrics }) => metrics.filter(({ name }) => name === metric.name))
        .flatMap(({ values }) => values);
      if (reached <= needed || mostOf(seen) === 0) return [];
      const fixed = scene.take(service, {
        ...take,
        change: changing(scaler, (spec) => {
          for (const trigger of listOf(spec.triggers) as Record<string, unknown>[]) delete trigger.metricType;
        }),
      });
      return {
        severity: 'error',
        message: `the metric '${metric.name}' is a total, and its target is a Value`,
        why: 'a total stays the same however many replicas there are, so that every step multiplies them again up to the maximum',
        fix: 'use AverageValue, which divides the total by the replicas',
        objects: [nameOf(scaler)],
        proof: {
          traffic: take.traffic,
          happened: `${inFlight} requests in flight at all times need ${needed} replicas; there were ${reached} after 20 minutes, with a maximum of ${hpa.maxReplicas}`,
          ...(fixed && { fixed: `with AverageValue there were ${lastOf(fixed.service.steps.specReplicas)}` }),
        },
      };
    }),
};
