import { textOf } from '../../stack/fields';
import { bad, below } from '../part';
import type { Rule } from '../rule';
import { cronHpas } from './jobs';

/** The controller takes the part behind the slash, and crashes where there is none. */
export const targetGroup: Rule = {
  name: 'cron/target-group',
  severity: 'error',
  demands: 'the apiVersion of the target of a CronHorizontalPodAutoscaler has a group',
  why: 'Without a slash in it the controller crashes, again and again, and no schedule of the whole cluster is kept until the object is deleted.',
  link: 'https://github.com/AliyunContainerService/kubernetes-cronhpa-controller/blob/master/pkg/controller/cronjob.go',
  *check(graph) {
    for (const { spec } of cronHpas(graph)) {
      const target = below(spec, 'scaleTargetRef');
      const version = textOf(target.fields.apiVersion);
      if (version?.includes('/')) continue;
      const right = target.fields.kind === 'HorizontalPodAutoscaler' ? 'autoscaling/v1' : 'apps/v1';
      yield bad(
        target,
        'apiVersion',
        'must have a group and a version',
        right === 'apps/v1' ? "write 'apps/v1', and name a Deployment" : "write 'autoscaling/v1'",
      );
    }
  },
};
