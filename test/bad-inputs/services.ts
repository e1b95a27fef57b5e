import { Duration, Size } from 'cdk8s';
import {
  Accelerator,
  Backend,
  Engine,
  EngineMetric,
  EnvValue,
  GpuHpa,
  Model,
  ResourceUnit,
  SecretKey,
  Volume,
} from '../../src';
import { newService } from '../support/chart';
import {
  accepted,
  impossible,
  onlyCluster,
  policy,
  type Rows,
  refused,
  service,
  TYPED,
  warned,
  wholeApp,
} from './cases';

const vllm = (...args: string[]) => Engine.vllm({ version: '0.11.0', args });

/** Services on KServe and on Deployments. */
export const ISV: Rows = {
  'ISV-01': [
    refused(
      service({ model: Model.inImage() }),
      '[test/Qwen] vLLM needs a model; give one: Model.huggingFace(…), Model.claim(…) or Model.storage(…) (service/model)',
    ),
    refused(
      service({ engine: Engine.nim({ image: 'nim:1.1.0', apiKey: SecretKey.of('ngc', 'key') }) }),
      '[test/Qwen] a NIM loads the model of its image; leave out model, or choose another engine (service/model)',
    ),
    TYPED,
  ],
  'ISV-02': [
    warned(
      service({ model: Model.storage('model/qwen') }),
      `[test/Qwen] 'model' has no scheme of a storage; write it like 's3://bucket/model' (service/storage-uri)`,
    ),
    warned(
      service({ model: Model.storage('pvc:/x') }),
      `[test/Qwen] 'model' has no scheme of a storage; write it like 's3://bucket/model' (service/storage-uri)`,
    ),
    warned(
      service({ model: Model.storage('oss://models/qwen') }),
      `[test/Qwen] 'model' has the scheme "oss://"; KServe 0.20 knows gs://, s3://, pvc://, file://, https://, http://, hdfs://, webhdfs://, oci://, hf://, oci+native://; use one of these, or silence this rule where a ClusterStorageContainer serves the scheme (service/storage-uri)`,
    ),
    warned(
      service({ model: Model.storage('') }),
      `[test/Qwen] 'model' has no scheme of a storage; write it like 's3://bucket/model' (service/storage-uri)`,
    ),
  ],
  'ISV-03': [TYPED],
  'ISV-04': [
    refused(
      service({ volumes: [Volume.claim('data', { mountPath: 'models' })] }),
      `[test/Qwen] 'mountPath' ("models") must be an absolute path below '/' without '..' or ':'; correct it (service/volumes)`,
    ),
    refused(
      service({ volumes: [Volume.claim('data', { mountPath: '/' })] }),
      `[test/Qwen] 'mountPath' ("/") must be an absolute path below '/' without '..' or ':'; correct it (service/volumes)`,
    ),
    refused(
      service({ volumes: [Volume.claim('data', { mountPath: '/models/../etc' })] }),
      `[test/Qwen] 'mountPath' ("/models/../etc") must be an absolute path below '/' without '..' or ':'; correct it (service/volumes)`,
    ),
  ],
  'ISV-05': [
    refused(
      service({ accelerator: Accelerator.gpus(0.5) }),
      `[test/Qwen] 'accelerator' (0.5) must be a whole number of at least 1; give such a number (value/number)`,
    ),
    refused(
      service({ accelerator: Accelerator.gpus(-1) }),
      `[test/Qwen] 'accelerator' (-1) must be a whole number of at least 1; give such a number (value/number)`,
    ),
    refused(
      service({ accelerator: Accelerator.gpus('1' as unknown as number) }),
      `[test/Qwen] 'accelerator' ("1") must be a whole number of at least 1; give such a number (value/number)`,
    ),
    TYPED,
  ],
  'ISV-06': [
    accepted(
      service({ accelerator: Accelerator.gpus(2), engine: vllm('-tp=2') }),
      'InferenceService spec.predictor.containers.0.resources',
      {
        requests: { cpu: '4', memory: '24Gi', 'nvidia.com/gpu': '2' },
        limits: { cpu: '4', memory: '24Gi', 'nvidia.com/gpu': '2' },
      },
    ),
    TYPED,
  ],
  'ISV-07': [
    TYPED,
    refused(
      policy({ units: [ResourceUnit.ecs({ maxResources: { memory: '12GB' } })] }),
      `[test/Policy] 'units[0].maxResources.memory' ("12GB") must be an amount like '4', '500m' or '12Gi'; write it so, in quotes (service/resources)`,
    ),
    refused(
      policy({ units: [ResourceUnit.ecs({ maxResources: { memory: '12 Gi' } })] }),
      `[test/Policy] 'units[0].maxResources.memory' ("12 Gi") must be an amount like '4', '500m' or '12Gi'; write it so, in quotes (service/resources)`,
    ),
  ],
  'ISV-08': [
    refused(
      service({ cpu: 4, cpuLimit: 2 }),
      `[test/Qwen] 'cpuLimit' (2) must be at least 'cpu' (4); raise it (service/resources)`,
    ),
    refused(
      service({ memory: Size.gibibytes(24), memoryLimit: Size.gibibytes(12) }),
      `[test/Qwen] 'memoryLimit' ("12Gi") must be at least 'memory' (24Gi); raise it (service/resources)`,
    ),
  ],
  'ISV-09': [
    refused(
      service({ engine: vllm('--tensor-parallel-size', '4') }),
      '[test/Qwen] the engine wants 4 GPUs (tensor 4 × pipeline 1), and a pod has 1; raise accelerator to Accelerator.gpus(4), or lower the parallelism (service/parallelism)',
    ),
  ],
  'ISV-10': [
    refused(
      service({ engine: vllm('--port', '8080') }),
      `[test/Qwen] 'args' has --port "8080", and the props say "8000"; leave it out and set the prop (service/arguments)`,
    ),
  ],
  'ISV-11': [
    refused(
      service({ engine: vllm('--gpu-memory-utilization', '95') }),
      `[test/Qwen] 'args --gpu-memory-utilization' ("95") must be above 0 and at most 1; write 0.9 (service/engine)`,
    ),
  ],
  'ISV-12': [
    refused(
      service({ env: { PYTHONPATH: EnvValue.of('/opt') } }),
      "[test/Qwen] 'env.PYTHONPATH' is refused by KServe since 0.18, for security; build it into the image, or use Backend.deployment() (service/environment)",
    ),
  ],
  'ISV-13': [
    refused(
      service({ env: { HF_TOKEN: EnvValue.of('hf_secret') } }),
      `[test/Qwen] 'env.HF_TOKEN' looks like a secret and has its value in the manifest; reference a Secret: EnvValue.fromSecret(SecretKey.of('name', 'key')) (service/environment)`,
    ),
  ],
  'ISV-14': [TYPED],
  'ISV-15': [TYPED],
  'ISV-16': [TYPED],
  'ISV-17': [impossible('there is neither a logger nor a batcher, which would take over the first port')],
  'ISV-18': [
    refused(
      service({ podSpec: { containers: [{ name: 'proxy', ports: [{ containerPort: 1 }, { containerPort: 2 }] }] } }),
      `[test/Qwen] the container 'proxy' has several ports, and one has no name; name each of them (service/ports)`,
    ),
  ],
  'ISV-19': [
    wholeApp('how many GPUs are free is not declared; the default of a service with an accelerator takes none'),
    accepted(service({}), 'InferenceService spec.predictor.deploymentStrategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    }),
  ],
  'ISV-20': [
    accepted(
      service({ backend: Backend.deployment(), startupTimeout: Duration.hours(1) }),
      'Deployment spec.progressDeadlineSeconds',
      3900,
    ),
    warned(
      service({ startupTimeout: Duration.hours(1) }),
      "[test/Qwen] 'startupTimeout' (3600 s) is more than the 600 s after which KServe reports a rollout as failed; keep the model on a claim or in an image, use Backend.deployment(), or silence this rule (service/rollout)",
    ),
  ],
  'ISV-21': [TYPED],
  'ISV-22': [onlyCluster('what was applied before is not known here')],
  'ISV-23': [onlyCluster('claims, Secrets, accounts and classes may come from anywhere')],
  'ISV-24': [
    warned(
      service({ engine: Engine.custom({ image: 'engine:latest', port: 80 }), model: Model.inImage() }),
      '[test/Qwen] the image "engine:latest" has no fixed tag; pin a tag or a digest (service/image-tag)',
    ),
    warned(
      service({ engine: Engine.custom({ image: 'engine', port: 80 }), model: Model.inImage() }),
      '[test/Qwen] the image "engine" has no fixed tag; pin a tag or a digest (service/image-tag)',
    ),
  ],
  'ISV-25': [
    refused((chart) => {
      const target = newService(chart, 'Qwen', { replicas: 2 });
      new GpuHpa(chart, 'Hpa', { target, maxReplicas: 4, metrics: [EngineMetric.RUNNING_REQUESTS.target(10)] });
    }, `[test/Qwen] 'replicas' (2) would overwrite what the scaler decides; leave it out (service/replicas)`),
  ],
};
