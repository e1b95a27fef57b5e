import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildGraph, type StackGraph } from '../../src/stack/graph';
import type { ClusterKnowledge } from '../../src/stack/knowledge';
import { readManifests } from '../../src/stack/read';

export const GOLDEN = join(__dirname, '../golden');

export function golden(name: string): string {
  return readFileSync(join(GOLDEN, `${name}.yaml`), 'utf8');
}

/** The graph of one text. */
export function graphOf(text: string, knowledge?: ClusterKnowledge): StackGraph {
  return buildGraph(readManifests([{ name: 'test.yaml', text }]).manifests, knowledge);
}

/** A Deployment of vLLM with its Service and a monitor, as short as it works. */
export const VLLM_STACK = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: qwen, namespace: llm}
spec:
  selector: {matchLabels: {app: qwen}}
  template:
    metadata: {labels: {app: qwen}}
    spec:
      containers:
        - name: engine
          image: vllm/vllm-openai:v0.11.0
          args: [--model=Qwen/Qwen3-8B]
          ports: [{name: http, containerPort: 8000}]
          resources: {limits: {nvidia.com/gpu: 1}}
---
apiVersion: v1
kind: Service
metadata: {name: qwen, namespace: llm, labels: {app: qwen}}
spec:
  selector: {app: qwen}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: qwen, namespace: llm}
spec:
  selector: {matchLabels: {app: qwen}}
  endpoints: [{port: http, interval: 15s}]
`;

/** A ScaledObject on the Deployment of that stack. */
export function scaledOn(query: string): string {
  return `---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: qwen, namespace: llm}
spec:
  scaleTargetRef: {name: qwen}
  minReplicaCount: 1
  maxReplicaCount: 5
  triggers:
    - type: prometheus
      metadata:
        serverAddress: http://prometheus:9090
        query: ${JSON.stringify(query)}
        threshold: "4"
`;
}
