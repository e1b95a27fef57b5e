import { all, container, hpa, model, object, service } from '../bad-inputs/manifests/build';
import { finds, findsIn, testCases } from './table';

const NEITHER = { 'serving.kserve.io/deploymentMode': undefined, 'serving.kserve.io/autoscalerClass': undefined };

testCases([
  finds(
    'a mode of another kind',
    service({}, { 'serving.kserve.io/deploymentMode': 'Knative', 'serving.kserve.io/autoscalerClass': undefined }),
  ),
  finds(
    'neither mode nor class, so that Knative may run it, by its own rules',
    service({ minReplicas: 0, scaleMetric: 'concurrency', scaleTarget: 200 }, NEITHER),
    `warning [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/deploymentMode']' (not given) must be given; write 'serving.kserve.io/deploymentMode: Standard' (kserve/deployment-mode)`,
  ),
  findsIn(
    { kserveStandardByDefault: true },
    'neither mode nor class where KServe makes Deployments by itself',
    service({ minReplicas: 0, maxReplicas: 2, scaleMetric: 'cpu', scaleTarget: 80 }, NEITHER),
    `error [InferenceService/llm/qwen] 'spec.predictor.minReplicas' (0) becomes 1 under the class hpa, which cannot scale to zero; write 1, or use a ScaledObject of your own with the class external (kserve/replica-bounds)`,
    `warning [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' (not given) must be given; write 'serving.kserve.io/autoscalerClass: hpa' (kserve/autoscaler-class)`,
    `warning [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/deploymentMode']' (not given) must be given; write 'serving.kserve.io/deploymentMode: Standard' (kserve/deployment-mode)`,
  ),
  findsIn(
    { kserveVersion: '0.15' },
    'a new word for an old KServe',
    service({}, { 'serving.kserve.io/deploymentMode': 'Standard' }),
    `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/deploymentMode']' ("Standard") is called RawDeployment before KServe 0.16, and the cluster has 0.15; write 'RawDeployment' (kserve/deployment-mode)`,
  ),
  findsIn(
    { kserveVersion: '0.15' },
    'an old word for an old KServe',
    service({}, { 'serving.kserve.io/deploymentMode': 'RawDeployment' }),
  ),
  finds(
    'a slip in the mode',
    service({}, { 'serving.kserve.io/deploymentMode': 'standard' }),
    `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/deploymentMode']' ("standard") must be one of Standard, RawDeployment, Knative, Serverless, ModelMesh; write 'Standard' (kserve/deployment-mode)`,
  ),
  finds(
    "no class, and a scaler of one's own",
    all(
      service({}, { 'serving.kserve.io/autoscalerClass': undefined }),
      hpa(
        { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' } },
        { name: 'qwen-hpa' },
      ),
    ),
    `error [InferenceService/llm/qwen] Deployment 'qwen-predictor' is scaled by the HorizontalPodAutoscaler 'qwen-predictor' that KServe makes of InferenceService llm/qwen and by the HorizontalPodAutoscaler 'qwen-hpa'; write 'serving.kserve.io/autoscalerClass: external' on the InferenceService, or take the own scaler out (scaler/two-scalers)`,
    `warning [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' (not given) must be given; write 'serving.kserve.io/autoscalerClass: external' (kserve/autoscaler-class)`,
  ),
  finds(
    'no class, and no scaler',
    service({}, { 'serving.kserve.io/autoscalerClass': undefined }),
    `warning [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/autoscalerClass']' (not given) must be given; write 'serving.kserve.io/autoscalerClass: hpa' (kserve/autoscaler-class)`,
  ),
  finds(
    'one container of any name',
    service({
      containers: [
        {
          name: 'server',
          image: 'example.com/engine:1.0',
          resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
        },
      ],
    }),
  ),
  finds(
    "two containers of which none is KServe's",
    service({
      containers: ['one', 'two'].map((name) => ({
        name,
        image: 'example.com/engine:1.0',
        resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
      })),
    }),
    `error [InferenceService/llm/qwen] 'spec.predictor.containers[0].name' ("one") must be kserve-container; call the serving container 'kserve-container', and let it be the first (kserve/containers)`,
  ),
  finds(
    'a model beside a container',
    model({}, { containers: [{ name: 'kserve-container', image: 'example.com/engine:1.0' }] }),
  ),
  finds(
    'a limit below what is filled in as the request',
    container({ resources: { limits: { cpu: '500m', memory: '1Gi' } } }),
    `error [InferenceService/llm/qwen] 'spec.predictor.containers[0].resources.limits.cpu' ("500m") must be at least 1, which KServe fills in as the request; add resources.requests.cpu: '500m' (kserve/resources)`,
    `error [InferenceService/llm/qwen] 'spec.predictor.containers[0].resources.limits.memory' ("1Gi") must be at least 2Gi, which KServe fills in as the request; add resources.requests.memory: '1Gi' (kserve/resources)`,
  ),
  finds(
    'a limit above what is filled in as the request',
    container({ resources: { limits: { cpu: '4', memory: '24Gi' } } }),
  ),
  finds(
    'a GPU without CPU and memory',
    container({ resources: { limits: { 'nvidia.com/gpu': '1' } } }),
    `warning [InferenceService/llm/qwen] 'spec.predictor.containers[0].resources.limits.cpu' (not given) must be given beside a GPU, or KServe fills in 1; add request and limit, for example '4' (kserve/resources)`,
    `warning [InferenceService/llm/qwen] 'spec.predictor.containers[0].resources.limits.memory' (not given) must be given beside a GPU, or KServe fills in 2Gi; add request and limit, for example '24Gi' (kserve/resources)`,
  ),
  finds('nothing that is asked for', container({ resources: {} })),
  finds(
    'scraping on the predictor',
    service({ annotations: { 'serving.kserve.io/enable-prometheus-scraping': 'true' } }),
    `error [InferenceService/llm/qwen] 'spec.predictor.annotations['serving.kserve.io/enable-prometheus-scraping']' ("true") must not be set where KServe makes a Deployment; leave it out, and scrape by a ServiceMonitor or PodMonitor (kserve/scraping-annotation)`,
  ),
  finds(
    'scraping where Knative runs the service',
    service(
      {},
      { 'serving.kserve.io/deploymentMode': 'Serverless', 'serving.kserve.io/enable-prometheus-scraping': 'true' },
    ),
  ),
  finds('scraping that is switched off', service({}, { 'serving.kserve.io/enable-prometheus-scraping': 'false' })),
  finds('a local path as storage', model({ storageUri: '/mnt/models' })),
  findsIn(
    { kserveVersion: '0.14' },
    'a scheme that came later',
    model({ storageUri: 'hf://Qwen/Qwen2.5-7B' }, {}).replace('Standard', 'RawDeployment'),
    `warning [InferenceService/llm/qwen] 'spec.predictor.model.storageUri' ("hf://Qwen/Qwen2.5-7B") must have a scheme that can be fetched: hf:// came with KServe 0.15, and the cluster has 0.14; use one of these, or a claim: pvc://claim/path (kserve/storage-uri)`,
  ),
  finds(
    'a scheme that a storage container serves',
    all(
      model({ storageUri: 'oss://models/iris' }),
      object(
        'serving.kserve.io/v1alpha1',
        'ClusterStorageContainer',
        { spec: { supportedUriFormats: [{ prefix: 'oss://' }] } },
        { namespace: undefined, name: 'oss' },
      ),
    ),
  ),
  findsIn(
    { kserveVersion: '0.17' },
    'the path of Python in an older KServe',
    container({ env: [{ name: 'PYTHONPATH', value: '/opt' }] }),
  ),
  finds(
    'several nodes as they should be',
    model(
      { storageUri: 'pvc://models/iris' },
      { minReplicas: 1, workerSpec: { pipelineParallelSize: 2, tensorParallelSize: 1 } },
    ).replace('autoscalerClass: external', 'autoscalerClass: none'),
  ),
  finds(
    'a batcher whose pods are scraped by themselves',
    all(
      service({ batcher: {} }),
      object('monitoring.coreos.com/v1', 'PodMonitor', {
        spec: {
          selector: { matchLabels: { 'serving.kserve.io/inferenceservice': 'qwen' } },
          podMetricsEndpoints: [{ port: 'http' }],
        },
      }),
    ),
  ),
  finds("KServe's own label", service({ labels: { app: 'isvc.qwen-predictor' } })),
  finds(
    'a second port of the number of the first',
    container({
      ports: [
        { name: 'http', containerPort: 8000 },
        { name: 'web', containerPort: 80 },
      ],
    }),
    `error [InferenceService/llm/qwen] 'spec.predictor.containers[0].ports[1].containerPort' (80) must not be 80, which is what the first port becomes; put the serving port first, and give this one another number (kserve/first-port)`,
  ),
  finds(
    'a first port of 80',
    container({
      ports: [
        { name: 'http', containerPort: 80 },
        { name: 'web', containerPort: 81 },
      ],
    }),
  ),
]);
