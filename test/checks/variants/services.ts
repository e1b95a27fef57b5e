import type { Variant } from './variant';

/** The corners of the rules about Services. */
export const SERVICES: readonly Variant[] = [
  {
    title: `a Service selects by a label that the pods have not`,
    of: 'wire/monitor-port',
    changes: [
      [
        `  selector:
    app: qwen
  ports`,
        `  selector:
    app: qwen
    tier: gpu
  ports`,
      ],
    ],
    found: [
      `error [Service/llm/qwen] 'spec.selector.tier' ("gpu") must be a label of the pods of Deployment llm/qwen, where there is none of this name; add 'tier: gpu' to 'spec.template.metadata.labels' of Deployment llm/qwen (wire/service-selects-no-pods)`,
    ],
  },
  {
    title: `a Service whose labels only its pods have`,
    of: 'wire/monitor-port',
    changes: [
      [
        `  name: qwen
  namespace: llm
  labels:
    app: qwen
spec:
  selector:
    app: qwen
  ports`,
        `  name: redis
  namespace: llm
spec:
  selector:
    app: redis
  ports`,
      ],
      [
        `    matchLabels:
      app: qwen
  endpoints`,
        `    matchLabels:
      app: redis
  endpoints`,
      ],
    ],
    found: [
      `error [ServiceMonitor/llm/qwen] 'spec.selector.matchLabels' (app=redis) must be labels of Service llm/redis itself, which has no labels: a ServiceMonitor does not look at those of its pods; add 'app: redis' to 'metadata.labels' of Service llm/redis (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `a Service in another namespace than its pods`,
    of: 'wire/service-target-port',
    changes: [
      [
        `kind: Service
metadata:
  name: qwen
  namespace: llm`,
        `kind: Service
metadata:
  name: qwen
  namespace: web`,
      ],
    ],
    found: [
      `error [Service/web/qwen] Service web/qwen selects the pods of Deployment llm/qwen by its labels, and looks in web, not in llm; write namespace: llm (wire/service-selects-no-pods)`,
    ],
  },
  {
    title: `a Service whose namespace is not written`,
    of: 'wire/service-target-port',
    changes: [
      [
        `kind: Service
metadata:
  name: qwen
  namespace: llm`,
        `kind: Service
metadata:
  name: qwen`,
      ],
    ],
    found: [
      `info [Service/qwen] Service qwen selects the pods of Deployment llm/qwen by its labels, and looks in the namespace that it is applied to, not in llm; write namespace: llm (wire/service-selects-no-pods)`,
    ],
  },
  {
    title: `a Service leads to a number on which nothing listens`,
    of: 'wire/service-target-port',
    changes: [[`targetPort: http`, `targetPort: 8080`]],
    found: [
      `error [Service/llm/qwen] 'spec.ports[0].targetPort' (8080) must be a port on which Deployment llm/qwen listens, and vLLM listens on 8000; write targetPort: 8000 (wire/service-target-port)`,
    ],
  },
  {
    title: `a monitor for a Service elsewhere`,
    of: 'wire/monitor-port',
    changes: [
      [
        `    matchLabels:
      app: qwen
  endpoints`,
        `    matchLabels:
      team: search
  endpoints`,
      ],
    ],
    found: [
      `info [ServiceMonitor/llm/qwen] the Service that ServiceMonitor llm/qwen selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `a monitor for a Service that the profile knows`,
    of: 'wire/monitor-port',
    changes: [
      [
        `    matchLabels:
      app: qwen
  endpoints`,
        `    matchLabels:
      team: search
  endpoints`,
      ],
    ],
    profile: { elsewhere: ['Service/llm/*'] },
    found: [],
  },
];
