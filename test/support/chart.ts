import { App, Chart, Size, Testing } from 'cdk8s';
import {
  Accelerator,
  ClusterComponent,
  ClusterProfile,
  Engine,
  LlmInferenceService,
  type LlmInferenceServiceProps,
  Model,
} from '../../src';

/** An object as it was emitted. */
export type Manifest = Record<string, any>;

/** A cluster that has everything, so that a test sees only the mistake it is about. */
export function completeCluster(): ClusterProfile {
  return ClusterProfile.kubePrometheusStack({
    release: 'prometheus',
    controllerTimezone: 'Asia/Shanghai',
    managedElsewhere: [ClusterComponent.METRICS_ADAPTER, ClusterComponent.DCGM_MONITORING],
  });
}

/** A chart called `test` in the namespace `llm`; without a profile when `cluster` is null. */
export function newChart(
  cluster: ClusterProfile | null = completeCluster(),
  namespace: string | undefined = 'llm',
): Chart {
  const chart = new Chart(Testing.app(), 'test', { namespace });
  cluster?.applyTo(chart);
  return chart;
}

/** The smallest service that has engine and GPU metrics. */
export function newService(
  chart: Chart,
  id = 'Qwen',
  props: Partial<LlmInferenceServiceProps> = {},
): LlmInferenceService {
  return new LlmInferenceService(chart, id, { ...smallestService(), accelerator: Accelerator.gpus(1), ...props });
}

/** The required props of a service, and the model that its engine needs. */
export function smallestService(): LlmInferenceServiceProps {
  return {
    engine: Engine.vllm({ version: '0.11.0' }),
    model: Model.huggingFace('Qwen/Qwen2.5-7B-Instruct'),
    cpu: 4,
    memory: Size.gibibytes(24),
  };
}

/** Everything that a chart emits. */
export function synth(chart: Chart): Manifest[] {
  return Testing.synth(chart);
}

/** The one object of a kind that a chart emits. */
export function only(chart: Chart, kind: string): Manifest {
  const found = synth(chart).filter((manifest) => manifest.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}, not one`);
  return found[0];
}

/** The messages that a synth fails with, one per mistake, each with its path; none when it succeeds. */
export function errorsOf(chart: Chart): string[] {
  try {
    App.of(chart).synthYaml();
    return [];
  } catch (error) {
    const [head, ...lines] = (error as Error).message.split('\n');
    if (head !== 'Validation failed with the following errors:') throw error;
    return lines.map((line) => line.trim());
  }
}

/** The warnings that a synth gives. */
export function warningsOf(chart: Chart): string[] {
  const emitted: string[] = [];
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation((text) => {
    emitted.push(String(text));
  });
  try {
    synth(chart);
  } finally {
    spy.mockRestore();
  }
  return emitted;
}
