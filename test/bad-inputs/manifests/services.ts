import { found, type Rows } from '../cases';
import { all, container, deployment, external, hpa, model, network, object, scaledBy, service, vllm } from './build';

/** Services on KServe and on Deployments, as they stand in anybody's YAML. */
export const SERVICES: Rows = {
  'ISV-01': [
    found(
      service({ containers: undefined }),
      `error [InferenceService/llm/qwen] there is neither a model nor a container; add 'model' with its format, or 'containers' (kserve/containers)`,
    ),
    found(
      model({}, { sklearn: { storageUri: 's3://models/iris' } }),
      'error [InferenceService/llm/qwen] there is more than one of model, sklearn; keep one of them (kserve/containers)',
    ),
  ],
  'ISV-02': [
    found(
      model({ storageUri: 'oss://models/qwen' }),
      `warning [InferenceService/llm/qwen] 'spec.predictor.model.storageUri' ("oss://models/qwen") must have a scheme that can be fetched: KServe knows gs://, s3://, pvc://, file://, https://, http://, hdfs://, webhdfs://, oci://, hf://, oci+native://; use one of these, or a claim: pvc://claim/path (kserve/storage-uri)`,
    ),
    found(
      model({ storageUri: 'model/qwen' }),
      `warning [InferenceService/llm/qwen] 'spec.predictor.model.storageUri' ("model/qwen") must begin with the scheme of a storage; write it like 's3://bucket/model', or 'pvc://claim/path' (kserve/storage-uri)`,
    ),
    found(
      model({ storageUri: 'pvc:/x' }),
      `warning [InferenceService/llm/qwen] 'spec.predictor.model.storageUri' ("pvc:/x") must begin with the scheme of a storage; write it like 's3://bucket/model', or 'pvc://claim/path' (kserve/storage-uri)`,
    ),
    found(
      model({ storageUri: '' }),
      `warning [InferenceService/llm/qwen] 'spec.predictor.model.storageUri' ("") must begin with the scheme of a storage; write it like 's3://bucket/model', or 'pvc://claim/path' (kserve/storage-uri)`,
    ),
  ],
  'ISV-03': [
    found(
      model({}, { storageUris: [{ uri: 's3://models/other' }] }),
      `error [InferenceService/llm/qwen] 'storageUri' and 'storageUris' are both given; keep one of them (kserve/storage-uri)`,
    ),
  ],
  'ISV-04': [
    found(
      model({ storageUri: undefined }, { storageUris: [{ uri: 's3://models/iris', mountPath: 'models' }] }),
      `error [InferenceService/llm/qwen] 'spec.predictor.storageUris[0].mountPath' ("models") must be an absolute path below '/' without '..'; write '/mnt/models' (kserve/storage-uri)`,
    ),
    found(
      model({ storageUri: undefined }, { storageUris: [{ uri: 's3://models/iris', mountPath: '/models/../etc' }] }),
      `error [InferenceService/llm/qwen] 'spec.predictor.storageUris[0].mountPath' ("/models/../etc") must be an absolute path below '/' without '..'; write '/mnt/models' (kserve/storage-uri)`,
    ),
    found(
      model({ storageUri: undefined }, { storageUris: [{ uri: 's3://models/iris', mountPath: '/' }] }),
      `error [InferenceService/llm/qwen] 'spec.predictor.storageUris[0].mountPath' ("/") must be an absolute path below '/' without '..'; write '/mnt/models' (kserve/storage-uri)`,
    ),
  ],
  'ISV-05': [
    found(
      deployment({}, { resources: { limits: { 'nvidia.com/gpu': 0.5 } } }),
      `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits['nvidia.com/gpu']' (0.5) must be a whole number of at least 0; write '1'; a part of a GPU has a resource of its own (workload/accelerators)`,
    ),
    found(
      deployment({}, { resources: { limits: { 'nvidia.com/gpu': -1 } } }),
      `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits['nvidia.com/gpu']' (-1) must be a whole number of at least 0; write '1'; a part of a GPU has a resource of its own (workload/accelerators)`,
    ),
  ],
  'ISV-06': [
    found(
      deployment({}, { resources: { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } } }),
      `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.requests['nvidia.com/gpu']' (1) must equal the limit (2); write '2', or leave the request out (workload/accelerators)`,
    ),
    found(
      deployment({}, { resources: { requests: { 'nvidia.com/gpu': 1 } } }),
      `error [Deployment/llm/qwen] the container 'server' requests nvidia.com/gpu without a limit; move it to resources.limits (workload/accelerators)`,
    ),
  ],
  'ISV-07': [
    found(
      deployment({}, { resources: { limits: { memory: '12GB' } } }),
      `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits.memory' ("12GB") must be a quantity; write it like '12Gi' (workload/resources)`,
    ),
    found(
      deployment({}, { resources: { limits: { memory: '12 Gi' } } }),
      `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits.memory' ("12 Gi") must be a quantity; write it like '12Gi' (workload/resources)`,
    ),
    found(
      deployment({}, { resources: { limits: { memory: '12gi' } } }),
      `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits.memory' ("12gi") must be a quantity; write it like '12Gi' (workload/resources)`,
    ),
    found(
      deployment({}, { resources: { limits: { cpu: '4 cores' } } }),
      `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits.cpu' ("4 cores") must be a quantity; write it like '4' (workload/resources)`,
    ),
  ],
  'ISV-08': [
    found(
      deployment({}, { resources: { requests: { cpu: '4' }, limits: { cpu: '2' } } }),
      `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.requests.cpu' ("4") must be at most the limit (2); raise the limit to '4', or lower the request (workload/resources)`,
    ),
  ],
  'ISV-09': [
    found(
      deployment({}, vllm('--tensor-parallel-size', '4')),
      `error [Deployment/llm/qwen] vLLM wants 4 of the GPUs of a pod (tensor 4 × pipeline 1), and the container 'server' has 1; ask for 4 GPUs, or write --tensor-parallel-size=1 (workload/parallelism)`,
    ),
  ],
  'ISV-10': [
    found(
      all(deployment({}, vllm('--port', '8080')), network()),
      `error [Deployment/llm/qwen] vLLM listens on --port "8080", and the container 'server' declares 8000; write --port=8000, or 'containerPort: 8080' (workload/port-argument)`,
    ),
  ],
  'ISV-11': [
    found(
      deployment({}, vllm('--gpu-memory-utilization', '95')),
      'error [Deployment/llm/qwen] --gpu-memory-utilization ("95") must be above 0 and at most 1; write 0.95 (workload/memory-share)',
    ),
  ],
  'ISV-12': [
    found(
      container({ env: [{ name: 'PYTHONPATH', value: '/opt' }] }),
      `error [InferenceService/llm/qwen] 'spec.predictor.containers[0].env[0].name' ("PYTHONPATH") is refused by KServe; build the path into the image, or use a plain Deployment (kserve/environment)`,
    ),
  ],
  'ISV-13': [
    found(
      container({ env: [{ name: 'HF_TOKEN', value: 'hf_secret' }] }),
      `error [InferenceService/llm/qwen] the variable HF_TOKEN of InferenceService llm/qwen has its value in the manifest; refer to an entry of a Secret: 'valueFrom: {secretKeyRef: {name: …, key: …}}' (security/secret-variable)`,
    ),
  ],
  'ISV-14': [
    found(
      service({}, { 'serving.kserve.io/autoscalerClass': 'kpa' }),
      `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' ("kpa") must be one of hpa, external, keda, none; write 'external' (kserve/autoscaler-class)`,
    ),
    found(
      service({}, { 'serving.kserve.io/autoscalerClass': 'HPA' }),
      `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' ("HPA") must be one of hpa, external, keda, none; write 'hpa' (kserve/autoscaler-class)`,
    ),
    found(
      service({}, { 'serving.kserve.io/deploymentMode': 'Raw' }),
      `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/deploymentMode']' ("Raw") must be one of Standard, RawDeployment, Knative, Serverless, ModelMesh; write 'Standard' (kserve/deployment-mode)`,
    ),
  ],
  'ISV-15': [
    found(
      scaledBy('keda', {
        scaleMetric: 'cpu',
        autoScaling: { metrics: [external({ type: 'AverageValue', value: '8' })] },
      }),
      `error [InferenceService/llm/qwen] 'spec.predictor.scaleMetric' ("cpu") must not be given under the class keda; write it into autoScaling.metrics (kserve/keda-metrics)`,
    ),
  ],
  'ISV-16': [
    found(
      scaledBy('hpa', { scaleMetric: 'memory', scaleTarget: 200 }),
      `error [InferenceService/llm/qwen] 'spec.predictor.scaleTarget' (200) must be a whole number between 1 and 100; write 80 for 80 % (kserve/scale-target)`,
    ),
  ],
  'ISV-17': [
    found(
      all(
        service({ logger: { mode: 'all' } }),
        object('monitoring.coreos.com/v1', 'ServiceMonitor', {
          spec: {
            selector: { matchLabels: { 'serving.kserve.io/inferenceservice': 'qwen' } },
            endpoints: [{ port: 'http' }],
          },
        }),
      ),
      `error [ServiceMonitor/llm/qwen] the port 'http' of Service 'qwen-predictor' leads to KServe's agent, since InferenceService llm/qwen has a logger; scrape the pods by a PodMonitor instead (kserve/agent-port)`,
    ),
  ],
  'ISV-18': [
    found(
      container({ ports: [{ containerPort: 8000 }, { containerPort: 8001 }] }),
      `error [InferenceService/llm/qwen] the container 'kserve-container' has several ports, and this one has no name; add 'name: …' to it (workload/ports)`,
    ),
  ],
  'ISV-19': [
    found(
      all(
        deployment({}, vllm(), {}, { strategy: undefined }),
        object('v1', 'ResourceQuota', { spec: { hard: { 'requests.nvidia.com/gpu': '1' } } }),
      ),
      `warning [Deployment/llm/qwen] a rollout of 'qwen' needs the GPUs of one pod more than it has, and the quota of its namespace leaves none; write 'strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}' (workload/surge)`,
    ),
    found(
      deployment({}, vllm(), {}, { strategy: undefined }),
      `info [Deployment/llm/qwen] a rollout of 'qwen' needs the GPUs of one pod more than it has; write 'strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}' where no GPU is to spare (workload/surge)`,
    ),
  ],
  'ISV-20': [
    found(
      container({
        startupProbe: { periodSeconds: 10, failureThreshold: 360, httpGet: { path: '/health', port: 'http' } },
      }),
      `warning [InferenceService/llm/qwen] the startup probe of 'kserve-container' allows 3600 s, and a rollout of 'qwen-predictor' is failed after 600 s; KServe cannot raise the deadline: keep the model on a claim or in an image, so that it loads faster (workload/deadline)`,
    ),
  ],
  'ISV-21': [
    found(
      model({}, { workerSpec: { pipelineParallelSize: 0 } }),
      `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' ("external") must be none beside 'workerSpec'; write 'none', and give minReplicas as the size (kserve/multi-node)`,
      `error [InferenceService/llm/qwen] 'spec.predictor.model.storageUri' ("s3://models/iris") must be on a claim or in an image beside 'workerSpec'; write 'pvc://claim/path' (kserve/multi-node)`,
      `error [InferenceService/llm/qwen] 'spec.predictor.workerSpec.pipelineParallelSize' (0) must be a whole number of at least 1; give the number of nodes or GPUs (kserve/multi-node)`,
    ),
    found(
      model(
        { storageUri: 'pvc://models/iris', env: [{ name: 'TENSOR_PARALLEL_SIZE', value: '2' }] },
        { workerSpec: { pipelineParallelSize: 2 } },
      ),
      `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' ("external") must be none beside 'workerSpec'; write 'none', and give minReplicas as the size (kserve/multi-node)`,
      `error [InferenceService/llm/qwen] 'spec.predictor.model.env[0].name' ("TENSOR_PARALLEL_SIZE") must not be set, since KServe does so; give the size in 'workerSpec' (kserve/multi-node)`,
    ),
  ],
  'ISV-23': [
    found(
      service({ serviceAccountName: 'models', priorityClassName: 'gpu', runtimeClassName: 'nvidia' }),
      `info [InferenceService/llm/qwen] the PriorityClass 'gpu' is not in these files; add it to the files, or say in the profile that it exists elsewhere (workload/references)`,
      `info [InferenceService/llm/qwen] the RuntimeClass 'nvidia' is not in these files; add it to the files, or say in the profile that it exists elsewhere (workload/references)`,
      `info [InferenceService/llm/qwen] the ServiceAccount 'models' is not in these files; add it to the files, or say in the profile that it exists elsewhere (workload/references)`,
    ),
  ],
  'ISV-24': [
    found(
      deployment({}, { ...vllm(), image: 'vllm/vllm-openai:latest' }),
      `warning [Deployment/llm/qwen] 'spec.template.spec.containers[0].image' ("vllm/vllm-openai:latest") must have a fixed tag; write 'vllm/vllm-openai:VERSION', or a digest (workload/image-tag)`,
    ),
    found(
      deployment({}, { ...vllm(), image: 'vllm/vllm-openai' }),
      `warning [Deployment/llm/qwen] 'spec.template.spec.containers[0].image' ("vllm/vllm-openai") must have a fixed tag; write 'vllm/vllm-openai:VERSION', or a digest (workload/image-tag)`,
    ),
  ],
  'ISV-25': [
    found(
      all(deployment({}, {}, {}, { replicas: 2 }), hpa()),
      `warning [Deployment/llm/qwen] 'spec.replicas' (2) must not be given beside HorizontalPodAutoscaler llm/qwen; leave it out; before that is applied to what runs, 'kubectl apply set-last-applied -f stack.yaml' lets kubectl forget the number, or it falls to 1 (scaler/replicas)`,
    ),
  ],
};
