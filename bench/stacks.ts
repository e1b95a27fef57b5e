import { App, Chart, Size } from 'cdk8s';
import {
  Accelerator,
  ClusterComponent,
  ClusterProfile,
  Engine,
  EngineMetric,
  GpuHpa,
  LlmInferenceService,
  Model,
} from '../src';
import { addBareStack } from './bare';

const STACKS_A_CHART = 100;
const NAMESPACE = 'llm';

/** The same stacks as constructs and as objects that somebody wrote by hand, which give the same YAML. */
export const FORMS = { ours: addStack, bare: addBareStack };

/** An app of so many stacks: a KServe service on vLLM, its monitor and its HPA. */
export function appOf(form: keyof typeof FORMS, stacks: number): App {
  const app = new App();
  const profile = ClusterProfile.kubePrometheusStack({
    release: 'prometheus',
    managedElsewhere: [ClusterComponent.METRICS_ADAPTER],
  });
  let chart: Chart | undefined;
  for (let i = 0; i < stacks; i++) {
    if (i % STACKS_A_CHART === 0 || chart === undefined) {
      chart = new Chart(app, `chart-${i / STACKS_A_CHART}`, { namespace: NAMESPACE });
      if (form === 'ours') profile.applyTo(chart);
    }
    FORMS[form](chart, `qwen-${i}`);
  }
  return app;
}

function addStack(chart: Chart, name: string): void {
  const target = new LlmInferenceService(chart, name, {
    engine: Engine.vllm({ version: '0.11.0' }),
    model: Model.huggingFace('Qwen/Qwen2.5-7B-Instruct'),
    accelerator: Accelerator.gpus(1),
    cpu: 4,
    memory: Size.gibibytes(24),
  });
  const metrics = [EngineMetric.RUNNING_REQUESTS.target(8)];
  new GpuHpa(chart, `${name}-autoscaler`, { target, maxReplicas: 4, metrics });
}
