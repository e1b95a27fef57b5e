import { formatSpan } from '../report/format';
import type { FindingRule } from './finding';
import { mostOf, nameOf } from './scene';

const DEFAULT_WINDOW = 300;

/** To zero from many at once, before the HPA has taken any away. */
export const SHORT_COOLDOWN: FindingRule = {
  name: 'keda/cooldown-below-window',
  title: 'a cooldown to zero that is shorter than the window for scaling in',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      if (scaler.kind !== 'ScaledObject') return [];
      const { minReplicaCount, cooldownSeconds, hpa } = scaler.policy;
      const window = hpa.behavior?.scaleDown.stabilizationWindowSeconds ?? DEFAULT_WINDOW;
      if (minReplicaCount !== 0 || cooldownSeconds >= window) return [];
      const traffic = 'users:count=64,duration=15m';
      const taken = scene.take(service, { traffic, untilSeconds: 900 + cooldownSeconds + 600, initialReplicas: 1 });
      const drop = taken?.result.decisions.find(({ from, to }) => from !== null && from > 1 && to === 0);
      if (drop === undefined || taken === undefined) return [];
      return {
        severity: 'warning',
        message: `'cooldownPeriod' (${cooldownSeconds} s) is shorter than the window for scaling in (${window} s)`,
        why: 'after a lull of the cooldown all replicas go at once, however long the HPA would have kept them',
        fix: `set cooldownPeriod to more than ${window}`,
        objects: [nameOf(scaler)],
        proof: {
          traffic,
          happened: `${formatSpan(drop.at - 900)} after the last request ${drop.from} replicas became 0 in one step (at most there were ${mostOf(taken.service.steps.specReplicas)})`,
        },
      };
    }),
};
