import type { Variant } from './variant';

/** The corners of the rules about network policies, what adapters mount and serve, and targets of scalers. */
export const OTHERS: readonly Variant[] = [
  {
    title: `a policy for a port that is not that of the metrics`,
    of: 'wire/network-policy',
    changes: [
      [
        `monitoring
      ports:
        - port: 8000`,
        `monitoring
      ports:
        - port: 9000`,
      ],
    ],
    found: [
      `warning [NetworkPolicy/llm/qwen] no policy lets Prometheus reach port 8000 of Deployment llm/qwen, which ServiceMonitor llm/qwen scrapes; add { from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }], ports: [{ port: 8000 }] } (wire/network-policy)`,
    ],
  },
  {
    title: `a policy for a range of ports`,
    of: 'wire/network-policy',
    changes: [
      [
        `monitoring
      ports:
        - port: 8000`,
        `monitoring
      ports:
        - port: 7000
          endPort: 9000`,
      ],
    ],
    found: [],
  },
  {
    title: `a policy for a port by its name`,
    of: 'wire/network-policy',
    changes: [
      [
        `monitoring
      ports:
        - port: 8000`,
        `monitoring
      ports:
        - port: http`,
      ],
    ],
    found: [],
  },
  {
    title: `a policy for egress alone`,
    of: 'wire/network-policy',
    changes: [[`policyTypes: [Ingress]`, `policyTypes: [Egress]`]],
    found: [],
  },
  {
    title: `the adapter mounts another ConfigMap`,
    of: 'wire/adapter-mount',
    changes: [[`            name: adapter-config`, `            name: adapter-rules`]],
    found: [
      `error [Deployment/monitoring/prometheus-adapter] Deployment monitoring/prometheus-adapter mounts ConfigMap adapter-rules, and the rules of the adapter stand in ConfigMap adapter-config; write name: adapter-config (wire/adapter-mount)`,
    ],
  },
  {
    title: `the adapter mounts a key under another name`,
    of: 'wire/adapter-mount',
    changes: [
      [
        `            name: adapter-config`,
        `            name: adapter-config
            items:
              - key: config.yaml
                path: rules.yaml`,
      ],
    ],
    found: [
      `error [Deployment/monitoring/prometheus-adapter] Deployment monitoring/prometheus-adapter reads /etc/adapter/config.yaml, and its volume has the rules of ConfigMap adapter-config in rules.yaml; write --config=/etc/adapter/rules.yaml (wire/adapter-mount)`,
    ],
  },
  {
    title: `an APIService in another namespace`,
    of: 'wire/api-service',
    changes: [
      [
        `    namespace: monitoring
    name: prometheus-adapter`,
        `    namespace: custom-metrics
    name: prometheus-adapter`,
      ],
    ],
    found: [
      `error [APIService/v1beta1.custom.metrics.k8s.io] 'spec.service.namespace' ("custom-metrics") must be that of the adapter, which is Service monitoring/prometheus-adapter; write namespace: monitoring (wire/api-service)`,
    ],
  },
  {
    title: `an APIService of something else`,
    of: 'wire/api-service',
    changes: [
      [
        `name: prometheus-adapter
  namespace: monitoring
spec:`,
        `name: webhook
  namespace: monitoring
spec:`,
      ],
      [
        `    name: prometheus-adapter
`,
        `    name: gone
`,
      ],
    ],
    found: [],
  },
  {
    title: `a scaler of a kind that it is not`,
    of: 'wire/scaler-target',
    changes: [
      [
        `  scaleTargetRef:
    name: qwen
`,
        `  scaleTargetRef:
    kind: StatefulSet
    name: qwen
`,
      ],
    ],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.scaleTargetRef.kind' ("StatefulSet") must be that of Deployment llm/qwen; write kind: Deployment (wire/scaler-target)`,
    ],
  },
  {
    title: `a scaler of something elsewhere`,
    of: 'wire/scaler-target',
    changes: [
      [
        `  scaleTargetRef:
    name: qwen
`,
        `  scaleTargetRef:
    name: unrelated
`,
      ],
    ],
    found: [
      `info [ScaledObject/llm/qwen] the Deployment unrelated that ScaledObject llm/qwen scales is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/scaler-target)`,
    ],
  },
  {
    title: `a scaler of something that the profile knows`,
    of: 'wire/scaler-target',
    changes: [
      [
        `  scaleTargetRef:
    name: qwen
`,
        `  scaleTargetRef:
    name: unrelated
`,
      ],
    ],
    profile: { elsewhere: ['Deployment/llm/unrelated'] },
    found: [],
  },
  {
    title: `a scaler in another namespace`,
    of: 'wire/scaler-target',
    changes: [
      [
        `kind: ScaledObject
metadata:
  name: qwen
  namespace: llm`,
        `kind: ScaledObject
metadata:
  name: qwen
  namespace: default`,
      ],
    ],
    found: [
      `error [ScaledObject/default/qwen] ScaledObject default/qwen scales Deployment llm/qwen, and can scale only what is in its own namespace; write namespace: llm (wire/scaler-target)`,
    ],
  },
  {
    title: `a Service and a monitor of something else are left alone`,
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
      team: search
  endpoints`,
      ],
    ],
    found: [
      `info [ServiceMonitor/llm/qwen] the Service that ServiceMonitor llm/qwen selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
];
