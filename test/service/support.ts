import type { Chart } from 'cdk8s';
import { Backend, type LlmInferenceServiceProps } from '../../src';
import { errorsOf, type Manifest, newChart, newService, only } from '../support/chart';

/** What each backend calls its main object, and where that has the PodSpec. */
export const BACKENDS = [
  ['InferenceService', Backend.kserve()],
  ['Deployment', Backend.deployment()],
] as const;

/** The main object of a chart with one service. */
export function mainObject(props: Partial<LlmInferenceServiceProps> = {}, chart: Chart = newChart()): Manifest {
  const service = newService(chart, 'Qwen', props);
  return only(chart, service.kind);
}

/** The PodSpec of an InferenceService or a Deployment, with what KServe has beside it. */
export function podOf({ kind, spec }: Manifest): Manifest {
  return kind === 'InferenceService' ? spec.predictor : spec.template.spec;
}

/** Labels and annotations of the pods. */
export function podMetadataOf({ kind, spec }: Manifest): Manifest {
  return kind === 'InferenceService' ? spec.predictor : spec.template.metadata;
}

/** The PodSpec that some props give. */
export function pod(props: Partial<LlmInferenceServiceProps> = {}): Manifest {
  return podOf(mainObject(props));
}

/** The container of the engine that some props give. */
export function container(props: Partial<LlmInferenceServiceProps> = {}): Manifest {
  return pod(props).containers[0];
}

/** The messages about one service called `Qwen`, without its path. */
export function errorsWith(props: Partial<LlmInferenceServiceProps>, chart: Chart = newChart()): string[] {
  newService(chart, 'Qwen', props);
  return errorsOf(chart).map((message) => message.replace(/^\[test\/Qwen\] /, ''));
}
