import { compareVersions } from '../metrics/series';
import type { Draft } from './draft';
import { engineOfFormat, findEngine } from './engine-found';
import { type FieldPath, type Fields, fieldsOf, isFields, textOf, textsOf } from './fields';
import type { ClusterKnowledge } from './knowledge';
import { plainSelectorOf } from './label-selector';
import type { Manifest } from './manifest';
import type { ServiceNode, WorkloadNode } from './nodes';
import type { ContainerNode, Labels, ServicePort } from './parts';
import { placeOf } from './place';
import { containerOf, containersOf, namesOfReplicaSets, nodeParts, workloadParts } from './workloads';

/** What KServe makes of an InferenceService or LLMInferenceService. */
export interface KServeParts {
  /** Its Deployments. */
  readonly workloads: readonly Draft<WorkloadNode>[];
  /** Their Services. */
  readonly services: readonly Draft<ServiceNode>[];
}

/** Annotations by which KServe is told what to do. */
export const KSERVE_ANNOTATIONS = {
  mode: 'serving.kserve.io/deploymentMode',
  autoscaler: 'serving.kserve.io/autoscalerClass',
} as const;

const NEWEST = '0.20';
/** The mode got its present name with this version. */
const RENAMED = '0.16';
const COMPONENTS = ['predictor', 'transformer', 'explainer'] as const;
/** Fields of a predictor that name a framework, as it was done before `model`. */
export const FRAMEWORKS = [
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'huggingface',
  'pmml',
  'lightgbm',
  'paddle',
];
const DEFAULT_PORT = 8080;
const AGENT_PORT = 9081;
/** The container that KServe looks for. */
export const SERVING_CONTAINER = 'kserve-container';

/** True for an InferenceService of which KServe makes plain Deployments. */
export function isStandard(manifest: Manifest, knowledge: ClusterKnowledge): boolean {
  const mode = manifest.annotations[KSERVE_ANNOTATIONS.mode];
  if (mode === 'RawDeployment') return true;
  if (mode === 'Standard') return compareVersions(knowledge.kserveVersion ?? NEWEST, RENAMED) >= 0;
  if (mode !== undefined) return false;
  // Without the mode the cluster's default decides; who names a class of autoscaler reckons with this mode.
  return knowledge.kserveStandardByDefault ?? manifest.annotations[KSERVE_ANNOTATIONS.autoscaler] !== undefined;
}

/** What KServe makes of an InferenceService in its standard mode. */
export function partsOfInferenceService(manifest: Manifest, namespace: string | undefined): KServeParts {
  const spec = fieldsOf(manifest.fields.spec);
  const parts = COMPONENTS.filter((component) => isFields(spec[component])).map((component) =>
    partOf(manifest, namespace, component),
  );
  return { workloads: parts.map(({ workload }) => workload), services: parts.map(({ service }) => service) };
}

function partOf(manifest: Manifest, namespace: string | undefined, component: (typeof COMPONENTS)[number]) {
  const name = `${manifest.name}-${component}`;
  const podPath = ['spec', component];
  const pod = fieldsOf(fieldsOf(manifest.fields.spec)[component]);
  const labels = {
    ...manifest.labels,
    ...textsOf(pod.labels),
    'serving.kserve.io/inferenceservice': manifest.name,
    component,
    app: `isvc.${name}`,
  };
  const { containers, format } = containersOfPart(manifest, podPath);
  const [container] = containers;
  const replicas = placeOf(manifest, [...podPath, 'minReplicas']);
  const isFixed = manifest.annotations[KSERVE_ANNOTATIONS.autoscaler] === 'none' && replicas.value !== undefined;
  const workload: Draft<WorkloadNode> = {
    ...workloadParts(manifest, 'Deployment', 'apps/v1', name, namespace),
    madeBy: 'KServe',
    podLabels: labels,
    podLabelsPath: [...podPath, 'labels'],
    selector: podSelector(manifest, { app: labels.app }),
    podPath,
    pod,
    containers,
    engine:
      (format !== undefined && container ? engineOfFormat(manifest, container, format) : undefined) ??
      findEngine(manifest, containers),
    replicas: isFixed ? replicas : undefined,
    podNames: [...namesOfReplicaSets(name)],
  };
  const service: Draft<ServiceNode> = {
    ...nodeParts(manifest, 'Service', name, namespace),
    madeBy: 'KServe',
    labels,
    labelsPath: ['metadata', 'labels'],
    selector: podSelector(manifest, { app: labels.app }),
    ports: portsOf(name, containers, pod),
    workloads: [],
    misses: [],
  };
  return { workload, service };
}

/** A selector that KServe writes itself. */
function podSelector(manifest: Manifest, labels: Labels) {
  return plainSelectorOf({ manifest, path: ['metadata', 'name'], value: labels });
}

interface PartContainers {
  readonly containers: ContainerNode[];
  /** Format of the model, for which KServe chooses a runtime. */
  readonly format?: string;
}

function containersOfPart(manifest: Manifest, podPath: FieldPath): PartContainers {
  const pod = fieldsOf(placeOf(manifest, podPath).value);
  const containers = containersOf(manifest, [...podPath, 'containers']);
  const framework = FRAMEWORKS.find((name) => isFields(pod[name]));
  const field = isFields(pod.model) ? 'model' : framework;
  if (field === undefined) return { containers: withServing(containers) };
  const model = { ...containerOf(manifest, [...podPath, field]), name: SERVING_CONTAINER };
  const format = framework ?? textOf(fieldsOf(fieldsOf(pod.model).modelFormat).name);
  return { containers: [model, ...containers], format };
}

/** KServe names the first container of a part that brings its own, unless that is one of several and has a name. */
function withServing(containers: readonly ContainerNode[]): ContainerNode[] {
  const [first, ...more] = containers;
  const isNamed = first === undefined || (more.length > 0 && first.name !== '');
  return isNamed ? [...containers] : [{ ...first, name: SERVING_CONTAINER }, ...more];
}

/**
 * The first port becomes 80; without one it is named like the Service. A transformer in the same pod answers in place of
 * the model, and an agent that logs or batches in place of both.
 */
function portsOf(name: string, containers: readonly ContainerNode[], { logger, batcher }: Fields): ServicePort[] {
  const container = containers.find((each) => each.name === 'transformer-container') ?? containers[0];
  const agent = isFields(logger) || isFields(batcher) ? AGENT_PORT : undefined;
  const [first, ...more] = container?.ports ?? [];
  if (!first) return [{ name, port: 80, targetPort: agent ?? DEFAULT_PORT }];
  return [
    { name: first.name, port: 80, targetPort: agent ?? first.port, place: first.place },
    ...more.map(({ name: own, port, place }) => ({ name: own, port, targetPort: port, place })),
  ];
}

const LLM_PORT = 8000;
const LLM_WORKLOAD = 'llminferenceservice-workload';

/** What KServe makes of an LLMInferenceService: a Deployment, or a LeaderWorkerSet where a pod is not enough. */
export function partsOfLlmInferenceService(manifest: Manifest, namespace: string | undefined): KServeParts {
  const spec = fieldsOf(manifest.fields.spec);
  const roles = [
    { path: ['spec'], suffix: '' },
    { path: ['spec', 'prefill'], suffix: '-prefill' },
  ].filter(({ path }) => path.length === 1 || isFields(spec.prefill));
  return { workloads: roles.map(({ path, suffix }) => llmWorkload(manifest, namespace, path, suffix)), services: [] };
}

function llmWorkload(
  manifest: Manifest,
  namespace: string | undefined,
  at: FieldPath,
  suffix: string,
): Draft<WorkloadNode> {
  const role = fieldsOf(placeOf(manifest, at).value);
  const isMultiNode = isFields(role.worker);
  const name = `${manifest.name}-kserve${isMultiNode ? '-mn' : ''}${suffix}`;
  const labels = {
    ...textsOf(role.labels),
    'app.kubernetes.io/name': manifest.name,
    'app.kubernetes.io/part-of': 'llminferenceservice',
    'app.kubernetes.io/component': suffix === '' ? LLM_WORKLOAD : `${LLM_WORKLOAD}${suffix}`,
    'kserve.io/component': suffix === '' ? 'workload' : suffix.slice(1),
  };
  const podPath = [...at, 'template'];
  const containers = containersOf(manifest, [...podPath, 'containers']);
  const main = containers.find((each) => each.name === 'main') ?? {
    ...containerOf(manifest, [...podPath, 'containers', 0]),
    name: 'main',
  };
  const own = main.ports.length > 0 ? main : { ...main, ports: [{ port: LLM_PORT }] };
  const found = findEngine(manifest, [own]) ?? engineOfFormat(manifest, own, 'vLLM');
  const replicas = placeOf(manifest, [...at, 'replicas']);
  return {
    ...workloadParts(
      manifest,
      isMultiNode ? 'LeaderWorkerSet' : 'Deployment',
      isMultiNode ? 'leaderworkerset.x-k8s.io/v1' : 'apps/v1',
      name,
      namespace,
    ),
    madeBy: 'KServe',
    podLabels: labels,
    podLabelsPath: [...at, 'labels'],
    selector: podSelector(manifest, labels),
    podPath,
    pod: fieldsOf(role.template),
    containers: [own, ...containers.filter((each) => each.name !== 'main')],
    engine: found && { ...found, metricsPort: own.ports[0]?.port ?? LLM_PORT },
    replicas: replicas.value === undefined ? undefined : replicas,
    podNames: isMultiNode ? [`${name}-0`, `${name}-0-1`] : [...namesOfReplicaSets(name)],
  };
}
