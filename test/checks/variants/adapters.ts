import type { Variant } from './variant';

/** The corners of the rules about adapters. */
export const ADAPTERS: readonly Variant[] = [
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
    title: `a rule about namespaces, which groups by them itself`,
    of: 'adapter/resources',
    changes: [
      [
        `            pod: { resource: pod }
`,
        ``,
      ],
      [`sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)`, `sum by (namespace) (vllm:num_requests_running)`],
    ],
    found: [],
  },
  {
    title: `a rule about nodes, which are in no namespace`,
    of: 'adapter/resources',
    changes: [
      [
        `            namespace: { resource: namespace }
            pod: { resource: pod }
`,
        `            node: { resource: node }
`,
      ],
    ],
    found: [],
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
    title: `a query that groups by the label of the pods itself`,
    of: 'adapter/query',
    changes: [[`by (<<.GroupBy>>)`, `by (pod)`]],
    found: [],
  },
  {
    title: `a query that adds nothing up`,
    of: 'adapter/query',
    changes: [[`sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)`, `<<.Series>>{<<.LabelMatchers>>}`]],
    found: [],
  },
  {
    title: `a query that groups by another label`,
    of: 'adapter/query',
    changes: [[`by (<<.GroupBy>>)`, `by (namespace)`]],
    found: [
      `error [ConfigMap/monitoring/adapter-config] 'data['config.yaml'].rules[0].metricsQuery' ("sum(<<.Series>>{<<.LabelMatchers>>}) by (namespace)") must hold <<.GroupBy>>; add by (<<.GroupBy>>) (adapter/query)`,
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
];
