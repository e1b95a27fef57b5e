import { DCGM } from '../../src/metrics/catalogue/dcgm';
import { HUGGING_FACE_SERVER } from '../../src/metrics/catalogue/huggingface-server';
import { VLLM } from '../../src/metrics/catalogue/vllm';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import { hasCondition, type KubeObject } from '../control-plane/kubectl';
import { until } from '../control-plane/wait';
import { dcgmPage, enginePage, type Load } from '../world/load';
import { replicasOf, Timeline } from '../world/timeline';
import { type Page, World, type WorldPod } from '../world/world';
import { allExamples } from './support/examples';
import { exporter, exporterLabels } from './support/exporter';
import { onControlPlane } from './support/scenario';

const PATIENCE = { seconds: 240, everyMilliseconds: 500 };
/** How long vllm-hpa looks back before it scales in, and some more. */
const WINDOW_SECONDS = 40;
/** New pods show nothing before their first scrape: until then the old ones seem to bear all of the load. */
const SETTLED_SECONDS = 20;

interface Scaler extends KubeObject {
  readonly status?: {
    readonly conditions?: { readonly type: string; readonly status: string; readonly reason: string }[];
    readonly currentMetrics?: readonly {
      readonly external?: { readonly current: { readonly averageValue: string } };
    }[];
  };
}

onControlPlane(
  'blindness: missing data never scales in',
  { components: ['kwok', 'kserve', 'keda', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = (name: string) => allExamples().find((each) => each.name === name);
    const vllmHpa = example('vllm-hpa');
    const kedaLlm = example('keda-llm');
    const onHpa: Load = { inFlight: 12, waiting: 0, cachePerRequest: 0.01, gpuPercent: 5 };
    const onKeda: Load = { inFlight: 5, waiting: 0, cachePerRequest: 0.01, gpuPercent: 0 };
    let isRenamed = false;
    /** The replicas of both paths once they have settled. */
    let sizes: readonly [number, number] = [0, 0];
    let timeline: Timeline | undefined;
    let pods: readonly WorldPod[] = [];

    const find = (kind: string, name: string, namespace: string) => plane().kubectl.find<Scaler>(kind, name, namespace);
    const hpa = () => find('horizontalpodautoscalers.autoscaling', 'gemma-hpa', 'vllm-example');
    const kedaHpa = () => find('horizontalpodautoscalers.autoscaling', 'keda-hpa-huggingface-fbopt-keda', 'default');
    const scaledObject = () => find('scaledobjects', 'huggingface-fbopt-keda', 'default');
    const replicas = {
      hpa: replicasOf(plane, 'gemma', 'vllm-example'),
      keda: replicasOf(plane, 'huggingface-fbopt-predictor', 'default'),
    };
    const computes = async (look: typeof hpa) => hasCondition((await look())?.status, 'ScalingActive');
    const fallsBack = async () => hasCondition((await scaledObject())?.status, 'Fallback');
    const seenByKedaHpa = async () => (await kedaHpa())?.status?.currentMetrics?.[0]?.external?.current.averageValue;
    const becomes = (what: string, look: () => Promise<boolean>, expected: boolean) =>
      until(`${what} is ${expected}`, async () => (await look()) === expected, PATIENCE);

    /** The page of an engine, under other names once it is replaced by a version that renamed its series. */
    const renamed = (page: Page) => async (pod: WorldPod, all: readonly WorldPod[]) => {
      const text = await page(pod, all);
      return isRenamed ? text.replaceAll('vllm:', 'vllm:v9_') : text;
    };

    const expectNothingMoved = async () => {
      expect([await replicas.hpa(), await replicas.keda()]).toEqual(sizes);
    };

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'node', { gpus: 8 });
      await kubectl.makeNamespaces('vllm-example');
      // Its monitor is the example's.
      const dcgm = exporter({ name: 'dcgm-exporter', namespace: 'monitoring', port: 9400, portName: 'metrics' });
      await kubectl.apply(dcgm.filter(({ kind }) => kind !== 'ServiceMonitor'));
      const world = new World(plane(), [8080, 9400]);
      const engineOnHpa = renamed(enginePage(VLLM, '0.11.0', onHpa));
      world.show({
        namespace: 'vllm-example',
        selector: 'app.kubernetes.io/name=gemma',
        port: 8080,
        path: '/metrics',
        page: (pod, all) => {
          pods = all;
          return engineOnHpa(pod, all);
        },
      });
      world.show({
        namespace: 'default',
        selector: 'app=isvc.huggingface-fbopt-predictor',
        port: 8080,
        path: '/metrics',
        page: renamed(enginePage(HUGGING_FACE_SERVER, undefined, onKeda)),
      });
      const [[label, value]] = Object.entries(exporterLabels('dcgm-exporter'));
      world.show({
        namespace: 'monitoring',
        selector: `${label}=${value}`,
        port: 9400,
        path: '/metrics',
        page: dcgmPage(DCGM.rows[0].names[0].name, () => pods, onHpa),
      });
      await kubectl.apply(vllmHpa?.yaml ?? '');
      await kubectl.apply(kedaLlm?.yaml ?? '');
      const configuration = vllmHpa?.objects.find(({ kind }) => kind === 'ConfigMap')?.data as Record<string, string>;
      await configureAdapter(plane(), configuration['config.yaml']);
    });

    test('with all data both settle at several replicas', async () => {
      let since = Date.now();
      await until(
        'neither moves for longer than a scrape interval',
        async () => {
          const now = [(await replicas.hpa()) ?? 0, (await replicas.keda()) ?? 0] as const;
          if (now.some((size, index) => size < 3 || size !== sizes[index])) since = Date.now();
          sizes = now;
          return Date.now() - since > SETTLED_SECONDS * 1000;
        },
        PATIENCE,
      );
      // Just what so many bear: from here on nothing but missing data could move them.
      onHpa.inFlight = 4 * sizes[0];
      onKeda.inFlight = 2 * sizes[1];
      timeline = new Timeline({ ...replicas, fallsBack, seenByKedaHpa });
    });

    const monitors = [
      ['gemma', 'vllm-example'],
      ['huggingface-fbopt', 'default'],
    ];
    const faults: Readonly<Record<string, { strike: () => Promise<unknown>; repair: () => Promise<unknown> }>> = {
      'the series are renamed, while the GPUs are seen to be idle': {
        strike: async () => {
          isRenamed = true;
        },
        repair: async () => {
          isRenamed = false;
        },
      },
      'no pod is scraped any more': {
        strike: () => Promise.all(monitors.map(([name, namespace]) => label(name, namespace, 'release-'))),
        repair: () => Promise.all(monitors.map(([name, namespace]) => label(name, namespace, 'release=prometheus'))),
      },
      'Prometheus is gone': {
        strike: () => plane().processes.stop('prometheus'),
        repair: () => plane().processes.startAgain('prometheus'),
      },
    };
    const label = (monitor: string, namespace: string, change: string) =>
      plane().kubectl.run(['label', 'servicemonitor', monitor, '-n', namespace, change]);

    describe.each(Object.entries(faults))('%s', (_fault, { strike, repair }) => {
      test('the HPA stops computing, KEDA falls back, and nothing moves', async () => {
        await strike();
        await becomes('the HPA computes', () => computes(hpa), false);
        await becomes('KEDA falls back', fallsBack, true);
        await expectNothingMoved();
      });

      test('once it is repaired, both go on', async () => {
        await repair();
        await becomes('the HPA computes', () => computes(hpa), true);
        await becomes('KEDA falls back', fallsBack, false);
        await expectNothingMoved();
      });
    });

    describe('the adapters are gone', () => {
      test('no HPA computes, KEDA itself is well, and nothing moves for longer than the window', async () => {
        await plane().processes.stop('prometheus-adapter');
        await plane().processes.stop('keda-adapter');
        await becomes('the HPA computes', () => computes(hpa), false);
        await becomes("KEDA's HPA computes", () => computes(kedaHpa), false);
        const since = Date.now();
        await until(
          'the window has passed',
          async () => {
            await expectNothingMoved();
            return Date.now() - since > WINDOW_SECONDS * 1000;
          },
          { seconds: 2 * WINDOW_SECONDS, everyMilliseconds: 1000 },
        );
        expect(await fallsBack()).toBe(false);
      });

      test('once they are back, both go on', async () => {
        await plane().processes.startAgain('prometheus-adapter');
        await plane().processes.startAgain('keda-adapter');
        await becomes('the HPA computes', () => computes(hpa), true);
        await becomes("KEDA's HPA computes", () => computes(kedaHpa), true);
      });
    });

    test('in all that time neither moved, and KEDA never took missing for none', () => {
      expect([timeline?.of('hpa'), timeline?.of('keda')]).toEqual(sizes.map((size) => [size]));
      expect(timeline?.of('seenByKedaHpa')).not.toContain('0');
      expect(timeline?.of('fallsBack')).toEqual([false, true, false, true, false, true, false]);
    });

    test('that there is nothing to do still scales in', async () => {
      onHpa.inFlight = 0;
      await until('one replica is left', async () => (await replicas.hpa()) === 1, PATIENCE);
    });
  },
);
