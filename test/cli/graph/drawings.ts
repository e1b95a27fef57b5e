import fc from 'fast-check';
import { type Drawing, type DrawnNode, LAYERS } from '../../../src/cli/graph/drawing';

/** A node of a drawing. */
export function node(id: string, more: Partial<DrawnNode> = {}): DrawnNode {
  return { id, layer: 'workload', kind: 'Deployment', name: id, findings: [], ...more };
}

/** A stack of one service, whose monitor looks for a port that is not there. */
export const BROKEN: Drawing = {
  nodes: [
    node('Deployment/llm/qwen', { name: 'qwen', namespace: 'llm', detail: 'vLLM 0.11.0' }),
    node('Service/llm/qwen', { layer: 'service', kind: 'Service', name: 'qwen', namespace: 'llm' }),
    node('ServiceMonitor/llm/qwen', {
      layer: 'monitor',
      kind: 'ServiceMonitor',
      name: 'qwen',
      namespace: 'llm',
      file: 'qwen.yaml',
      line: 40,
      findings: [
        { rule: 'wire/monitor-port', severity: 'error', message: `'port' ("<x>") must be …`, fix: 'write http' },
      ],
    }),
    node('HorizontalPodAutoscaler/llm/qwen', {
      layer: 'scaler',
      kind: 'HorizontalPodAutoscaler',
      name: 'qwen',
      namespace: 'llm',
    }),
    node('target/Deployment/llm/qwen', { layer: 'target', name: 'qwen', namespace: 'llm' }),
  ],
  wires: [
    { from: 'Deployment/llm/qwen', to: 'Service/llm/qwen', because: ['spec.selector.app: "qwen"'], isBroken: false },
    {
      from: 'Service/llm/qwen',
      to: 'ServiceMonitor/llm/qwen',
      because: ['port differs: "<x>" & "http"'],
      isBroken: true,
    },
    { from: 'HorizontalPodAutoscaler/llm/qwen', to: 'target/Deployment/llm/qwen', because: [], isBroken: false },
  ],
};

/** Any drawing, with wires from left to right. */
export const drawings: fc.Arbitrary<Drawing> = fc
  .tuple(
    fc.array(fc.constantFrom(...LAYERS), { minLength: 1, maxLength: 25 }),
    fc.array(fc.tuple(fc.nat(24), fc.nat(24), fc.boolean()), { maxLength: 40 }),
  )
  .map(([layers, pairs]) => {
    const nodes = layers.map((layer, index) => node(`n${index}`, { layer }));
    const wires = pairs.flatMap(([a, b, isBroken]) => {
      const [from, to] = [nodes[a % nodes.length], nodes[b % nodes.length]];
      const isForward = LAYERS.indexOf(from.layer) <= LAYERS.indexOf(to.layer) && from !== to;
      return isForward ? [{ from: from.id, to: to.id, because: [], isBroken }] : [];
    });
    return { nodes, wires };
  });
