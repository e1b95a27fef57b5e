import { Size } from 'cdk8s';
import { fields, type Kinds, listOf, MAP, METADATA, made } from '../kubernetes/kinds';
import { Accelerator } from './accelerator';
import { Backend } from './backend';
import { DisruptionBudget } from './disruption-budget';
import { Engine } from './engine';
import { Exposure } from './exposure';
import { KServeScaling } from './kserve-scaling';
import { Model } from './model';
import { Monitoring } from './monitoring';
import { type NetworkAccess, NetworkPeer } from './network';
import { PodSecurity } from './pod-security';
import type { LlmInferenceServiceProps } from './props';
import { TopologySpread } from './topology-spread';
import { Volume } from './values';
import { SIZE } from './volumes';

const PEERS = listOf(made(NetworkPeer, 'NetworkPeer.namespace(…)'));

/** Of what kinds the props of a service are. */
export const SERVICE_KINDS: Kinds<LlmInferenceServiceProps> = {
  metadata: METADATA,
  backend: made(Backend, 'Backend.kserve() or Backend.deployment()'),
  engine: made(Engine, 'Engine.vllm(…) or another of its kinds'),
  model: made(Model, 'Model.huggingFace(…) or another of its kinds'),
  memory: SIZE,
  memoryLimit: SIZE,
  sharedMemory: SIZE,
  accelerator: made(Accelerator, 'Accelerator.gpus(1)'),
  scaling: made(KServeScaling, 'KServeScaling.cpu(…), or leave it out'),
  monitoring: made(Monitoring, 'Monitoring.serviceMonitor()'),
  env: MAP,
  volumes: listOf(made(Volume, 'Volume.claim(…)')),
  podSecurity: made(PodSecurity, 'PodSecurity.PRESET'),
  podLabels: MAP,
  podAnnotations: MAP,
  nodeSelector: MAP,
  affinity: MAP,
  podSpec: MAP,
  tolerations: listOf(MAP),
  topologySpread: listOf(made(TopologySpread, 'TopologySpread.zones()')),
  imagePullSecrets: listOf(),
  disruptionBudget: made(DisruptionBudget, 'DisruptionBudget.maxUnavailable(1)'),
  networkAccess: fields<NetworkAccess>({ callers: PEERS, destinations: PEERS }, 'callers'),
  exposure: made(Exposure, 'Exposure.clusterIp() or another of its kinds'),
};

/** What stands for the props of a service that have to be there, when they are not. */
export const REQUIRED = { engine: Engine.custom({ image: '', port: 0 }), memory: Size.gibibytes(1) };
