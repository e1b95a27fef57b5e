import type { Variant } from './variant';

/** The corners of the rules about PrometheusRules. */
export const PROMETHEUS_RULES: readonly Variant[] = [
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
