import { type Chart, Duration, Size } from 'cdk8s';
import type { LlmInferenceServiceProps } from '../../../src';
import type { Watched } from '../watched';

/** A part of an app, in which every prop of some constructs is given. */
export type Scene = (chart: Chart, watched: Watched) => void;

/** Every field of the metadata of an object. */
export const metadata = {
  name: 'given',
  namespace: 'llm',
  labels: { team: 'nlp' },
  annotations: { note: 'mine' },
  finalizers: ['example.com/keep'],
  ownerReferences: [
    { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: 'u', controller: true, blockOwnerDeletion: true },
  ],
};
/** What every kind of cluster is told. */
export const profile = {
  name: 'prod',
  kubernetesVersion: '1.34',
  kserveVersion: '0.15',
  kedaVersion: '2.17',
  scrapeInterval: Duration.seconds(20),
  controllerTimezone: 'Etc/UTC',
};

/** The cluster of most scenes. */
export function cluster(chart: Chart, { lib }: Watched): void {
  const managedElsewhere = [lib.ClusterComponent.METRICS_ADAPTER, lib.ClusterComponent.DCGM_MONITORING];
  lib.ClusterProfile.kubePrometheusStack({
    release: 'prometheus',
    controllerTimezone: 'Etc/UTC',
    managedElsewhere,
  }).applyTo(chart);
}

/** A service with the props that it has to have. */
export const small = (lib: Watched['lib']): LlmInferenceServiceProps => ({
  engine: lib.Engine.vllm({ version: '0.11.0' }),
  model: lib.Model.huggingFace('Qwen/Qwen2.5-7B'),
  cpu: 4,
  memory: Size.gibibytes(24),
  accelerator: lib.Accelerator.gpus(1),
});
