import { stringify } from 'yaml';
import { findMistakes } from '../../../src/rehearsal/findings/all';
import type { RehearsalFinding } from '../../../src/rehearsal/findings/finding';
import type { RehearsalProfile } from '../../../src/rehearsal/options/profile';
import { readable } from '../support';

/** A vLLM of 8 B parameters on an A100 behind a Service and a monitor. */
export function workload(pod: object = {}, name = 'qwen'): object[] {
  const labels = { app: name };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'llm' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            terminationGracePeriodSeconds: 600,
            containers: [
              {
                name: 'vllm',
                image: 'vllm/vllm-openai:v0.11.0',
                args: ['--model=meta-llama/Llama-3.1-8B-Instruct', '--port=8000'],
                ports: [{ name: 'http', containerPort: 8000 }],
                resources: { limits: { 'nvidia.com/gpu': '1' } },
              },
            ],
            ...pod,
          },
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'llm', labels },
      spec: { selector: labels, ports: [{ name: 'http', port: 8000 }] },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name, namespace: 'llm' },
      spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'http', interval: '15s' }] },
    },
  ];
}

export const RUNNING = 'vllm:num_requests_running{namespace="llm"}';

/** A ScaledObject on the running requests of the workload. */
export function scaledObject(spec: object = {}, trigger: object = {}, metadata: object = {}): object {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name: 'qwen-keda', namespace: 'llm' },
    spec: {
      scaleTargetRef: { name: 'qwen' },
      minReplicaCount: 1,
      maxReplicaCount: 8,
      triggers: [
        {
          type: 'prometheus',
          name: 'running',
          metadata: { serverAddress: 'http://prometheus:9090', query: `sum(${RUNNING})`, threshold: '16', ...metadata },
          ...trigger,
        },
      ],
      ...spec,
    },
  };
}

/** What is found, without what is told of it. */
export function found(objects: readonly object[], profile: RehearsalProfile = {}): readonly RehearsalFinding[] {
  return readable(
    findMistakes(
      objects.map((object) => stringify(object)),
      profile,
    ),
  );
}

/** The names of the rules that find something. */
export function rulesOf(objects: readonly object[], profile: RehearsalProfile = {}): string[] {
  return found(objects, profile).map(({ rule }) => rule);
}
