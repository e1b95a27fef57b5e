import type { Variant } from './variant';

/** The corners of the rules about monitors. */
export const MONITORS: readonly Variant[] = [
  {
    title: `an endpoint without a port is one for every port`,
    of: 'wire/monitor-port',
    changes: [
      [
        `    - port: http
      interval`,
        `    - path: /metrics
      interval`,
      ],
    ],
    found: [],
  },
  {
    title: `a PodMonitor names a port that the pods have not`,
    of: 'wire/monitor-selects-no-pods',
    changes: [
      [
        `    - port: http
      interval`,
        `    - port: metrics
      interval`,
      ],
    ],
    found: [
      `error [PodMonitor/llm/qwen] 'spec.podMetricsEndpoints[0].port' ("metrics") must be the name of a port of the pods of Deployment llm/qwen, whose ports are [http]; write port: http (wire/monitor-port)`,
    ],
  },
  {
    title: `a PodMonitor for pods elsewhere`,
    of: 'wire/monitor-selects-no-pods',
    changes: [
      [
        `    matchLabels:
      app: qwen
  podM`,
        `    matchLabels:
      team: search
  podM`,
      ],
    ],
    found: [
      `info [PodMonitor/llm/qwen] the pods that PodMonitor llm/qwen selects are not in these files; check what runs them together with it, or say in the profile that it exists elsewhere (wire/monitor-selects-no-pods)`,
    ],
  },
  {
    title: `a PodMonitor in another namespace`,
    of: 'wire/monitor-selects-no-pods',
    changes: [
      [
        `kind: PodMonitor
metadata:
  name: qwen
  namespace: llm`,
        `kind: PodMonitor
metadata:
  name: qwen
  namespace: monitoring`,
      ],
    ],
    found: [
      `error [PodMonitor/monitoring/qwen] PodMonitor monitoring/qwen selects the pods of Deployment llm/qwen by its labels, and looks in monitoring, not in llm; write namespaceSelector: { matchNames: [llm] } (wire/monitor-selects-no-pods)`,
    ],
  },
  {
    title: `a targetPort by a name that nothing declares`,
    of: 'wire/monitor-target-port',
    changes: [[`- targetPort: http`, `- targetPort: metrics`]],
    found: [
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].targetPort' ("metrics") must be a port that a container of Deployment llm/qwen declares, and these are [http (8000)]; write http (wire/monitor-target-port)`,
    ],
  },
  {
    title: `a path that is not given, of an engine with another`,
    of: 'wire/monitor-path',
    changes: [
      [
        `      path: /v1/metrics
`,
        ``,
      ],
    ],
    found: [
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].path' (/metrics, as it is not given) must be /v1/metrics, where NVIDIA NIM of Deployment llm/qwen serves its metrics; write path: /v1/metrics (wire/monitor-path)`,
    ],
  },
  {
    title: `monitors differ in the label release`,
    of: 'wire/network-policy',
    changes: [
      [
        `kind: ServiceMonitor
metadata:
  name: qwen
  namespace: llm`,
        `kind: ServiceMonitor
metadata:
  name: qwen
  namespace: llm
  labels:
    release: prom
spec:
  selector:
    matchLabels:
      app: qwen
  endpoints:
    - port: http
      interval: 15s
---
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: rules
  namespace: llm
spec:
  groups: []
---
apiVersion: monitoring.coreos.com/v1
kind: Probe
metadata:
  name: qwen
  namespace: llm`,
      ],
    ],
    found: [
      `warning [PrometheusRule/llm/rules] 'metadata.labels' (no labels) must have release=prom: every other monitor and rule here has it, and Prometheus probably selects by that; add 'release: prom' (monitor/not-selected)`,
    ],
  },
  {
    title: `Prometheus takes up no monitors`,
    of: 'wire/monitor-scheme',
    changes: [
      [
        `apiVersion: apps/v1`,
        `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: main
  namespace: monitoring
spec:
  ruleSelector: {}
---
apiVersion: apps/v1`,
      ],
    ],
    found: [
      `error [Prometheus/monitoring/main] Prometheus monitoring/main has no selector for ServiceMonitors, so that it takes up none; write serviceMonitorSelector: {} (monitor/not-selected)`,
    ],
  },
  {
    title: `Prometheus selects by another label`,
    of: 'wire/monitor-scheme',
    changes: [
      [
        `apiVersion: apps/v1`,
        `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: main
  namespace: monitoring
spec:
  ruleSelector: {}
  serviceMonitorSelector:
    matchLabels:
      release: main
---
apiVersion: apps/v1`,
      ],
    ],
    found: [
      `error [ServiceMonitor/llm/qwen] 'metadata.labels' (no labels) must have release=main: Prometheus monitoring/main selects by that; add 'release: main' (monitor/not-selected)`,
    ],
  },
  {
    title: `Prometheus takes up everything`,
    of: 'wire/monitor-scheme',
    changes: [
      [
        `apiVersion: apps/v1`,
        `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: main
  namespace: monitoring
spec:
  ruleSelector: {}
  serviceMonitorSelector: {}
---
apiVersion: apps/v1`,
      ],
    ],
    found: [],
  },
];
