import type { FindingRule } from './finding';
import { nameOf } from './scene';

/** A share of so few replicas that it is not even one: it is rounded, and whole pods go. */
export const ROUNDED_PERCENT: FindingRule = {
  name: 'behavior/rounded-percent',
  title: 'a percentage for scaling in that is less than one pod',
  find: (scene) =>
    scene.owners().flatMap(({ scaler, service }) => {
      const hpa = scaler.kind === 'ScaledObject' ? scaler.policy.hpa : scaler.policy;
      const policies = hpa.behavior?.scaleDown.policies ?? [];
      const percent = policies.find(({ type, value }) => type === 'Percent' && (hpa.maxReplicas * value) / 100 < 1);
      if (percent === undefined || hpa.maxReplicas < 2) return [];
      const traffic = 'constant:rate=0.001,duration=30m';
      const taken = scene.take(service, { traffic, untilSeconds: 1800, initialReplicas: hpa.maxReplicas });
      const steps = (taken?.result.decisions ?? []).flatMap(({ from, to }) =>
        from !== null && to !== null && to < from ? [{ from, to }] : [],
      );
      const last = steps.at(-1);
      const share = last ? (last.from - last.to) / last.from : 0;
      if (last === undefined || share <= percent.value / 100) return [];
      return {
        severity: 'warning',
        message: `${percent.value} % of at most ${hpa.maxReplicas} replicas is less than one pod`,
        why: 'the controller rounds down what may be left, so that in each period a whole pod goes, which is a larger share the fewer there are',
        fix: `write what is meant: { type: Pods, value: 1, periodSeconds: ${percent.periodSeconds} }`,
        objects: [nameOf(scaler)],
        proof: {
          traffic,
          happened: `without load it went from ${last.from} to ${last.to} within one period of ${percent.periodSeconds} s, which is ${Math.round(share * 100)} % and not ${percent.value} %`,
        },
      };
    }),
};
