import { DCGM } from '../../src/metrics/catalogue/dcgm';
import { VLLM } from '../../src/metrics/catalogue/vllm';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import { until } from '../control-plane/wait';
import { addExporter, type Exporter, placeOf } from '../world/exporter';
import { dcgmPage, enginePage, type Load } from '../world/load';
import { replicasOf, Timeline } from '../world/timeline';
import { World } from '../world/world';
import { adapterConfigOf, exampleCalled } from './support/examples';
import { averagesOf, hpaCalled, reasonOf } from './support/hpa';
import { jobsThatWork, rulesThatWork } from './support/prometheus';
import { onControlPlane } from './support/scenario';
import { descend, untilReplicas } from './support/steps';

const NAMESPACE = 'vllm-example';
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };
/** The GPU exporter of the cluster; its monitor is in the example. */
const DCGM_EXPORTER: Exporter = { name: 'dcgm-exporter', port: 9400 };
const PODS = { namespace: NAMESPACE, selector: 'app.kubernetes.io/name=gemma' };

onControlPlane(
  'vllm-hpa: one HPA on the requests of the engine and on the GPUs',
  { components: ['kwok', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = exampleCalled('vllm-hpa');
    const load: Load = { inFlight: 1, waiting: 0, cachePerRequest: 0.01, gpuPercent: 5 };
    const hpa = hpaCalled(plane, 'gemma-hpa', NAMESPACE);
    const replicas = replicasOf(plane, 'gemma', NAMESPACE);
    let timeline: Timeline | undefined;

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'gpu-node');
      await kubectl.makeNamespaces(NAMESPACE);
      await addExporter(plane(), DCGM_EXPORTER);
      const world = new World(plane(), [8080, DCGM_EXPORTER.port]);
      world.show({ ...PODS, port: 8080, path: '/metrics', page: enginePage(VLLM, '0.11.0', load) });
      world.show({
        ...placeOf(DCGM_EXPORTER),
        page: dcgmPage(DCGM.rows[0].names[0].name, world.follow(PODS), load),
      });
      await kubectl.apply(example.yaml);
      await configureAdapter(plane(), adapterConfigOf(example));
      timeline = new Timeline({ replicas });
    });

    const hpaSees = (requests: string, gpu: string) =>
      until(
        `the HPA sees ${requests} requests and ${gpu} % of a GPU`,
        async () => {
          const seen = averagesOf(await hpa());
          return seen.vllm_num_requests_running === requests && seen.DCGM_FI_DEV_GPU_UTIL === gpu;
        },
        PATIENCE,
      );

    test('the operator selects both monitors and the rule, and all of them work', async () => {
      await until(
        'Prometheus scrapes the engine and the GPUs',
        async () => {
          const jobs = await jobsThatWork(plane());
          return ['monitoring/dcgm-exporter', 'vllm-example/gemma'].every((monitor) =>
            jobs.includes(`serviceMonitor/${monitor}/0`),
          );
        },
        PATIENCE,
      );
      await until(
        'the rule has been evaluated',
        async () => (await rulesThatWork(plane())).includes('namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg'),
        PATIENCE,
      );
    });

    test('both metrics reach the HPA, without the GPUs that no pod has', () => hpaSees('1', '5'));

    test('many requests and idle GPUs scale out, to just what the requests need', async () => {
      load.inFlight = 12;
      await untilReplicas(timeline, 3);
      await hpaSees('4', '1666m');
    });

    test('few requests and busy GPUs scale out, to just what the GPUs need', async () => {
      load.inFlight = 1;
      load.gpuPercent = 80;
      await untilReplicas(timeline, 4);
      await hpaSees('250m', '20');
    });

    test('few requests and idle GPUs scale in, after the window', async () => {
      load.gpuPercent = 5;
      await untilReplicas(timeline, 1);
    });

    test('the replicas went the way of the load and no other, and one HPA decided', async () => {
      const steps = timeline?.of('replicas') ?? [];
      expect(steps.slice(0, 3)).toEqual([1, 3, 4]);
      expect(descend(steps.slice(2))).toBe(true);
      expect(await plane().kubectl.list('horizontalpodautoscalers.autoscaling')).toHaveLength(1);
      expect(reasonOf(await hpa(), 'ScalingActive')).toBe('ValidMetricFound');
    });
  },
);
