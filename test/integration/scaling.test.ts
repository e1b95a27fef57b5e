import { whyNotScaled } from '../../src/integration/scaling';
import { graphOf, scaledOn, VLLM_STACK } from '../stack/support';

const RUNNING = 'vllm:num_requests_running';
const NOWHERE = VLLM_STACK.replaceAll(', namespace: llm', '');

/** An HPA on the Deployment of that stack. */
function hpaOn(metric: string, bounds = 'minReplicas: 2, maxReplicas: 6, '): string {
  return `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: qwen, namespace: llm}
spec: {${bounds}scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen}, metrics: [${metric}]}
`;
}

const CPU = '{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}';
const PODS = '{type: Pods, pods: {metric: {name: running}, target: {type: AverageValue, averageValue: "4"}}}';
const NAMELESS = '{type: Pods, pods: {target: {type: AverageValue, averageValue: "4"}}}';

describe('a workload is scaled', () => {
  test.each([
    ['by its CPU', VLLM_STACK + hpaOn(CPU), 'deployment/qwen', { on: 'cpu', min: 2, max: 6 }],
    ['from one replica, where no other number is given', VLLM_STACK + hpaOn(CPU, ''), 'deployment/qwen', { min: 1 }],
    [
      'in whatever namespace it is applied to',
      NOWHERE + hpaOn(CPU).replace(', namespace: llm', ''),
      'deployment/llm/qwen',
      {},
    ],
  ])('%s', (_, text, target, expected) => {
    expect(whyNotScaled(graphOf(text), target, expected)).toBeUndefined();
  });
});

describe('a workload is not scaled as expected', () => {
  test.each([
    [
      'by other bounds',
      VLLM_STACK + hpaOn(CPU, ''),
      { min: 2 },
      'HorizontalPodAutoscaler llm/qwen scales it, 1–? replicas\n  on cpu',
    ],
    [
      'by a metric that no adapter exposes',
      VLLM_STACK + hpaOn(PODS),
      { on: 'running' },
      'HorizontalPodAutoscaler llm/qwen scales it, 2–6 replicas\n  on running, which no adapter exposes',
    ],
    [
      'by a metric without a name',
      VLLM_STACK + hpaOn(NAMELESS),
      { on: 'running' },
      'HorizontalPodAutoscaler llm/qwen scales it, 2–6 replicas\n  on Pods, which no adapter exposes',
    ],
    [
      'by whatever a pattern finds',
      VLLM_STACK + scaledOn('sum({__name__=~"vllm:.*"})'),
      { on: RUNNING },
      'ScaledObject llm/qwen scales it, 1–5 replicas\n  on prometheus, whose series of no name is not there',
    ],
    [
      'by a metric of another workload, in another word',
      VLLM_STACK + scaledOn(`sum(${RUNNING})`),
      { on: 'istio_requests_total' },
      `ScaledObject llm/qwen scales it, 1–5 replicas\n  on ${RUNNING}`,
    ],
  ])('%s', (_, text, expected, why) => {
    expect(whyNotScaled(graphOf(text), 'deployment/qwen', expected)).toBe(why);
  });

  test('where nothing scales it and no namespace is written', () => {
    expect(whyNotScaled(graphOf(NOWHERE), 'deployment/qwen', {})).toBe('nothing scales Deployment qwen');
  });

  test('but by a rule that records the series', () => {
    const recorded = `---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: rules, namespace: llm}
spec: {groups: [{name: llm, rules: [{record: "llm:running", expr: "sum by (pod) (${RUNNING})"}]}]}
`;
    const graph = graphOf(VLLM_STACK + recorded + scaledOn('sum(llm:running)'));
    expect(whyNotScaled(graph, 'deployment/qwen', { on: RUNNING })).toBeUndefined();
    expect(whyNotScaled(graph, 'deployment/qwen', { on: RUNNING, max: 9 })).toBe(
      `ScaledObject llm/qwen scales it, 1–5 replicas\n  on llm:running from ${RUNNING}`,
    );
  });
});
