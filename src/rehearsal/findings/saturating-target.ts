import type { FindingRule } from './finding';
import { mostOf, nameOf } from './scene';

const SERIES = /GPU_UTIL|SM_UTIL|GR_ENGINE_ACTIVE|gpu_utilization/i;

/** A signal that is at its end under any load: it cannot say how much is missing. */
export const SATURATING_TARGET: FindingRule = {
  name: 'hpa/saturating-target',
  title: 'the utilization of GPUs as the only metric',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      const hpa = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
      const { metrics } = hpa;
      if (metrics.length === 0 || !metrics.every(({ name }) => SERIES.test(name))) return [];
      const [small, large] = [32, 320].map((users) => {
        const traffic = `users:count=${users},duration=5m`;
        const taken = scene.take(service, { traffic, untilSeconds: 300, initialReplicas: 1 });
        return { traffic, wanted: firstAsked(taken?.service.scalers[0]?.wanted ?? []) };
      });
      if (small.wanted === 0 || small.wanted !== large.wanted) return [];
      return {
        severity: 'warning',
        message: `'${metrics[0].name}' is the only metric, and it is at its end under any load`,
        why: 'a GPU is as busy with a few requests as with a long queue, so that a peak is followed step by step, each as long as a start',
        fix: 'scale on running or waiting requests, alone or beside it',
        objects: [nameOf(scaler)],
        proof: {
          traffic: large.traffic,
          happened: `the first thing it asked for were ${large.wanted} replicas with 320 users, and just as many with 32`,
        },
      };
    }),
};

/** The first that is asked for beyond one replica; without that, what is asked for at all. */
function firstAsked(wanted: readonly (number | null)[]): number {
  return wanted.find((each) => each !== null && each > 1) ?? mostOf(wanted);
}
