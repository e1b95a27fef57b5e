import { Chart, Size, Testing } from 'cdk8s';
import * as lib from 'cdk8s-llm-inference';
import { stringify } from 'yaml';
import { CONTROLLER_ZONE, GIVEN_CONTROLLER } from '../control-plane/components/cronhpa';
import { addNode } from '../control-plane/components/kwok';
import type { KubeObject } from '../control-plane/kubectl';
import { until } from '../control-plane/wait';
import { fieldOf, replicasOf, Timeline } from '../world/timeline';
import { modelClaim } from './support/ack-gpu';
import { exampleCalled } from './support/examples';
import { onControlPlane } from './support/scenario';
import { untilReplicas } from './support/steps';

const NAMESPACE = 'default';
const PREDICTOR = 'qwen-cronhpa-predictor';
/** Between the two fires of the example, which come at once here instead of at 8:30 and 20:00. */
const APART_SECONDS = 20;

interface CronHpa extends KubeObject {
  readonly spec: { readonly jobs: readonly { readonly schedule: string }[] };
  readonly status?: { readonly conditions?: readonly { readonly name: string; readonly state: string }[] };
}

/** The schedule, at another second of the day: what stands there of days stays. */
function at(schedule: string, moment: Date): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: CONTROLLER_ZONE, timeStyle: 'medium' }).format(moment);
  const [hour, minute, second] = time.split(':').map(Number);
  const [, , , ...days] = schedule.split(' ');
  return [second, minute, hour, ...days].join(' ');
}

function isOnWeekday(moment: Date): boolean {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: CONTROLLER_ZONE, weekday: 'short' }).format(moment);
  return day !== 'Sat' && day !== 'Sun';
}

onControlPlane(
  'ack-cron: the clock moves the Deployment',
  { components: ['kwok', 'kserve', 'prometheusOperator', 'cronHpa'] },
  (plane) => {
    const example = exampleCalled('ack-cron');
    const cron = example.objects.find(({ kind }) => kind === 'CronHorizontalPodAutoscaler') as CronHpa;
    const replicas = replicasOf(plane, PREDICTOR, NAMESPACE);
    let timeline: Timeline | undefined;
    let began = 0;
    let fires: Date[] = [];

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'gpu-node');
      await kubectl.apply(modelClaim(NAMESPACE));
      await kubectl.apply(
        example.objects
          .filter((each) => each !== cron)
          .map((each) => stringify(each))
          .join('---\n'),
      );
      await until('KServe has made the Deployment', async () => (await replicas()) === 1);
      began = Date.now();
      timeline = new Timeline({ replicas });
    });

    test('the CronHPA of the example is taken as it is, and its jobs are submitted', async () => {
      await plane().kubectl.apply(stringify(cron));
      const found = () => plane().kubectl.find<CronHpa>('cronhorizontalpodautoscalers', cron.metadata.name, NAMESPACE);
      const states = async () =>
        (await found())?.status?.conditions?.map(({ name, state }) => `${name} ${state}`).sort();
      await until('both jobs wait', async () => (await states())?.length === 2);
      expect(await states()).toEqual(['office-end Submitted', 'office-start Submitted']);
    });

    test('at the second of each fire the Deployment gets its size', async () => {
      // The real clock cannot be moved, so the times of the day are: everything else stays as the example has it.
      // Soon, but not before a busy machine has applied them.
      const soon = Date.now() + 30_000;
      fires = [0, APART_SECONDS].map((seconds) => new Date(Math.ceil(soon / 1000) * 1000 + seconds * 1000));
      const jobs = cron.spec.jobs.map((job, index) => {
        const schedule = at(job.schedule, fires[index]);
        // On a Saturday nothing of the example would fire.
        return { ...job, schedule: isOnWeekday(fires[index]) ? schedule : schedule.replace('1-5', '*') };
      });
      await plane().kubectl.apply(stringify({ ...cron, spec: { ...cron.spec, jobs } }));
      await untilReplicas(timeline, 2, { seconds: 90 });
      await untilReplicas(timeline, 1, { seconds: 60 });
      expect(timeline?.of('replicas')).toEqual([1, 2, 1]);
    });

    test('neither before its time nor long after it', () => {
      const [, up, down] = (timeline?.since(began) ?? []).filter(({ what }) => what === 'replicas').map(({ at }) => at);
      const late = [up, down].map((seconds, index) => began + seconds * 1000 - fires[index].getTime());
      // The timeline looks four times a second.
      for (const milliseconds of late) {
        expect(milliseconds).toBeGreaterThanOrEqual(0);
        expect(milliseconds).toBeLessThan(2500);
      }
    });
  },
);

function scheduledHpa(moment: Date): { readonly objects: readonly KubeObject[] } {
  const app = Testing.app();
  const chart = new Chart(app, 'floor', { namespace: NAMESPACE });
  lib.ClusterProfile.ack().applyTo(chart);
  const target = new lib.LlmInferenceService(chart, 'Floor', {
    backend: lib.Backend.deployment(),
    engine: lib.Engine.vllm({ version: '0.11.0' }),
    model: lib.Model.huggingFace('facebook/opt-125m'),
    cpu: 1,
    memory: Size.gibibytes(4),
  });
  const hpa = new lib.GpuHpa(chart, 'Hpa', {
    target,
    minReplicas: 1,
    maxReplicas: 4,
    metrics: [lib.ResourceMetric.CPU.target(lib.Percent.of(50))],
  });
  new lib.CronScaleSchedule(chart, 'Cron', {
    target: hpa,
    jobs: [{ name: 'up', schedule: lib.Schedule.cron(at('0 0 0 * * *', moment)), replicas: 3 }],
  } as unknown as lib.CronScaleScheduleProps);
  return { objects: chart.toJson() as KubeObject[] };
}

onControlPlane(
  'ack-cron beside a GpuHpa: the clock moves the floor of the HPA',
  {
    components: ['kwok', 'prometheusOperator', 'cronHpa'],
    skip:
      GIVEN_CONTROLLER === undefined
        ? 'controller 1.3.0 cannot move HPAs, and no newer one is a Go module: name one in CRONHPA_CONTROLLER'
        : undefined,
  },
  (plane) => {
    test('minReplicas is 3 from the second on', async () => {
      const moment = new Date(Math.ceil(Date.now() / 1000) * 1000 + 15_000);
      await addNode(plane(), 'node');
      await plane().kubectl.apply(
        scheduledHpa(moment)
          .objects.map((each) => stringify(each))
          .join('---\n'),
      );
      const min = fieldOf<number>(
        plane,
        { kind: 'HorizontalPodAutoscaler', name: 'floor-hpa', namespace: NAMESPACE },
        'spec.minReplicas',
      );
      expect(await min()).toBe(1);
      await until('the floor is moved', async () => (await min()) === 3, { seconds: 60 });
      expect(Date.now()).toBeGreaterThanOrEqual(moment.getTime());
    });
  },
);
