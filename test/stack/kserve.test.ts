import { compareVersions } from '../../src/metrics/series';
import { graphOf } from './support';

function service(annotations: string, predictor: string, name = 'qwen'): string {
  return `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: ${name}, namespace: llm, labels: {team: ml}, annotations: {${annotations}}}
spec: {predictor: ${predictor}}
`;
}

const STANDARD = 'serving.kserve.io/deploymentMode: Standard, serving.kserve.io/autoscalerClass: ';
const CONTAINER =
  '{containers: [{name: c, image: "vllm/vllm-openai:v0.11.0", ports: [{name: http, containerPort: 8080}, {name: m, containerPort: 9000}]}]}';

describe('an InferenceService in the standard mode', () => {
  test('is the Deployment and the Service that KServe makes of it', () => {
    const { workloads, services } = graphOf(service(`${STANDARD}external`, CONTAINER));
    expect(workloads[0]).toMatchObject({
      id: 'Deployment/llm/qwen-predictor',
      madeBy: 'KServe',
      apiVersion: 'apps/v1',
      podLabels: {
        app: 'isvc.qwen-predictor',
        component: 'predictor',
        'serving.kserve.io/inferenceservice': 'qwen',
        team: 'ml',
      },
      engine: { version: '0.11.0', place: { path: ['spec', 'predictor', 'containers', 0, 'image'] } },
    });
    expect(services[0]).toMatchObject({
      id: 'Service/llm/qwen-predictor',
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'm', port: 9000, targetPort: 9000 },
      ],
      workloads: [{ to: { name: 'qwen-predictor' } }],
    });
  });

  test('of a model has a container of the runtime, and the port is named like the Service', () => {
    const { workloads, services } = graphOf(
      service(`${STANDARD}external`, '{model: {modelFormat: {name: huggingface}, args: [--model_name=x]}}'),
    );
    expect(workloads[0].containers.map(({ name }) => name)).toEqual(['kserve-container']);
    expect(workloads[0].engine).toMatchObject({ table: { title: "KServe's huggingface server" }, metricsPort: 8080 });
    expect(workloads[0].engine?.version).toBeUndefined();
    expect(services[0].ports).toEqual([{ name: 'qwen-predictor', port: 80, targetPort: 8080 }]);
  });

  test.each([
    ['the only container', '{name: vllm}', ['kserve-container']],
    ['the first of several where it has no name', '{image: vllm}, {name: proxy}', ['kserve-container', 'proxy']],
    ['none of several that have names', '{name: vllm}, {name: proxy}', ['vllm', 'proxy']],
  ])('calls %s as it likes', (_, containers, names) => {
    const { workloads } = graphOf(service(`${STANDARD}external`, `{containers: [${containers}]}`));
    expect(workloads[0].containers.map(({ name }) => name)).toEqual(names);
  });

  const MODEL = 'model: {modelFormat: {name: huggingface}, ports: [{containerPort: 8080}]}';
  test.each([
    ['the model', `{${MODEL}, containers: [{name: proxy, ports: [{containerPort: 9000}]}]}`, 8080],
    [
      'a transformer in the same pod',
      `{${MODEL}, containers: [{name: transformer-container, ports: [{containerPort: 9000}]}]}`,
      9000,
    ],
    ['the agent that logs', `{${MODEL}, logger: {mode: all}}`, 9081],
    ['the agent that batches', '{model: {modelFormat: {name: huggingface}}, batcher: {maxBatchSize: 8}}', 9081],
  ])('has a Service whose port leads to %s', (_, predictor, targetPort) => {
    const { services } = graphOf(service(`${STANDARD}external`, predictor));
    expect(services[0].ports).toMatchObject([{ port: 80, targetPort }]);
  });

  test('has a Deployment for each of its components', () => {
    const text = service(`${STANDARD}external`, '{sklearn: {storageUri: x}}').replace(
      'spec: {',
      'spec: {transformer: {containers: [{name: t}]}, ',
    );
    expect(graphOf(text).workloads.map(({ name }) => name)).toEqual(['qwen-predictor', 'qwen-transformer']);
  });

  test.each([
    ['hpa', 'HorizontalPodAutoscaler', 'qwen-predictor'],
    ['keda', 'ScaledObject', 'keda-hpa-qwen-predictor'],
  ])('of the class %s has the scaler that KServe makes', (name, kind, hpaName) => {
    const { scalers } = graphOf(
      service(
        `${STANDARD}${name}`,
        '{minReplicas: 1, maxReplicas: 3, scaleMetric: memory, scaleTarget: 70, model: {}}',
      ),
    );
    expect(scalers).toMatchObject([
      {
        kind,
        hpaName,
        madeBy: 'KServe',
        min: { value: 1 },
        max: { value: 3 },
        workload: { to: { name: 'qwen-predictor' } },
      },
    ]);
    expect(scalers[0].metrics).toMatchObject([{ from: 'resource', name: { value: 'memory' }, target: { value: 70 } }]);
  });

  test('without a class has an HPA, with external or none it has no scaler', () => {
    const without = service('serving.kserve.io/deploymentMode: RawDeployment', CONTAINER);
    expect(graphOf(without).scalers.map(({ kind }) => kind)).toEqual(['HorizontalPodAutoscaler']);
    expect(graphOf(service(`${STANDARD}external`, CONTAINER)).scalers).toEqual([]);
    const fixed = graphOf(service(`${STANDARD}none`, '{minReplicas: 2, model: {}}'));
    expect(fixed.scalers).toEqual([]);
    expect(fixed.workloads[0].replicas?.value).toBe(2);
  });

  test('scales on queries by the class keda', () => {
    const metric = (backend: string) =>
      `{type: External, external: {metric: {backend: ${backend}, query: 'sum(up)'}, target: {type: Value, value: 4}}}`;
    const { scalers } = graphOf(
      service(
        `${STANDARD}keda`,
        `{model: {}, autoScaling: {metrics: [${metric('prometheus')}, ${metric('graphite')}, {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}, {type: PodMetric}]}}`,
      ),
    );
    expect(scalers[0].metrics.map(({ from, comparison, target }) => [from, comparison, target?.value])).toEqual([
      ['prometheus', 'AverageValue', 4],
      ['other', 'AverageValue', 4],
      ['resource', 'Utilization', 50],
    ]);
  });
});

describe('the mode', () => {
  const raw = service('serving.kserve.io/deploymentMode: RawDeployment', CONTAINER);
  const standard = service(`${STANDARD}external`, CONTAINER);
  const none = service('', CONTAINER);
  const serverless = service('serving.kserve.io/deploymentMode: Serverless', CONTAINER);

  test.each([
    ['RawDeployment, any version', raw, {}, 1],
    ['Standard, of today', standard, {}, 1],
    ['Standard, before it was called so', standard, { kserveVersion: '0.15' }, 0],
    ['none', none, {}, 0],
    ['none, where the cluster has the standard mode', none, { kserveStandardByDefault: true }, 1],
    ['Serverless', serverless, { kserveStandardByDefault: true }, 0],
  ])('%s', (_, text, knowledge, count) => {
    const graph = graphOf(text, knowledge);
    expect([graph.workloads.length, graph.passedOver.length]).toEqual([count, 1 - count]);
  });
});

describe('an LLMInferenceService', () => {
  const llm = (spec: string) =>
    `apiVersion: serving.kserve.io/v1alpha2\nkind: LLMInferenceService\nmetadata: {name: qwen, namespace: llm}\nspec: ${spec}\n`;

  test('is a Deployment, and another one for prefill', () => {
    const { workloads } = graphOf(llm('{replicas: 2, model: {uri: x}, prefill: {replicas: 1}}'));
    expect(workloads.map(({ id }) => id)).toEqual(['Deployment/llm/qwen-kserve', 'Deployment/llm/qwen-kserve-prefill']);
    expect(workloads[0]).toMatchObject({
      replicas: { value: 2 },
      engine: { table: { title: 'vLLM' }, metricsPort: 8000 },
    });
  });

  test('of several nodes is a LeaderWorkerSet', () => {
    expect(graphOf(llm('{worker: {}}')).workloads[0].id).toBe('LeaderWorkerSet/llm/qwen-kserve-mn');
  });

  test('that scales has a scaler', () => {
    const scaled = graphOf(llm('{scaling: {maxReplicas: 4, wva: {hpa: {}}}}'));
    expect(scaled.scalers).toMatchObject([
      {
        kind: 'HorizontalPodAutoscaler',
        name: 'qwen-kserve-hpa',
        max: { value: 4 },
        workload: { to: { name: 'qwen-kserve' } },
      },
    ]);
    const keda = graphOf(
      llm('{scaling: {maxReplicas: 4, keda: {triggers: [{type: prometheus, metadata: {query: up, threshold: "1"}}]}}}'),
    );
    expect(keda.scalers[0].metrics).toMatchObject([{ from: 'prometheus', target: { value: '1' } }]);
  });
});

describe('engines', () => {
  const engineOf = (container: string) =>
    graphOf(
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: s, image: "envoy:1"}, ${container}]}}}`,
    ).workloads[0].engine;

  test.each([
    ['{name: c, image: "vllm/vllm-openai:v0.11.0-cu128"}', 'vLLM', '0.11.0', 8000, '/metrics'],
    [
      '{name: c, image: "registry:5000/kube-ai/vllm:0.4.1", args: ["--port", "8080"]}',
      'vLLM',
      '0.4.1',
      8080,
      '/metrics',
    ],
    ['{name: c, image: "vllm/vllm-openai:latest", args: [--port=9000]}', 'vLLM', undefined, 9000, '/metrics'],
    ['{name: c, image: "vllm/vllm-openai@sha256:abc"}', 'vLLM', undefined, 8000, '/metrics'],
    ['{name: c, image: "opea/vllm:1.2"}', 'vLLM', undefined, 8000, '/metrics'],
    ['{name: c, image: "lmcache/vllm-openai:v0.3.1"}', 'vLLM', undefined, 8000, '/metrics'],
    ['{name: c, image: own, command: [sh, -c, "exec vllm serve x --port 8123"]}', 'vLLM', undefined, 8123, '/metrics'],
    ['{name: c, image: "lmsysorg/sglang:v0.5.4"}', 'SGLang', '0.5.4', 30000, '/metrics'],
    ['{name: c, image: own, command: [python3, -m, sglang.launch_server]}', 'SGLang', undefined, 30000, '/metrics'],
    ['{name: c, image: "nvcr.io/nim/meta/llama3:1.0.3"}', 'NVIDIA NIM', '1.0.3', 8000, '/metrics'],
    [
      '{name: c, image: "nvcr.io/nim/meta/llama3:1.8", env: [{name: NIM_SERVER_PORT, value: "9000"}]}',
      'NVIDIA NIM',
      '1.8',
      9000,
      '/v1/metrics',
    ],
    [
      '{name: c, image: "ghcr.io/huggingface/text-generation-inference:3.3.4", args: ["--port", "8080"]}',
      'Hugging Face TGI',
      '3.3.4',
      8080,
      '/metrics',
    ],
    [
      '{name: c, image: "nvcr.io/nvidia/tritonserver:24.12-trtllm-python-py3", args: [--http-port=8100]}',
      'NVIDIA Triton',
      '2.53',
      8002,
      '/metrics',
    ],
    [
      '{name: c, image: "nvcr.io/nvidia/tensorrt-llm/release:1.3.0", command: [trtllm-serve]}',
      'trtllm-serve',
      '1.3.0',
      8000,
      '/prometheus/metrics',
    ],
    [
      '{name: c, image: "kserve/huggingfaceserver:v0.20.0-gpu"}',
      "KServe's huggingface server",
      undefined,
      8080,
      '/metrics',
    ],
  ])('%s', (container, title, version, metricsPort, metricsPath) => {
    const found = engineOf(container);
    expect(found).toMatchObject({ table: { title }, metricsPort, metricsPath, container: { name: 'c' } });
    expect(found?.version).toBe(version);
  });

  test.each([
    '{name: c, image: "nginx:1.27"}',
    '{name: c, image: "lmcache/lmstack-router:v0.1"}',
    '{name: c}',
    '{name: c, args: [--backend=vllm]}',
    '7',
  ])('%s is none that is known', (container) => {
    expect(engineOf(container)).toBeUndefined();
  });

  test('the images of Triton are numbered by month, its versions one by one', () => {
    const version = (tag: string) =>
      engineOf(`{name: c, image: "nvcr.io/nvidia/tritonserver:${tag}-py3"}`)?.version ?? '';
    expect([version('23.09'), version('24.01'), version('25.01')]).toEqual(['2.38', '2.42', '2.54']);
    expect(compareVersions(version('25.03'), version('24.11'))).toBeGreaterThan(0);
  });
});
