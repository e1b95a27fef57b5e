import { formatSpan } from '../report/format';
import type { FindingRule } from './finding';
import { isCron, nameOf } from './scene';

/** A day and a bit, so that what fires once a day fires whatever the time zone. */
const LONG_DAY = 30 * 3600;

/** A schedule that sets the replicas of what an HPA scales as well. */
export const CRON_BESIDE_HPA: FindingRule = {
  name: 'cron/beside-hpa',
  title: 'a schedule that sets the replicas of what an HPA scales',
  find: (scene) =>
    (scene.stack?.services ?? []).flatMap((service) => {
      const crons = service.scalers.filter(isCron).filter(({ target }) => target.kind !== 'HorizontalPodAutoscaler');
      const hpa = service.scalers.find((scaler) => !isCron(scaler));
      return crons.flatMap((cron) => {
        if (hpa === undefined) return [];
        const traffic = 'constant:rate=0.001,duration=30h';
        const taken = scene.take(service, { traffic, untilSeconds: LONG_DAY, stepSeconds: 60 });
        const decisions = taken?.result.decisions ?? [];
        const set = decisions.find(
          ({ controller, from, to }) => controller === cron.kind && from !== to && to !== null,
        );
        const undone =
          set &&
          decisions.find(
            ({ controller, at, from, to }) => controller !== cron.kind && at > set.at && from === set.to && to !== null,
          );
        return {
          severity: 'error' as const,
          message: `the schedule sets the replicas of ${cron.target.kind} ${cron.target.name}, which ${hpa.kind} ${hpa.name} scales`,
          why: 'what the schedule sets, the HPA sees as a size to correct, and sets back',
          fix: `let the schedule target ${hpa.kind === 'HorizontalPodAutoscaler' ? `HorizontalPodAutoscaler ${hpa.name}, whose floor it then moves` : 'nothing, and use a cron trigger of KEDA'}`,
          objects: [nameOf(cron), nameOf(hpa)],
          ...(set &&
            undone && {
              proof: {
                traffic,
                happened: `the schedule set ${set.to} replicas, and ${formatSpan(undone.at - set.at)} later ${undone.controller} set ${undone.to}`,
              },
            }),
        };
      });
    }),
};
