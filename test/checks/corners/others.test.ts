import { scaledOn, VLLM_STACK } from '../../stack/support';
import { DEPLOYMENT, recording, testRows } from './support';

describe('workload/references', () => {
  testRows('workload/references', [
    [
      'what is optional',
      [],
      `${DEPLOYMENT}      volumes: [{name: a, secret: {secretName: s, optional: true}}, {name: b, configMap: {name: c, optional: true}}]\n`,
    ],
    [
      'variables',
      [
        `info Deployment/llm/qwen: the ConfigMap 'd' is not in these files; add it to the files, or say in the profile that it exists elsewhere`,
      ],
      DEPLOYMENT.replace(
        '          args:',
        '          env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}, {name: B, valueFrom: {configMapKeyRef: {name: c, key: k, optional: true}}}, {name: C, valueFrom: {configMapKeyRef: {name: d, key: k}}}]\n          args:',
      ),
    ],
    [
      'what is elsewhere',
      [],
      `${DEPLOYMENT}      volumes: [{name: a, secret: {secretName: s}}]\n`,
      { elsewhere: ['Secret/llm/s'] },
    ],
  ]);
});

describe('kserve/multi-node', () => {
  testRows('kserve/multi-node', [
    [
      'variables and a model that is fetched',
      [
        `error InferenceService/llm/qwen: 'spec.predictor.model.env[1].name' ("PIPELINE_PARALLEL_SIZE") must not be set, since KServe does so; give the size in 'workerSpec'`,
        `error InferenceService/llm/qwen: 'spec.predictor.model.storageUri' ("nowhere") must be on a claim or in an image beside 'workerSpec'; write 'pvc://claim/path'`,
        `error InferenceService/llm/qwen: 'spec.predictor.workerSpec.containers[0].env[0].name' ("TENSOR_PARALLEL_SIZE") must not be set, since KServe does so; give the size in 'workerSpec'`,
        `error InferenceService/llm/qwen: 'spec.predictor.workerSpec.pipelineParallelSize' (0) must be a whole number of at least 1; give the number of nodes or GPUs`,
      ],
      `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: qwen, namespace: llm, annotations: {serving.kserve.io/autoscalerClass: none}}\nspec:\n  predictor:\n    model: {modelFormat: {name: huggingface}, storageUri: nowhere, env: [{name: A, value: b}, {name: PIPELINE_PARALLEL_SIZE, value: "2"}]}\n    workerSpec: {pipelineParallelSize: 0, containers: [{name: w, env: [{name: TENSOR_PARALLEL_SIZE, value: "2"}]}]}\n`,
    ],
    [
      'no model',
      [],
      `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: qwen, namespace: llm, annotations: {serving.kserve.io/autoscalerClass: none}}\nspec:\n  predictor:\n    containers: [{name: kserve-container, image: vllm/vllm-openai:v0.11.0}]\n    workerSpec: {pipelineParallelSize: 2}\n`,
    ],
  ]);
});

describe('keda/cron-trigger', () => {
  testRows('keda/cron-trigger', [
    [
      'a broken moment',
      [
        `error ScaledObject/llm/qwen: 'spec.triggers[0].metadata.start' ("61 8 * * *") must be valid: '61' is no minute (0–59); correct the field`,
      ],
      VLLM_STACK +
        scaledOn('x').replace(
          / {4}- type: prometheus[\s\S]*/,
          '    - type: cron\n      metadata: {timezone: Etc/UTC, start: "61 8 * * *", desiredReplicas: "2"}\n',
        ),
    ],
  ]);
});

describe('keda/scale-to-zero', () => {
  testRows('keda/scale-to-zero', [
    [
      'a record of the engine',
      [
        `error ScaledObject/llm/qwen: 'spec.minReplicaCount' (0) must be at least 1 where every trigger is measured on the pods; write 1, or add a trigger that exists without pods: the queue of a gateway, or 'type: cron'`,
      ],
      VLLM_STACK +
        recording('sum(vllm:num_requests_running)') +
        scaledOn('sum(llm:x)').replace('minReplicaCount: 1', 'minReplicaCount: 0'),
    ],
    [
      'whatever a pattern finds',
      [],
      VLLM_STACK + scaledOn('sum({app="x"})').replace('minReplicaCount: 1', 'minReplicaCount: 0'),
    ],
  ]);
});

describe('policy/options', () => {
  testRows('policy/options', [
    [
      'a timeout',
      [
        `error ResourcePolicy/llm/qwen: 'spec.whenTryNextUnits.timeout' ("soon") must be a duration; write it like '15m'`,
      ],
      `apiVersion: scheduling.alibabacloud.com/v1alpha1\nkind: ResourcePolicy\nmetadata: {name: qwen, namespace: llm}\nspec: {selector: {app: qwen}, strategy: prefer, units: [{resource: ecs}], whenTryNextUnits: {policy: Timeout, timeout: soon}}\n---${DEPLOYMENT}`,
    ],
  ]);
});

describe('policy/selector', () => {
  testRows('policy/selector', [
    [
      'a label that pods have not',
      [
        `error ResourcePolicy/llm/qwen: 'spec.selector.tier' ("gpu") must be a label of the pods of Deployment llm/qwen, which have none of this name; leave 'tier' out, or add it to the pods`,
      ],
      `apiVersion: scheduling.alibabacloud.com/v1alpha1\nkind: ResourcePolicy\nmetadata: {name: qwen, namespace: llm}\nspec: {selector: {app: qwen, tier: gpu}, strategy: prefer, units: [{resource: ecs}]}\n---${DEPLOYMENT}`,
    ],
  ]);
});
