import { all, container, deployment, hpa, network, object, vllm } from '../bad-inputs/manifests/build';
import { finds, testCases } from './table';

testCases([
  finds(
    'SGLang on two GPUs of four',
    deployment(
      {},
      {
        image: 'lmsysorg/sglang:v0.5.4',
        command: ['python3', '-m', 'sglang.launch_server'],
        args: ['--model-path=m', '--tp-size', '2', '--enable-metrics'],
        resources: { limits: { 'nvidia.com/gpu': 4 } },
      },
    ),
    `warning [Deployment/llm/qwen] SGLang uses only 2 of the GPUs of a pod (tensor 2 × pipeline 1), and the container 'server' has 4; write --tensor-parallel-size=4, or ask for 2 (workload/parallelism)`,
  ),
  finds(
    'tensor, pipeline and data together',
    deployment(
      {},
      { ...vllm('-tp=2', '--pipeline-parallel-size=2', '-dp', '2'), resources: { limits: { 'nvidia.com/gpu': 8 } } },
    ),
  ),
  finds(
    'a part of a GPU',
    deployment({}, { ...vllm('-tp=2'), resources: { limits: { 'nvidia.com/mig-1g.10gb': 1 } } }),
  ),
  finds(
    'arguments in the text of a shell',
    deployment(
      {},
      {
        ...vllm(),
        args: undefined,
        command: [
          'sh',
          '-c',
          'vllm serve Qwen/Qwen2.5-7B --port 9000 --gpu-memory-utilization 1.5 --tensor-parallel-size 2',
        ],
      },
    ),
    'error [Deployment/llm/qwen] --gpu-memory-utilization ("1.5") must be above 0 and at most 1; write 0.9 (workload/memory-share)',
    `error [Deployment/llm/qwen] vLLM wants 2 of the GPUs of a pod (tensor 2 × pipeline 1), and the container 'server' has 1; ask for 2 GPUs, or write --tensor-parallel-size=1 (workload/parallelism)`,
    `warning [Deployment/llm/qwen] vLLM listens on --port "9000", and the container 'server' declares 8000; write --port=8000, or 'containerPort: 9000' (workload/port-argument)`,
  ),
  finds('a share of the memory that comes from elsewhere', deployment({}, vllm('--gpu-memory-utilization=$(SHARE)'))),
  finds(
    'a share of the memory of nothing',
    deployment({}, vllm('--gpu-memory-utilization=0')),
    'error [Deployment/llm/qwen] --gpu-memory-utilization ("0") must be above 0 and at most 1; write 0.9 (workload/memory-share)',
  ),
  finds(
    'a port that nothing goes by',
    all(deployment({}, vllm('--port=9000')), network({ ports: [{ name: 'http', port: 9000, targetPort: 9000 }] })),
    `warning [Deployment/llm/qwen] vLLM listens on --port "9000", and the container 'server' declares 8000; write --port=8000, or 'containerPort: 9000' (workload/port-argument)`,
  ),
  finds(
    'a port that a probe goes by',
    deployment({}, { ...vllm('--port=9000'), readinessProbe: { tcpSocket: { port: 8000 } } }),
    `error [Deployment/llm/qwen] vLLM listens on --port "9000", and the container 'server' declares 8000; write --port=8000, or 'containerPort: 9000' (workload/port-argument)`,
  ),
  finds('a port that no container declares', deployment({}, { ...vllm('--port=9000'), ports: undefined })),
  finds(
    'amounts as the API writes them',
    deployment(
      {},
      {
        resources: {
          requests: { cpu: '500m', memory: '1e9', 'ephemeral-storage': '1Gi' },
          limits: { cpu: 1, memory: '2G' },
        },
      },
    ),
  ),
  finds(
    'an amount below zero',
    deployment({}, { resources: { limits: { cpu: '-1' } } }),
    `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits.cpu' ("-1") must be a quantity; write it like '4' (workload/resources)`,
  ),
  finds(
    'an amount in words',
    deployment({}, { resources: { limits: { memory: 'much', cpu: '2 cpus' } } }),
    `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits.cpu' ("2 cpus") must be a quantity; write it like '2' (workload/resources)`,
    `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits.memory' ("much") must be a quantity; write it like '12Gi' (workload/resources)`,
  ),
  finds(
    'ports of one container without names',
    deployment({}, { ports: [{ containerPort: 8000 }, { containerPort: 8001 }] }),
  ),
  finds(
    'ports out of range and of one name',
    deployment(
      {},
      {
        ports: [
          { name: 'http', containerPort: 0 },
          { name: 'http', containerPort: 70000 },
        ],
      },
    ),
    `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].ports[0].containerPort' (0) must be a whole number between 1 and 65535; give the port (workload/ports)`,
    `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].ports[1].containerPort' (70000) must be a whole number between 1 and 65535; give the port (workload/ports)`,
    `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].ports[1].name' ("http") must be unique; rename it, for example to 'http-2' (workload/ports)`,
  ),
  finds(
    'a Service with one port without a name',
    all(deployment(), network({ ports: [{ port: 80, targetPort: 'http' }] })),
  ),
  finds('an image by its digest', all(deployment({}, { image: 'example.com/engine@sha256:abc' }), hpa())),
  finds(
    'an image of a registry with a port',
    all(deployment({}, { image: 'example.com:5000/engine' }), hpa()),
    `warning [Deployment/llm/qwen] 'spec.template.spec.containers[0].image' ("example.com:5000/engine") must have a fixed tag; write 'example.com:5000/engine:VERSION', or a digest (workload/image-tag)`,
  ),
  finds('an image of something that nobody scales', deployment({}, { image: 'example.com/tool' })),
  finds('a rollout of a GPU service that starts anew', deployment({}, vllm(), {}, { strategy: { type: 'Recreate' } })),
  finds(
    'a rollout of a GPU service by the share of nothing',
    deployment(
      {},
      vllm(),
      {},
      { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '0%', maxUnavailable: 1 } } },
    ),
  ),
  finds('a rollout of a GPU service of KServe', container(vllm())),
  finds('a rollout without GPUs', deployment({}, {}, {}, { strategy: undefined })),
  finds(
    'a start that the deadline allows',
    deployment({}, { startupProbe: { failureThreshold: 60, periodSeconds: 10 } }),
  ),
  finds(
    'a start with a delay, beyond the deadline',
    deployment({}, { startupProbe: { initialDelaySeconds: 10, failureThreshold: 60, periodSeconds: 10 } }),
    `warning [Deployment/llm/qwen] the startup probe of 'server' allows 610 s, and a rollout of 'qwen' is failed after 600 s; write 'progressDeadlineSeconds: 910' (workload/deadline)`,
  ),
  finds(
    'a start that a longer deadline allows',
    deployment(
      {},
      { startupProbe: { failureThreshold: 120, periodSeconds: 10 } },
      {},
      { progressDeadlineSeconds: 1200 },
    ),
  ),
  finds(
    'a claim of one node where one pod is',
    all(
      deployment({ volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'models' } }] }),
      object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'] } }, { name: 'models' }),
      hpa({ maxReplicas: 1 }),
    ),
  ),
  finds(
    'a claim of one node where several pods are',
    all(
      deployment({ volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'models' } }] }),
      object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'] } }, { name: 'models' }),
      hpa(),
    ),
    `warning [PersistentVolumeClaim/llm/models] the claim 'models' (ReadWriteOnce) is mounted by Deployment llm/qwen, which is scaled to 4 pods; write 'ReadWriteMany' or 'ReadOnlyMany', with a storage class that has it (workload/claims)`,
  ),
  finds(
    'a claim for all to read',
    all(
      deployment({ volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'models' } }] }),
      object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadOnlyMany'] } }, { name: 'models' }),
      hpa(),
    ),
  ),
  finds(
    'resources of a device that are no number',
    deployment({}, { resources: { limits: { 'amd.com/gpu': 'one' } } }),
    `error [Deployment/llm/qwen] 'spec.template.spec.containers[0].resources.limits['amd.com/gpu']' ("one") must be a whole number of at least 0; write '1'; a part of a GPU has a resource of its own (workload/accelerators)`,
  ),
  finds(
    "resources of Kubernetes' own domain",
    deployment({}, { resources: { requests: { 'hugepages.kubernetes.io/x': '1' } } }),
  ),
]);
