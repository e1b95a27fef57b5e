import { Duration, Size } from 'cdk8s';
import type { LlmInferenceServiceProps } from '../../../src';
import { cluster, metadata, type Scene, small } from './scene';

/** Services: every prop of the construct, every engine and every model. */
export const SERVICES: Readonly<Record<string, Scene>> = {
  'a service of KServe': (chart, watched) => {
    cluster(chart, watched);
    const { lib } = watched;
    const { Volume, NetworkPeer, EnvValue, TopologySpread, SecretKey } = lib;
    new lib.LlmInferenceService(chart, 'Qwen', {
      ...small(lib),
      metadata,
      backend: lib.Backend.kserve(),
      cpuLimit: 5,
      memoryLimit: Size.gibibytes(30),
      sharedMemory: Size.gibibytes(2),
      replicas: 2,
      env: {
        LEVEL: EnvValue.of('debug'),
        KEY: EnvValue.fromSecret(SecretKey.of('secret', 'key')),
        MAP: EnvValue.fromConfigMap('map', 'key'),
      },
      volumes: [
        Volume.claim('claim', { mountPath: '/claim', subPath: 'part', readOnly: true }),
        Volume.secret('secret', { mountPath: '/secret', subPath: 'part', readOnly: true }),
        Volume.configMap('map', { mountPath: '/map', subPath: 'part', readOnly: true }),
        Volume.empty('scratch', { mountPath: '/scratch', sizeLimit: Size.gibibytes(1) }),
      ],
      monitoring: lib.Monitoring.serviceMonitor({ interval: Duration.seconds(20), labels: { team: 'nlp' } }),
      startupTimeout: Duration.minutes(20),
      terminationGracePeriod: Duration.minutes(1),
      rollout: lib.Rollout.SURGE,
      podSecurity: lib.PodSecurity.asUser(1000),
      podLabels: { tier: 'gpu' },
      podAnnotations: { note: 'mine' },
      nodeSelector: { pool: 'gpu' },
      tolerations: [{ key: 'gpu', operator: 'Equal', value: 'a', effect: 'NoSchedule' }],
      affinity: { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
      topologySpread: [
        TopologySpread.zones({ maxSkew: 1, required: true }),
        TopologySpread.nodes({ maxSkew: 2, required: false }),
        TopologySpread.by('rack', { maxSkew: 1, required: false }),
      ],
      serviceAccountName: 'account',
      imagePullSecrets: ['registry'],
      priorityClassName: 'high',
      podSpec: { hostname: 'here' },
      disruptionBudget: lib.DisruptionBudget.maxUnavailable(1),
      networkAccess: {
        callers: [NetworkPeer.namespace('gateway'), NetworkPeer.pods({ app: 'chat' }, 'apps')],
        destinations: [NetworkPeer.range('10.0.0.0/8')],
      },
      exposure: lib.Exposure.clusterLocal(),
    });
  },
  'a plain Deployment': (chart, watched) => {
    cluster(chart, watched);
    const { lib } = watched;
    new lib.LlmInferenceService(chart, 'Balanced', {
      ...small(lib),
      backend: lib.Backend.deployment(),
      accelerator: lib.Accelerator.resource('nvidia.com/gpu', 2),
      exposure: lib.Exposure.loadBalancer({ sourceRanges: ['10.0.0.0/8'], annotations: { note: 'mine' } }),
      disruptionBudget: lib.DisruptionBudget.minAvailable(lib.Percent.of(50)),
      monitoring: lib.Monitoring.podMonitor({ interval: Duration.seconds(20), labels: { team: 'nlp' } }),
    });
    new lib.LlmInferenceService(chart, 'Node', {
      ...small(lib),
      backend: lib.Backend.deployment(),
      exposure: lib.Exposure.nodePort(30080),
    });
  },
  engines: (chart, watched) => {
    cluster(chart, watched);
    const { lib } = watched;
    const { Engine, Model } = lib;
    const serving = {
      servedModelName: 'qwen',
      tensorParallelSize: 2,
      pipelineParallelSize: 1,
      maxModelLen: 4096,
      maxRunningRequests: 64,
      quantization: 'awq',
      prefixCaching: true,
      args: ['--seed=1'],
    };
    const serve = (id: string, props: Partial<LlmInferenceServiceProps>) =>
      new lib.LlmInferenceService(chart, id, { ...small(lib), accelerator: lib.Accelerator.gpus(2), ...props });
    const gpuMemoryUtilization = lib.Ratio.of(0.9);
    serve('Vllm', {
      engine: Engine.vllm({ ...serving, gpuMemoryUtilization, version: '0.11.0', image: 'vllm:0.11.0', port: 8000 }),
      model: Model.claim('models', { path: 'qwen', mountPath: '/models' }),
    });
    serve('Sglang', {
      engine: Engine.sglang({ ...serving, gpuMemoryUtilization, version: '0.5.4', image: 'sglang:0.5.4', port: 30000 }),
      model: Model.huggingFace('Qwen/Qwen2.5-7B', { token: lib.SecretKey.of('hf', 'token'), revision: 'main' }),
    });
    serve('Nim', {
      engine: Engine.nim({
        image: 'nvcr.io/nim/meta/llama3:1.2.0',
        apiKey: lib.SecretKey.of('ngc', 'key'),
        cacheClaim: 'cache',
        maxModelLen: 4096,
        port: 8000,
        profile: 'profile',
        servedModelName: 'llama',
        version: '1.2',
      }),
      model: Model.inImage(),
    });
    serve('Hugging', {
      engine: Engine.huggingFaceServer({ ...serving, gpuMemoryUtilization, runtime: 'mine', vllmVersion: '0.9.0' }),
      model: Model.storage('s3://models/qwen'),
    });
    serve('Runtime', {
      engine: Engine.kserveRuntime({
        modelFormat: 'sklearn',
        modelFormatVersion: '1',
        runtime: 'mine',
        protocolVersion: 'v2',
        args: ['--workers=1'],
        port: 8080,
        metricsPath: '/metrics',
      }),
      model: Model.oci('registry.example.com/models/iris:1'),
      accelerator: lib.Accelerator.gpuMemory(Size.gibibytes(8)),
    });
    serve('Custom', {
      engine: Engine.custom({
        image: 'mine:1.0',
        port: 8080,
        command: ['serve'],
        args: ['--fast'],
        family: lib.EngineFamily.VLLM,
        healthPath: '/health',
        metricsPath: '/metrics',
        metricsPort: 9000,
        runAsUser: 1000,
        version: '0.11.0',
      }),
      model: Model.inImage(),
    });
  },
  'what KServe scales': (chart, watched) => {
    cluster(chart, watched);
    const { lib, give } = watched;
    const { KServeScaling, EngineMetric } = lib;
    const serve = (id: string, scaling: LlmInferenceServiceProps['scaling']) =>
      new lib.LlmInferenceService(chart, id, { ...small(lib), scaling });
    const bounds = { minReplicas: 1, maxReplicas: 4 };
    serve('Cpu', KServeScaling.cpu(lib.Percent.of(50), bounds));
    serve('Memory', KServeScaling.memory(lib.Percent.of(50), bounds));
    serve(
      'Keda',
      KServeScaling.keda([EngineMetric.RUNNING_REQUESTS.target(give('CountMetric.target(0)', 2))], {
        ...bounds,
        scaleDownStabilization: Duration.minutes(5),
        scaleUpStabilization: Duration.seconds(0),
      }),
    );
  },
};
