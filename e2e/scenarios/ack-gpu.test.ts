import { parse, stringify } from 'yaml';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import { until } from '../control-plane/wait';
import { addExporter, type Exporter, placeOf } from '../world/exporter';
import { gauges } from '../world/pages';
import { replicasOf, Timeline } from '../world/timeline';
import { type Page, World, type WorldPod } from '../world/world';
import { adapterConfigOf, exampleCalled } from './support/examples';
import { averagesOf, hpaCalled, reasonOf } from './support/hpa';
import { onControlPlane } from './support/scenario';
import { untilReplicas } from './support/steps';

const NAMESPACE = 'default';
const PREDICTOR = 'qwen-predictor';
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };
/** What the HPA says itself. It cannot be hurried, so this scenario takes its time. */
const WINDOW_SECONDS = 300;

/** The exporter of GPU use in ACK: it names pods in labels of its own. */
const GPU_EXPORTER: Exporter = { name: 'ack-prometheus-gpu-exporter', port: 9445, hasMonitor: true };

/** The claim that the example says it needs, with a volume. */
const MODEL_CLAIM = [
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'llm-model' },
    spec: {
      capacity: { storage: '30Gi' },
      accessModes: ['ReadOnlyMany'],
      storageClassName: '',
      hostPath: { path: '/models' },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'llm-model', namespace: NAMESPACE },
    spec: {
      accessModes: ['ReadOnlyMany'],
      storageClassName: '',
      volumeName: 'llm-model',
      resources: { requests: { storage: '30Gi' } },
    },
  },
];

/** The busy time of the processes of each pod, in percent, and of one outside of any pod: its labels are empty. */
function smUtilPage(podsOf: () => readonly WorldPod[], load: { gpuPercent: number }): Page {
  const page = () => {
    const used = podsOf().map(({ namespace, name }) => ({
      labels: { NamespaceName: namespace, PodName: name },
      value: load.gpuPercent,
    }));
    return gauges({
      DCGM_CUSTOM_PROCESS_SM_UTIL: [...used, { labels: { NamespaceName: '', PodName: '' }, value: 100 }],
    });
  };
  return Object.assign(page, { load });
}

interface AdapterValues {
  readonly AlibabaCloudMetricsAdapter: { readonly prometheus: { readonly adapter: { readonly rules: Rules } } };
}

interface Rules {
  readonly custom: readonly object[];
}

onControlPlane(
  'ack-gpu: an HPA on the GPU use of the pods, by the rules for the Alibaba adapter',
  { components: ['kwok', 'kserve', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = exampleCalled('ack-gpu');
    const load = { gpuPercent: 30 };
    const hpa = hpaCalled(plane, 'qwen-hpa', NAMESPACE);
    const replicas = replicasOf(plane, PREDICTOR, NAMESPACE);
    let timeline: Timeline | undefined;
    let idleSince = 0;

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'gpu-node');
      await kubectl.apply(MODEL_CLAIM);
      await addExporter(plane(), GPU_EXPORTER);
      const world = new World(plane(), [GPU_EXPORTER.port]);
      const pods = world.follow({ namespace: NAMESPACE, selector: `app=isvc.${PREDICTOR}` });
      world.show({ ...placeOf(GPU_EXPORTER), page: smUtilPage(pods, load) });
      await kubectl.apply(example.yaml);
      // The adapter of ACK takes its rules in the format of prometheus-adapter, in a value of its chart.
      const values = parse(adapterConfigOf(example)) as AdapterValues;
      const { custom } = values.AlibabaCloudMetricsAdapter.prometheus.adapter.rules;
      await configureAdapter(plane(), stringify({ rules: custom }));
      timeline = new Timeline({ replicas });
    });

    const hpaSees = (percent: number) =>
      until(
        `the HPA sees ${percent} %`,
        async () => averagesOf(await hpa()).DCGM_CUSTOM_PROCESS_SM_UTIL === `${percent}`,
        PATIENCE,
      );

    test('30 % are one replica', async () => {
      await hpaSees(30);
      expect(await replicas()).toBe(1);
    });

    test('more than 50 % are two', async () => {
      load.gpuPercent = 60;
      await untilReplicas(timeline, 2);
      await hpaSees(60);
    });

    test('idle GPUs leave two for as long as the window lasts', async () => {
      load.gpuPercent = 0;
      idleSince = Date.now();
      await hpaSees(0);
      await until('it waits', async () => reasonOf(await hpa(), 'AbleToScale') === 'ScaleDownStabilized', PATIENCE);
      expect(await replicas()).toBe(2);
    });

    test(
      'and one after it',
      async () => {
        await untilReplicas(timeline, 1, { seconds: WINDOW_SECONDS + 90 });
        expect((Date.now() - idleSince) / 1000).toBeGreaterThan(WINDOW_SECONDS);
        expect(timeline?.of('replicas')).toEqual([1, 2, 1]);
      },
      (WINDOW_SECONDS + 120) * 1000,
    );
  },
);
