import { formatSpan } from '../report/format';
import type { FindingRule } from './finding';
import { nameOf } from './scene';

const LONG_ANSWER = 4000;

/** Pods that are killed before they have finished what they generate. */
export const SHORT_GRACE: FindingRule = {
  name: 'workload/short-grace',
  title: 'a termination grace period that is shorter than long answers',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      const { gracePeriodSeconds } = service.workload.pod;
      const { maxReplicas, minReplicas } = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
      if (maxReplicas <= minReplicas || maxReplicas < 2) return [];
      // A crowd that leaves, and one user who keeps asking for long answers.
      const traffic = `users:count=48,duration=5m,tokens=200/200,spread=0/0 + users:count=4,duration=30m,tokens=200/${LONG_ANSWER},spread=0/0`;
      const taken = scene.take(service, { traffic, untilSeconds: 1800, initialReplicas: maxReplicas });
      if (taken === undefined) return [];
      const { e2e, rejected, timedOut, abandoned } = taken.service.totals;
      const lost = rejected + timedOut + abandoned;
      const longest = e2e.p99;
      if (lost === 0 || longest === null || longest <= gracePeriodSeconds) return [];
      return {
        severity: 'warning',
        message: `'terminationGracePeriodSeconds' (${gracePeriodSeconds}) must be longer than the longest answer takes`,
        why: 'when replicas are taken away, answers under way are cut off after the grace period',
        fix: `set it to at least ${Math.ceil((longest * 1.2) / 30) * 30}`,
        objects: [nameOf(service.workload)],
        proof: {
          traffic,
          happened: `answers of ${LONG_ANSWER} tokens took up to ${formatSpan(longest)}; ${lost} ${lost === 1 ? 'request was' : 'requests were'} lost when replicas were taken away`,
        },
      };
    }),
};
