import { checkManifests } from '../../../src/checks/check-manifests';
import { loadSettings } from '../../../src/checks/settings/load-settings';
import { draw } from '../../../src/cli/graph/draw';
import { readManifests } from '../../../src/stack/read';

/** The drawing of some documents, its nodes as `layer kind name (detail)` and its wires as `from → to: because`. */
function drawn(...documents: readonly string[]) {
  const settings = loadSettings({ profile: false });
  if ('problems' in settings) throw new Error(settings.problems.join());
  const { graph, findings } = checkManifests(
    readManifests([{ name: 'a.yaml', text: documents.join('\n---\n') }]),
    settings,
  );
  const { nodes, wires } = draw(graph, findings);
  return {
    nodes: nodes.map(({ layer, kind, name, detail }) => `${layer} ${kind} ${name}${detail ? ` (${detail})` : ''}`),
    wires: wires.map(
      ({ from, to, because, isBroken }) => `${from} ${isBroken ? '✗' : '→'} ${to}: ${because.join(' & ')}`,
    ),
  };
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: a }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: vllm, image: 'vllm/vllm-openai:v0.11.0', ports: [{ name: http, containerPort: 8000 }] }] }`;
const POD_MONITOR = `apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: pods, namespace: a }
spec:
  selector: { matchLabels: { app: web } }
  podMetricsEndpoints: [{ port: http }]`;
const hpa = (metrics: string, more = 'maxReplicas: 4') => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: hpa, namespace: a }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  ${more}
  metrics: ${metrics}`;
const keda = (trigger: string) => `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: so, namespace: a }
spec:
  scaleTargetRef: { name: web }
  maxReplicaCount: 3
  triggers: [${trigger}]`;
const RULES = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: rules }
spec:
  groups:
    - name: g
      rules:
        - { record: 'b:c:d', expr: 'max(x:y:z)' }
        - { record: 'x:y:z', expr: 'sum(vllm:num_requests_running)' }`;
const CRON = `apiVersion: autoscaling.alibabacloud.com/v1beta1
kind: CronHorizontalPodAutoscaler
metadata: { name: cron, namespace: a }
spec:
  scaleTargetRef: { apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, name: hpa }
  jobs: [{ name: up, schedule: '0 0 8 * * *', targetSize: 4 }]`;
const CPU = '[{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 60 } } }]';
const prometheus = (query: string) =>
  keda(`{ type: prometheus, metadata: { serverAddress: 'http://p:9090', query: '${query}', threshold: '2' } }`);

test('a PodMonitor finds pods without a Service', () =>
  expect(drawn(DEPLOYMENT, POD_MONITOR).wires).toEqual([
    'Deployment/a/web → PodMonitor/a/pods: spec.selector.matchLabels.app: "web" = spec.template.metadata.labels.app: "web"',
  ]));

test('a resource is measured at the workload', () => {
  const { nodes, wires } = drawn(DEPLOYMENT, hpa(CPU, 'minReplicas: 2\n  maxReplicas: 4'));
  expect(nodes).toEqual([
    'workload Deployment web (vLLM 0.11.0)',
    'scaler HorizontalPodAutoscaler hpa (2–4 replicas)',
    'series Metric cpu (measured by Kubernetes)',
    'target Deployment web',
  ]);
  expect(wires).toEqual([
    'Deployment/a/web → resource/cpu/HorizontalPodAutoscaler/a/hpa: ',
    'resource/cpu/HorizontalPodAutoscaler/a/hpa → HorizontalPodAutoscaler/a/hpa: spec.metrics[0].resource.target.averageUtilization: 60',
    'HorizontalPodAutoscaler/a/hpa → target/Deployment/a/web: spec.scaleTargetRef.name: "web" = metadata.name: "web"',
  ]);
});

test.each([
  [
    'a scaler without its workload',
    [hpa(CPU)],
    ['scaler HorizontalPodAutoscaler hpa (1–4 replicas)', 'target Deployment web (not in these files)'],
    ['HorizontalPodAutoscaler/a/hpa → target/Deployment/a/web: '],
  ],
  [
    'a metric without a name, and no maximum',
    [DEPLOYMENT, hpa('[{ type: Pods }]', 'minReplicas: 1')],
    ['scaler HorizontalPodAutoscaler hpa (1–? replicas)', 'adapter Metric Pods (not exposed here)'],
    ['metric/Pods → HorizontalPodAutoscaler/a/hpa: '],
  ],
  [
    'a metric that no adapter here exposes',
    [DEPLOYMENT, hpa('[{ type: Pods, pods: { metric: { name: waiting } } }]')],
    ['adapter Metric waiting (not exposed here)'],
    ['metric/waiting → HorizontalPodAutoscaler/a/hpa: spec.metrics[0].pods.metric.name: "waiting"'],
  ],
  [
    'a trigger of another kind',
    [DEPLOYMENT, keda("{ type: kafka, metadata: { topic: t, lagThreshold: '5' } }")],
    ['scaler ScaledObject so (1–3 replicas)', 'series Metric kafka (kafka)'],
    ['other/kafka/ScaledObject/a/so → ScaledObject/a/so: '],
  ],
  [
    'a pattern of names',
    [DEPLOYMENT, POD_MONITOR, prometheus('sum({__name__=~"vllm:num.*"})')],
    ['series Series a pattern of names (not found)'],
    [
      'series/a pattern of names → ScaledObject/a/so: spec.triggers[0].metadata.query: "sum({__name__=~\\"vllm:num.*\\"})"',
    ],
  ],
  [
    'a name that is misspelt',
    [DEPLOYMENT, POD_MONITOR, prometheus('sum(vllm:nun_requests_running)')],
    ['series Series vllm:nun_requests_running (here vllm:num_requests_running)'],
    [
      'series/vllm:nun_requests_running ✗ ScaledObject/a/so: spec.triggers[0].metadata.query: "sum(vllm:nun_requests_running)"',
    ],
  ],
  [
    'records of records, in no namespace',
    [DEPLOYMENT, POD_MONITOR, prometheus('sum(b:c:d)'), RULES],
    ['rule PrometheusRule b:c:d (recorded by rules)', 'rule PrometheusRule x:y:z (recorded by rules)'],
    [
      'record//b:c:d → ScaledObject/a/so: spec.triggers[0].metadata.query: "sum(b:c:d)"',
      'record//x:y:z → record//b:c:d: spec.groups[0].rules[0].expr',
      'series/Deployment/a/web/vllm:num_requests_running → record//x:y:z: spec.groups[0].rules[1].expr',
    ],
  ],
  [
    'a schedule that moves the bounds of an HPA',
    [DEPLOYMENT, hpa(CPU), CRON],
    ['scaler CronHorizontalPodAutoscaler cron (by the clock)'],
    [
      'CronHorizontalPodAutoscaler/a/cron → HorizontalPodAutoscaler/a/hpa: spec.scaleTargetRef.name: "hpa" = metadata.name: "hpa"',
    ],
  ],
])('draws %s', (_, documents, nodes, wires) => {
  const drawing = drawn(...documents);
  expect(drawing.nodes).toEqual(expect.arrayContaining(nodes));
  expect(drawing.wires).toEqual(expect.arrayContaining(wires));
});
