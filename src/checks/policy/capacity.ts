import { isWhole } from '../numbers';
import { badPart } from '../part';
import { nameOf, type Rule } from '../rule';
import { policies } from './policies';

/** The units hold as many pods as the scaler makes. */
export const capacity: Rule = {
  name: 'policy/capacity',
  severity: 'warning',
  demands: 'the limits of the units add up to the greatest size of what they place',
  why: 'Pods beyond the limits of all units stay Pending, and those that are Pending hold the HPA back as well.',
  link: 'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling',
  *check(graph) {
    for (const { spec, units, node } of policies(graph)) {
      const limits = units.map(({ fields }) => fields.max);
      if (limits.length === 0 || !limits.every((limit) => isWhole(limit, 1))) continue;
      const room = limits.reduce<number>((sum, limit) => sum + Number(limit), 0);
      for (const { to: workload } of node?.workloads ?? [])
        for (const { by, max, manifest } of workload.scalers)
          if (by !== 'cron' && isWhole(max?.value, 1) && max.value > room)
            yield badPart(
              { ...spec, path: [...spec.path, 'units'] },
              `the units hold ${room} pods, and ${nameOf(manifest)} scales to ${max.value}`,
              `leave out the max of the last unit, or lower the maximum to ${room}`,
              { also: [manifest] },
            );
    }
  },
};
