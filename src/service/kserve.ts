import type {
  InferenceServiceSpecPredictor,
  InferenceServiceSpecPredictorDeploymentStrategyType as StrategyType,
} from '../../imports/serving.kserve.io';
import { atLeast, type ClusterFacts } from '../cluster/facts';
import type { TargetRef } from '../cluster/inventory';
import type { Body } from '../kubernetes/emit';
import { type Mistake, problem } from '../kubernetes/mistake';
import { DNS_LABEL_LENGTH } from '../kubernetes/names';
import type { EngineContext } from './engine-facts';
import { copy, overlay } from './overlay';
import { engineContainer, type PodParts, podFields, runtimeContainer, strategy } from './pod';
import { EnvValue } from './values';

/** What KServe makes of an InferenceService in its standard mode, by name. */
export function predictorName(name: string): string {
  return `${name}-predictor`;
}

/** The Deployment that KServe makes. */
export function predictorTarget(name: string, namespace: string | undefined): TargetRef {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name: predictorName(name), namespace };
}

/** The one label by which KServe selects the pods. */
export function predictorPods(name: string): Record<string, string> {
  return { app: `isvc.${predictorName(name)}` };
}

/** Labels of the Service that KServe makes. */
export function predictorServiceLabels(name: string): Record<string, string> {
  return { 'serving.kserve.io/inferenceservice': name, component: 'predictor' };
}

/** Room that KServe's and KEDA's suffixes leave of the 63 characters of a label. */
export const LONGEST_NAME = 48;
const LONGEST_NAME_WITH_KEDA = 44;
/** KServe builds NAME-predictor-NAMESPACE as a host name, even where it creates no ingress. */
const LONGEST_NAME_AND_NAMESPACE = 52;

/** What KServe is to do about the number of replicas. */
export type AutoscalerClass = 'hpa' | 'keda' | 'external' | 'none';

/** The annotations without which KServe guesses. The spelling of the mode changed in 0.16. */
export function kserveAnnotations(cluster: ClusterFacts, autoscalerClass: AutoscalerClass): Record<string, string> {
  return {
    'serving.kserve.io/deploymentMode': atLeast(cluster.kserveVersion, '0.16') ? 'Standard' : 'RawDeployment',
    'serving.kserve.io/autoscalerClass': autoscalerClass,
  };
}

/** Renders the InferenceService. */
export function inferenceServiceBody(
  parts: PodParts,
  context: EngineContext,
  scaling: Partial<InferenceServiceSpecPredictor>,
): Body {
  const { props, engine, model } = parts;
  const typed: InferenceServiceSpecPredictor = {
    ...scaling,
    labels: copy(props.podLabels),
    annotations: copy(props.podAnnotations),
    deploymentStrategy: deploymentStrategy(props),
  };
  const predictor: Record<string, unknown> = { ...typed, ...podFields(parts) };
  if (engine.runs.as === 'container') {
    const container = engine.runs.render(context);
    const env = model.from === 'storage' ? { ...container.env, STORAGE_URI: EnvValue.of(model.uri) } : container.env;
    predictor.containers = [engineContainer('kserve-container', parts, { ...container, env })];
  } else {
    const runtime = engine.runs.render(context);
    predictor.model = {
      modelFormat: { name: runtime.modelFormat, version: runtime.modelFormatVersion },
      runtime: runtime.runtime,
      protocolVersion: runtime.protocolVersion,
      storageUri: storageUri(parts),
      ...runtimeContainer(parts, runtime),
    };
  }
  return { spec: { predictor: overlay(predictor, props.podSpec) } };
}

/** The predictor as the pod that KServe makes of it. */
export function podOf({ spec }: Body): Body {
  const { model, ...predictor } = (spec as { predictor: Body }).predictor;
  return model === undefined ? predictor : { ...predictor, containers: [{ name: 'kserve-container', ...model }] };
}

function deploymentStrategy(props: PodParts['props']): InferenceServiceSpecPredictor['deploymentStrategy'] {
  const { type, rollingUpdate } = strategy(props);
  return { type: type as StrategyType, rollingUpdate };
}

function storageUri({ model }: PodParts): string | undefined {
  if (model.from === 'storage') return model.uri;
  return model.from === 'claim'
    ? `pvc://${model.claim}${model.path ? `/${model.path.replace(/^\//, '')}` : ''}`
    : undefined;
}

/** What the names become part of must fit; the version must know the class. */
export function checkKServe(
  name: string,
  namespace: string | undefined,
  autoscalerClass: AutoscalerClass,
  cluster: ClusterFacts,
  podAnnotations: PodParts['props']['podAnnotations'],
): Mistake[] {
  const found = checkScraping(podAnnotations);
  if (autoscalerClass === 'keda' && name.length > LONGEST_NAME_WITH_KEDA && name.length <= DNS_LABEL_LENGTH)
    found.push(
      problem(
        'name/too-long',
        `the name '${name}' has ${name.length} characters; with KServe's class keda it may have ${LONGEST_NAME_WITH_KEDA}, since KEDA makes 'keda-hpa-${name}-predictor' of it`,
        'shorten it',
      ),
    );
  const together = name.length + (namespace?.length ?? 0);
  // What is too long by itself is said elsewhere.
  const isName = Math.max(name.length, namespace?.length ?? 0) <= DNS_LABEL_LENGTH;
  if (namespace !== undefined && isName && together > LONGEST_NAME_AND_NAMESPACE)
    found.push(
      problem(
        'name/too-long',
        `the name '${name}' and the namespace '${namespace}' have ${together} characters; KServe makes a host name of both and has room for ${LONGEST_NAME_AND_NAMESPACE}`,
        'shorten one of them',
      ),
    );
  const since = { hpa: '0.13', external: '0.13', keda: '0.15', none: '0.15.1' }[autoscalerClass];
  const version = cluster.kserveVersion;
  // '0.15' without a patch is taken for the newest patch of 0.15.
  if (!atLeast(version.split('.').length > 2 ? version : `${version}.99`, since))
    found.push(
      problem(
        'service/kserve-version',
        `KServe ${version} does not know the autoscaler class '${autoscalerClass}', which came with ${since}`,
        'correct kserveVersion in the cluster profile, or use a scaler construct',
      ),
    );
  return found;
}

const SCRAPING = 'serving.kserve.io/enable-prometheus-scraping';

/** With both, KServe writes a port into the annotation on which nothing listens without Knative. */
function checkScraping(annotations: PodParts['props']['podAnnotations']): Mistake[] {
  if (annotations?.[SCRAPING] !== 'true' || annotations['prometheus.io/port'] === undefined) return [];
  return [
    problem(
      'label/owned',
      `the pod annotation '${SCRAPING}' makes KServe overwrite 'prometheus.io/port'`,
      'leave out the first',
    ),
  ];
}
