import { ApiObject, App, Chart, Size } from 'cdk8s';
import * as lib from 'cdk8s-llm-inference';
import { errorsOf } from '../../test/support/chart';
import { hasCondition, type KubeObject } from '../control-plane/kubectl';
import { until } from '../control-plane/wait';
import { onControlPlane } from './support/scenario';

/** What the HPA controller and KEDA tell of how they are. */
interface Scaler extends KubeObject {
  readonly status?: {
    readonly conditions?: { readonly type: string; readonly status: string; readonly reason: string }[];
  };
}

const FOUR_HOURS = { timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 12 * * *', replicas: 2 };
const bounds = { minReplicas: 1, maxReplicas: 4 };
const onCpu = { ...bounds, metrics: [lib.ResourceMetric.CPU.target(lib.Percent.of(50))] };
const byClock = { ...bounds, metrics: [], triggers: [lib.KedaTrigger.cron(FOUR_HOURS)] };

/** A chart with a namespace of its own, so that no pods are selected by the scalers of two. */
function chartOf(name: string): Chart {
  const chart = new Chart(new App(), name, { namespace: name });
  lib.ClusterProfile.custom().applyTo(chart);
  return chart;
}

function serviceOf(chart: Chart, props: Partial<lib.LlmInferenceServiceProps> = {}): lib.LlmInferenceService {
  return new lib.LlmInferenceService(chart, 'Gemma', {
    backend: lib.Backend.deployment(),
    engine: lib.Engine.vllm({ version: '0.11.0' }),
    model: lib.Model.huggingFace('google/gemma-3-1b-it'),
    cpu: 1,
    memory: Size.gibibytes(4),
    ...props,
  });
}

/** What a chart would write if its mistakes did not stop it. */
function unchecked(chart: Chart): { all: KubeObject[]; of: (kind: string) => KubeObject[] } {
  const all = chart.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((object) => object.toJson() as KubeObject);
  return { all, of: (kind) => all.filter((object) => object.kind === kind) };
}

const refused = (what: string, scaler: string) =>
  `[${what}] ${scaler}; keep one of them and give it all metrics (scaler/two-scalers)`;

onControlPlane('two scalers on one target', { components: ['kserve', 'keda'] }, (plane) => {
  const scaler = (kind: string, name: string, namespace: string) => plane().kubectl.find<Scaler>(kind, name, namespace);
  const reasonOf = async (hpa: string, namespace: string) => {
    const { status } = (await scaler('horizontalpodautoscalers.autoscaling', hpa, namespace)) ?? {};
    return status?.conditions?.find(({ type }) => type === 'ScalingActive')?.reason;
  };
  const untilReason = (hpa: string, namespace: string, expected: string) =>
    until(`${hpa} says ${expected}`, async () => (await reasonOf(hpa, namespace)) === expected, {
      everyMilliseconds: 500,
    });

  /** Makes the namespace, and everything of the chart but its scalers. */
  async function applyTargetOf(namespace: string, objects: readonly KubeObject[]): Promise<void> {
    const { kubectl } = plane();
    await kubectl.makeNamespaces(namespace);
    await kubectl.apply(objects.filter(({ kind }) => !['HorizontalPodAutoscaler', 'ScaledObject'].includes(kind)));
    await until('the target has a pod', async () => (await kubectl.list('pods', namespace)).length > 0);
  }

  describe('two HPAs', () => {
    const chart = chartOf('two-hpas');
    const target = serviceOf(chart);
    new lib.GpuHpa(chart, 'First', { ...onCpu, target });
    new lib.GpuHpa(chart, 'Second', { ...onCpu, target, metadata: { name: 'gemma-second' } });

    test('are refused at synth, each with a word on the other', () => {
      expect(errorsOf(chart)).toEqual([
        refused('two-hpas/First', "Deployment 'gemma' is scaled already, by the GpuHpa at two-hpas/Second"),
        refused('two-hpas/Second', "Deployment 'gemma' is scaled already, by the GpuHpa at two-hpas/First"),
      ]);
    });

    test('are accepted by the API server, and neither computes any more', async () => {
      const { all, of } = unchecked(chart);
      await applyTargetOf('two-hpas', all);
      await plane().kubectl.apply(of('HorizontalPodAutoscaler'));
      await untilReason('gemma-hpa', 'two-hpas', 'AmbiguousSelector');
      await untilReason('gemma-second', 'two-hpas', 'AmbiguousSelector');
    });

    test('when one is gone the other computes again, as far as there are metrics', async () => {
      await plane().kubectl.run(['delete', 'hpa', 'gemma-second', '-n', 'two-hpas']);
      await untilReason('gemma-hpa', 'two-hpas', 'FailedGetResourceMetric');
    });
  });

  describe('an HPA and a ScaledObject', () => {
    const chart = chartOf('hpa-and-keda');
    const target = serviceOf(chart);
    new lib.GpuHpa(chart, 'First', { ...onCpu, target });
    new lib.KedaLlmScaler(chart, 'Second', { ...byClock, target });

    test('are refused at synth', () => {
      expect(errorsOf(chart)).toEqual([
        refused(
          'hpa-and-keda/First',
          "Deployment 'gemma' is scaled already, by the KedaLlmScaler at hpa-and-keda/Second",
        ),
        refused('hpa-and-keda/Second', "Deployment 'gemma' is scaled already, by the GpuHpa at hpa-and-keda/First"),
      ]);
    });

    test('in this order the ScaledObject is refused by its webhook', async () => {
      const { all, of } = unchecked(chart);
      await applyTargetOf('hpa-and-keda', all);
      await plane().kubectl.apply(of('HorizontalPodAutoscaler'));
      const { refused: said } = await plane().kubectl.tryApply(JSON.stringify(of('ScaledObject')[0]));
      expect(said.join('\n')).toContain(
        "the workload 'gemma' of type 'apps/v1.Deployment' is already managed by the hpa 'gemma-hpa'",
      );
    });

    test('in the other both are accepted, neither computes, and the ScaledObject says that it is ready', async () => {
      const { kubectl } = plane();
      const { of } = unchecked(chart);
      await kubectl.run(['delete', 'hpa', 'gemma-hpa', '-n', 'hpa-and-keda']);
      await kubectl.apply(of('ScaledObject'));
      await kubectl.waitFor('horizontalpodautoscalers.autoscaling', 'keda-hpa-gemma-keda', 'hpa-and-keda');
      await kubectl.apply(of('HorizontalPodAutoscaler'));
      await untilReason('gemma-hpa', 'hpa-and-keda', 'AmbiguousSelector');
      await untilReason('keda-hpa-gemma-keda', 'hpa-and-keda', 'AmbiguousSelector');
      const { status } = (await scaler('scaledobjects', 'gemma-keda', 'hpa-and-keda')) ?? {};
      expect(hasCondition(status, 'Ready')).toBe(true);
    });
  });

  describe('two ScaledObjects', () => {
    const chart = chartOf('two-kedas');
    const target = serviceOf(chart);
    new lib.KedaLlmScaler(chart, 'First', { ...byClock, target });
    new lib.KedaLlmScaler(chart, 'Second', { ...byClock, target, metadata: { name: 'gemma-second' } });

    test('are refused at synth', () => {
      expect(errorsOf(chart)).toEqual([
        refused('two-kedas/First', "Deployment 'gemma' is scaled already, by the KedaLlmScaler at two-kedas/Second"),
        refused('two-kedas/Second', "Deployment 'gemma' is scaled already, by the KedaLlmScaler at two-kedas/First"),
      ]);
    });

    test('the second is refused by the webhook', async () => {
      const { kubectl } = plane();
      const { all, of } = unchecked(chart);
      const [first, second] = of('ScaledObject');
      await applyTargetOf('two-kedas', all);
      await kubectl.apply([first]);
      await until('the webhook knows of the first', async () => {
        const { refused: said } = await kubectl.tryApply(JSON.stringify(second), { isDryRun: true });
        return said.join('\n').includes("is already managed by the ScaledObject 'gemma-keda'");
      });
    });
  });

  describe("KServe's own HPA and another", () => {
    const chart = chartOf('kserve-and-hpa');
    const { CPU } = lib.ResourceMetric;
    const target = serviceOf(chart, {
      backend: lib.Backend.kserve(),
      scaling: lib.KServeScaling.cpu(lib.Percent.of(50), bounds),
    });
    new lib.GpuHpa(chart, 'Second', { ...bounds, target, metrics: [CPU.target(lib.Percent.of(70))] });

    test('are refused at synth', () => {
      const name = "Deployment 'gemma-predictor' is scaled already, by";
      expect(errorsOf(chart)).toEqual([
        refused('kserve-and-hpa/Second', `${name} the scaling of the service at kserve-and-hpa/Gemma`),
      ]);
    });

    test('neither computes', async () => {
      const { all, of } = unchecked(chart);
      await applyTargetOf('kserve-and-hpa', all);
      await plane().kubectl.apply(of('HorizontalPodAutoscaler'));
      await untilReason('gemma-hpa', 'kserve-and-hpa', 'AmbiguousSelector');
      await untilReason('gemma-predictor', 'kserve-and-hpa', 'AmbiguousSelector');
    });
  });
});
