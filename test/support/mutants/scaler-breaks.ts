import { oneOf, slip, slipOfSeries } from './random';
import { all, type Change, change, type Loose } from './stack';

const HPA = 'HorizontalPodAutoscaler';
const CRON = 'CronHorizontalPodAutoscaler';
const POLICY = 'ResourcePolicy';

/** A change of one metric of an HPA. */
function metricChange(name: string, make: (pods: Loose, random: () => number) => boolean | undefined): Change {
  return change(name, HPA, (object, stack) => make(oneOf<Loose>(object.spec.metrics, stack.random).pods, stack.random));
}

/** What can be wrong with HPAs, schedules and policies. */
export const SCALER_BREAKS: readonly Change[] = [
  ...[HPA, CRON].flatMap((kind) => [
    change(`scale what is not there (${kind})`, kind, (object, stack) => {
      object.spec.scaleTargetRef.name = slip(object.spec.scaleTargetRef.name, stack.random);
      return true;
    }),
    change(`scale another kind (${kind})`, kind, (object, stack) => {
      object.spec.scaleTargetRef.kind = oneOf(['StatefulSet', 'ReplicaSet', 'Deployments'], stack.random);
      return true;
    }),
    change(`scale from another namespace (${kind})`, kind, (object) => {
      object.metadata.namespace = 'elsewhere';
      return true;
    }),
  ]),
  change('scale by another version of the API', HPA, (object, stack) => {
    object.spec.scaleTargetRef.apiVersion = oneOf(['v1', 'extensions/v1beta1', 'app/v1'], stack.random);
    return true;
  }),
  metricChange('ask for another metric', (pods, random) => {
    pods.metric.name = slipOfSeries(pods.metric.name, random);
    return true;
  }),
  metricChange('ask for a metric by the name of its series', (pods) => {
    if (!pods.metric.name.startsWith('vllm_')) return undefined;
    pods.metric.name = pods.metric.name.replace('_', ':');
    return true;
  }),
  metricChange('aim at nothing', (pods) => {
    pods.target.averageValue = '0';
    return true;
  }),
  metricChange('aim at a value of another unit', (pods) => {
    const unit = { gpu_cache_usage_perc: '80', DCGM_FI_DEV_GPU_UTIL: '500m', DCGM_CUSTOM_PROCESS_SM_UTIL: '800m' };
    const value = unit[pods.metric.name as keyof typeof unit];
    if (value === undefined) return undefined;
    pods.target.averageValue = value;
    return true;
  }),
  metricChange('leave out the value to aim at', (pods) => {
    delete pods.target.averageValue;
    return true;
  }),
  metricChange('aim at a value under the name of another', (pods) => {
    pods.target.value = pods.target.averageValue;
    delete pods.target.averageValue;
    return true;
  }),
  change('want more replicas at least than at most', HPA, (object) => {
    object.spec.minReplicas = object.spec.maxReplicas + 1;
    return true;
  }),
  change('leave out the most replicas', HPA, (object) => {
    delete object.spec.maxReplicas;
    return true;
  }),
  change('wait longer than a scaler can', HPA, (object) => {
    object.spec.behavior.scaleDown.stabilizationWindowSeconds = 7200;
    return true;
  }),
  change('limit by a period that is too long', HPA, (object) => {
    object.spec.behavior.scaleUp = { policies: [{ type: 'Pods', value: 1, periodSeconds: 3600 }] };
    return true;
  }),
  change('scale twice by HPAs', HPA, (object, stack) => {
    stack.objects.push({ ...object, metadata: { ...object.metadata, name: `${object.metadata.name}-2` } });
    return true;
  }),
  change('scale by KEDA as well', HPA, (object, stack) => {
    stack.objects.push({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'also', namespace: object.metadata.namespace },
      spec: {
        scaleTargetRef: { name: object.spec.scaleTargetRef.name },
        maxReplicaCount: 3,
        minReplicaCount: 1,
        triggers: [
          {
            type: 'cron',
            metadata: { timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 9 * * *', desiredReplicas: '2' },
          },
        ],
      },
    });
    return true;
  }),
  change('write five fields', CRON, (object) => {
    object.spec.jobs[0].schedule = object.spec.jobs[0].schedule.replace(/^0 /, '');
    return true;
  }),
  change('give two jobs one name', CRON, (object) => {
    object.spec.jobs[1].name = object.spec.jobs[0].name;
    return true;
  }),
  change('never come due', CRON, (object) => {
    object.spec.jobs[0].schedule = '0 0 0 31 2 *';
    return true;
  }),
  change('name a time zone that nobody reads', CRON, (object) => {
    object.spec.jobs[0].timezone = 'Asia/Shanghai';
    return true;
  }),
  change('write an hour that there is not', CRON, (object) => {
    object.spec.jobs[0].schedule = '0 30 25 * * 1-5';
    return true;
  }),
  change('schedule a size below none', CRON, (object) => {
    object.spec.jobs[0].targetSize = -1;
    return true;
  }),
  change('place other pods', POLICY, (object, stack) => {
    object.spec.selector.app = slip(object.spec.selector.app, stack.random);
    return all(stack, 'InferenceService');
  }),
  change('place pods of another namespace', POLICY, (object) => {
    object.metadata.namespace = 'elsewhere';
    return true;
  }),
  change('place pods on nodes of an unknown kind', POLICY, (object) => {
    object.spec.units[0].resource = 'ecss';
    return true;
  }),
];
