import type { CheckProfile } from '../../src/checks/profile';

/** A good example that is changed, and what is then found. */
export interface Variant {
  /** What the change is. */
  readonly title: string;
  /** The example. */
  readonly of: string;
  /** What stands there, and what stands there instead. */
  readonly changes: readonly (readonly [string, string])[];
  /** What is known of the cluster. */
  readonly profile?: CheckProfile;
  /** What is found: how bad it is, the object, and the whole message. */
  readonly found: readonly string[];
}

/** The corners of the rules from the engine to the metric. */
export const VARIANTS: readonly Variant[] = [
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
  {
    title: `an old name beside the new one is enough`,
    of: 'metric/unknown-to-engine',
    changes: [
      [
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})`,
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"} or vllm:gpu_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})`,
      ],
    ],
    found: [],
  },
  {
    title: `a series that a neighbour would have`,
    of: 'metric/unknown-series',
    changes: [[`vllm:num_requests_running`, `nv_inference_pending_request_count`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(nv_inference_pending_request_count{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for nv_inference_pending_request_count, which NVIDIA Triton exports, and vLLM 0.11.0 of Deployment llm/qwen does not; write vllm:num_requests_waiting (metric/unknown-to-engine)`,
    ],
  },
  {
    title: `a series with the prefix of the engine that is not known`,
    of: 'metric/unknown-series',
    changes: [[`vllm:num_requests_running`, `vllm:lora_slots_free`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:lora_slots_free{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for vllm:lora_slots_free, which is not known of vLLM; make sure that this version exports it (metric/unknown-series)`,
    ],
  },
  {
    title: `a series of somebody else`,
    of: 'metric/unknown-series',
    changes: [[`vllm:num_requests_running`, `gateway_open_connections`]],
    found: [
      `info [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(gateway_open_connections{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for gateway_open_connections, which nothing in these files is known to export or record; make sure that it is scraped, or check what records it together with this (metric/unknown-series)`,
    ],
  },
  {
    title: `another pod`,
    of: 'metric/label-value',
    changes: [[`pod=~"qwen-.+"`, `pod=~"llama-.+"`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running{namespace=\\"llm\\",pod=~\\"llama-.+\\"})") asks for vllm:num_requests_running with pod=~"llama-.+", and on the pods of Deployment llm/qwen it is like "qwen-6d4c8f7b59-x7k2p"; write pod=~"qwen-.+" (metric/label-value)`,
    ],
  },
  {
    title: `a label that nobody has`,
    of: 'metric/no-label',
    changes: [[`model_name=`, `tenant=`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running{namespace=\\"llm\\",tenant=\\"Qwen/Qwen2.5-7B-Instru…) asks for the label 'tenant' of vllm:num_requests_running, which has container, engine, job, model_name, namespace, pod, service; take the condition out (metric/no-label)`,
    ],
  },
  {
    title: `one namespace without a second service`,
    of: 'metric/query',
    changes: [[`{namespace="llm",pod=~"qwen-.+"}`, `{namespace="llm"}`]],
    found: [
      `info [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running{namespace=\\"llm\\"})") counts vllm:num_requests_running of every pod that Prometheus knows in the namespace, and scales Deployment llm/qwen; add pod=~"qwen-.+" (metric/neighbours)`,
    ],
  },
  {
    title: `the whole cluster`,
    of: 'metric/query',
    changes: [[`{namespace="llm",pod=~"qwen-.+"}`, ``]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running)") counts vllm:num_requests_running of every pod that Prometheus knows, and scales Deployment llm/qwen; add namespace="llm" and pod=~"qwen-.+" (metric/neighbours)`,
    ],
  },
  {
    title: `grouped by what is held to one value`,
    of: 'metric/query',
    changes: [
      [
        `sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-.+"})`,
        `sum by (namespace) (vllm:num_requests_running{namespace="llm",pod=~"qwen-.+"})`,
      ],
    ],
    found: [],
  },
  {
    title: `a percentage of 100 times a ratio`,
    of: 'metric/unit',
    changes: [[`avg(vllm`, `100 * avg(vllm`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0.8") must be a percentage between 1 and 100, as the query gives it; write 80 (metric/unit)`,
    ],
  },
  {
    title: `a ratio that is 100 times too small`,
    of: 'metric/unit',
    changes: [
      [
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})`,
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"}) * 100`,
      ],
      [`threshold: "0.8"`, `threshold: "80"`],
    ],
    found: [],
  },
  {
    title: `a ratio in an unknown unit is left alone`,
    of: 'metric/unit',
    changes: [
      [
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"})`,
        `avg(vllm:kv_cache_usage_perc{namespace="llm",pod=~"qwen-.+"}) * 7`,
      ],
      [`threshold: "0.8"`, `threshold: "5"`],
    ],
    found: [],
  },
  {
    title: `a ratio that hardly gets above its target`,
    of: 'metric/unit',
    changes: [[`threshold: "0.8"`, `threshold: "0.95"`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0.95") must be below 0.9: vllm:kv_cache_usage_perc is at most 1 as a ratio, and has to exceed the target by a tenth; write 0.8 (metric/never-reached)`,
    ],
  },
  {
    title: `a percentage in hundredths`,
    of: 'metric/gpu-labels',
    changes: [[`threshold: "70"`, `threshold: "0.7"`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0.7") must be a percentage between 1 and 100, as DCGM_FI_DEV_GPU_UTIL (the DCGM exporter) is; write 70 (metric/unit)`,
      `info [ScaledObject/llm/qwen] ScaledObject llm/qwen scales by GPU utilization alone; add the waiting or running requests of the engine, by which one step reaches the right size (metric/saturating)`,
      `info [ServiceMonitor/monitoring/dcgm-exporter] the Service that ServiceMonitor monitoring/dcgm-exporter selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `one percent`,
    of: 'metric/gpu-labels',
    changes: [[`threshold: "70"`, `threshold: "1"`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("1") must be a percentage between 1 and 100, as DCGM_FI_DEV_GPU_UTIL (the DCGM exporter) is; write 100 if all of it is meant (metric/unit)`,
      `info [ScaledObject/llm/qwen] ScaledObject llm/qwen scales by GPU utilization alone; add the waiting or running requests of the engine, by which one step reaches the right size (metric/saturating)`,
      `info [ServiceMonitor/monitoring/dcgm-exporter] the Service that ServiceMonitor monitoring/dcgm-exporter selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `more than all`,
    of: 'metric/gpu-labels',
    changes: [[`threshold: "70"`, `threshold: "120"`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("120") must be a percentage of at most 100, as DCGM_FI_DEV_GPU_UTIL (the DCGM exporter) is; write a number between 1 and 100, such as 80 (metric/unit)`,
      `info [ScaledObject/llm/qwen] ScaledObject llm/qwen scales by GPU utilization alone; add the waiting or running requests of the engine, by which one step reaches the right size (metric/saturating)`,
      `info [ServiceMonitor/monitoring/dcgm-exporter] the Service that ServiceMonitor monitoring/dcgm-exporter selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `milliseconds of a latency`,
    of: 'metric/quantile',
    changes: [[`threshold: "2"`, `threshold: "2000"`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("2000") must be in seconds, as vllm:time_to_first_token_seconds_bucket (vLLM) is; write 2 (metric/unit)`,
    ],
  },
  {
    title: `a percentile of a gauge`,
    of: 'metric/quantile',
    changes: [[`vllm:time_to_first_token_seconds_bucket`, `vllm:num_requests_running`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(0.95, sum by (le) (rate(vllm:num_requests_running{namespace=…) must take a percentile of a histogram's buckets, and vllm:num_requests_running is a gauge; take its value: avg(vllm:num_requests_running) (metric/quantile)`,
    ],
  },
  {
    title: `a percentile of the sum of a histogram`,
    of: 'metric/quantile',
    changes: [[`vllm:time_to_first_token_seconds_bucket`, `vllm:time_to_first_token_seconds_sum`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(0.95, sum by (le) (rate(vllm:time_to_first_token_seconds_sum…) must take a percentile of a histogram's buckets, not of vllm:time_to_first_token_seconds_sum; write vllm:time_to_first_token_seconds_bucket (metric/quantile)`,
    ],
  },
  {
    title: `a percentile without le`,
    of: 'metric/quantile',
    changes: [[`sum by (le)`, `sum without (le)`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(0.95, sum without (le) (rate(vllm:time_to_first_token_second…) must keep the label 'le' of the buckets, which the percentile is taken by; take 'le' out of without(…) (metric/quantile)`,
    ],
  },
  {
    title: `a percentile above 1`,
    of: 'metric/quantile',
    changes: [[`histogram_quantile(0.95`, `histogram_quantile(99`]],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("histogram_quantile(99, sum by (le) (rate(vllm:time_to_first_token_seconds_bucke…) must have a percentile between 0 and 1, not 99; write 0.99 (metric/quantile)`,
    ],
  },
  {
    title: `whether a counter is there`,
    of: 'metric/counter',
    changes: [
      [
        `sum(rate(vllm:generation_tokens_total{namespace="llm",pod=~"qwen-.+"}[2m]))`,
        `sum(rate(vllm:generation_tokens_total{namespace="llm",pod=~"qwen-.+"}[2m])) or 0 * sum(vllm:generation_tokens_total{namespace="llm",pod=~"qwen-.+"})`,
      ],
    ],
    found: [],
  },
  {
    title: `a window of two intervals`,
    of: 'metric/rate-window',
    changes: [[`[1m]`, `[30s]`]],
    found: [
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(rate(vllm:generation_tokens_total{namespace=\\"llm\\",pod=~\\"qwen-.+\\"}[30s])…) must take the rate over at least 4 intervals of 15s, and takes it over 30s; write [1m] (metric/rate-window)`,
    ],
  },
  {
    title: `a window that the profile makes too short`,
    of: 'metric/rate-window',
    changes: [
      [
        `      interval: 15s
`,
        ``,
      ],
    ],
    profile: { scrapeInterval: 60 },
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("sum(rate(vllm:generation_tokens_total{namespace=\\"llm\\",pod=~\\"qwen-.+\\"}[1m]))…) must take the rate over at least 4 intervals of 1m, and takes it over 1m; write [4m] (metric/rate-window)`,
    ],
  },
  {
    title: `an interval that nobody knows`,
    of: 'metric/rate-window',
    changes: [
      [
        `      interval: 15s
`,
        ``,
      ],
    ],
    found: [],
  },
  {
    title: `the GPUs of an exporter that keeps the labels of the workload`,
    of: 'metric/gpu-labels',
    changes: [
      [
        `    - port: metrics
      interval: 15s`,
        `    - port: metrics
      interval: 15s
      honorLabels: true`,
      ],
    ],
    found: [
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("avg(DCGM_FI_DEV_GPU_UTIL{exported_namespace=\\"llm\\",exported_pod=~\\"qwen-.+\\"})…) asks for the label 'exported_namespace' of DCGM_FI_DEV_GPU_UTIL, which has namespace, pod; write namespace (metric/no-label)`,
      `info [ScaledObject/llm/qwen] ScaledObject llm/qwen scales by GPU utilization alone; add the waiting or running requests of the engine, by which one step reaches the right size (metric/saturating)`,
      `info [ServiceMonitor/monitoring/dcgm-exporter] the Service that ServiceMonitor monitoring/dcgm-exporter selects is not in these files; check it together with them, or say in the profile that it exists elsewhere (wire/monitor-selects-no-service)`,
    ],
  },
  {
    title: `an engine that does not count`,
    of: 'metric/query',
    changes: [[`--port=8000]`, `--port=8000, --disable-log-stats]`]],
    found: [
      `error [Deployment/llm/qwen] vLLM of Deployment llm/qwen counts nothing under --disable-log-stats, and ScaledObject llm/qwen scales by vllm:num_requests_running; take --disable-log-stats out (metric/not-enabled)`,
    ],
  },
  {
    title: `a name of the other API`,
    of: 'metric/not-exposed',
    changes: [
      [
        `    - type: Pods
      pods:`,
        `    - type: External
      external:`,
      ],
    ],
    found: [
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].external.metric.name' ("vllm_num_requests_running") is exposed as a metric of pods, and asked for as External; write type: Pods, with target.averageValue (metric/not-exposed)`,
    ],
  },
  {
    title: `an adapter with the rules of its chart`,
    of: 'metric/not-exposed',
    changes: [
      [
        `          name: vllm_num_requests_running
        target`,
        `          name: vllm:num_requests_running
        target`,
      ],
      [
        `apiVersion: v1
kind: ConfigMap
metadata:
  name: adapter-config
  namespace: monitoring
data:
  config.yaml: |
    rules:
`,
        `rules:
  default: true
  custom:
`,
      ],
    ],
    found: [],
  },
  {
    title: `no adapter at all`,
    of: 'metric/name',
    changes: [[`kind: ConfigMap`, `kind: Secret`]],
    found: [
      `info [HorizontalPodAutoscaler/llm/qwen] 'spec.metrics[0].pods.metric.name' ("queue_depth") has to come from a metrics adapter, whose configuration is not in these files; check it together with them, or make sure that a rule of it gives this name (metric/not-exposed)`,
    ],
  },
  {
    title: `a rule that takes a template for its labels`,
    of: 'adapter/resources',
    changes: [
      [
        `          overrides:
            namespace: { resource: namespace }
            pod: { resource: pod }
`,
        `          template: kube_<<.Resource>>
`,
      ],
    ],
    found: [],
  },
  {
    title: `a template without its placeholder`,
    of: 'adapter/resources',
    changes: [
      [
        `          overrides:
            namespace: { resource: namespace }
            pod: { resource: pod }
`,
        `          template: pod
`,
      ],
    ],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'data['config.yaml'].rules[0].resources.template' ("pod") must hold <<.Resource>>; write '<<.Resource>>' (adapter/resources)`,
    ],
  },
  {
    title: `a rule about nothing but the namespace`,
    of: 'adapter/resources',
    changes: [
      [
        `            pod: { resource: pod }
`,
        ``,
      ],
    ],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'data['config.yaml'].rules[0].resources' (an object) must map a label to the object that the metric is about; add 'pod: { resource: pod }' to overrides (adapter/resources)`,
    ],
  },
  {
    title: `a resource that is misspelt`,
    of: 'adapter/resources',
    changes: [[`pod: { resource: pod }`, `pod: { resource: podd }`]],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'data['config.yaml'].rules[0].resources.overrides.pod.resource' ("podd") must be a resource of the cluster; write pod (adapter/resources)`,
    ],
  },
  {
    title: `a label without a resource`,
    of: 'adapter/resources',
    changes: [[`pod: { resource: pod }`, `pod: {}`]],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'data['config.yaml'].rules[0].resources.overrides.pod' (an object) must name a resource; write { resource: pod } (adapter/resources)`,
    ],
  },
  {
    title: `a name with a slash`,
    of: 'adapter/name',
    changes: [[`as: vllm_num_requests_running`, `as: vllm/num_requests_running`]],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'data['config.yaml'].rules[0].name.as' ("vllm/num_requests_running") must be a name without '/' and '%'; write vllm_num_requests_running (adapter/name)`,
    ],
  },
  {
    title: `a query without a placeholder for the group`,
    of: 'adapter/query',
    changes: [[` by (<<.GroupBy>>)`, ``]],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'data['config.yaml'].rules[0].metricsQuery' ("sum(<<.Series>>{<<.LabelMatchers>>})") must hold <<.GroupBy>>; add by (<<.GroupBy>>) (adapter/query)`,
    ],
  },
  {
    title: `no query of values`,
    of: 'adapter/query',
    changes: [
      [
        `        metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
`,
        ``,
      ],
    ],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'data['config.yaml'].rules[0].metricsQuery' (not given) must be a query; write 'sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)' (adapter/query)`,
    ],
  },
  {
    title: `a label that is joined by text of the template`,
    of: 'adapter/query',
    changes: [[`{<<.LabelMatchers>>}`, `{<<range $k, $v := .LabelValuesByName>><<$k>>="<<$v>>",<<end>>}`]],
    found: [],
  },
  {
    title: `a rule at the wrong level`,
    of: 'adapter/unknown-key',
    changes: [
      [
        `        name:
          matches`,
        `        nmae:
          matches`,
      ],
    ],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'nmae' is no key of the adapter's configuration, which has seriesQuery, seriesFilters, resources, name, metricsQuery here; take it out, or indent it where it belongs (adapter/unknown-key)`,
    ],
  },
  {
    title: `an alert and a record in one`,
    of: 'prometheus-rule/duration',
    changes: [
      [
        `alert: QwenQueue`,
        `alert: QwenQueue
          record: queue`,
      ],
    ],
    found: [
      `error [PrometheusRule/llm/qwen] a rule has both record and alert; make two rules of it (prometheus-rule/names)`,
    ],
  },
  {
    title: `neither an alert nor a record`,
    of: 'prometheus-rule/names',
    changes: [[`record: qwen:requests:sum`, `recrod: qwen:requests:sum`]],
    found: [
      `error [PrometheusRule/llm/qwen] a rule has neither record nor alert; add 'record' with the name of the new series (prometheus-rule/names)`,
    ],
  },
  {
    title: `an expression that is not there`,
    of: 'prometheus-rule/names',
    changes: [
      [
        `          expr: sum(vllm:num_requests_running{namespace="llm",pod=~"qwen-.+"})
`,
        `          expr: ""
`,
      ],
    ],
    found: [
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].expr' ("") must be PromQL; give the expression (prometheus-rule/expression)`,
    ],
  },
  {
    title: `a template with braces in braces`,
    of: 'prometheus-rule/template',
    changes: [[`{{ $value }}`, `{{ {{ $value }}`]],
    found: [
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].rules[0].annotations.summary' ("{{ {{ $value }} requests wait") must close each '{{' with '}}'; add '}}' (prometheus-rule/template)`,
    ],
  },
  {
    title: `a group without a name`,
    of: 'prometheus-rule/names',
    changes: [
      [
        `    - name: qwen
      rules:`,
        `    - rules:`,
      ],
    ],
    found: [
      `error [PrometheusRule/llm/qwen] 'spec.groups[0].name' (not given) must name the group; give it a name (prometheus-rule/names)`,
    ],
  },
];
