import { scaledOn, VLLM_STACK } from '../../stack/support';
import {
  DEPLOYMENT,
  MORE_PORTS,
  podMonitor,
  recording,
  service,
  serviceMonitor,
  testRows,
  WITH_SERVICE,
} from './support';

describe('wire/monitor-engine-port', () => {
  testRows('wire/monitor-engine-port', [
    [
      'a PodMonitor of a port that is not the engine’s',
      [
        'error PodMonitor/llm/qwen: PodMonitor llm/qwen scrapes port 9000 of Deployment llm/qwen, and vLLM serves its metrics on 8000; write port: http',
      ],
      MORE_PORTS + podMonitor('podMetricsEndpoints: [{port: aux}]'),
    ],
    [
      'a targetPort that is not the engine’s',
      [
        'error ServiceMonitor/llm/qwen: ServiceMonitor llm/qwen scrapes port 9000 of Deployment llm/qwen, and vLLM serves its metrics on 8000; write port: http',
      ],
      MORE_PORTS +
        service('qwen', '{name: http, port: 80, targetPort: http}') +
        serviceMonitor('endpoints: [{targetPort: 9000}]'),
    ],
    [
      'another port beside that of the engine',
      [],
      MORE_PORTS + podMonitor('podMetricsEndpoints: [{port: aux}, {port: http}]'),
    ],
    [
      'a Service that leads to another port alone',
      [
        'error ServiceMonitor/llm/qwen: ServiceMonitor llm/qwen scrapes port 9000 of Deployment llm/qwen, and vLLM serves its metrics on 8000; let a port of Service llm/qwen lead to 8000, and name that one',
      ],
      MORE_PORTS +
        service('qwen', '{name: http, port: 80, targetPort: aux}') +
        serviceMonitor('endpoints: [{port: http}]'),
    ],
    [
      'a port of another container',
      [],
      DEPLOYMENT.replace(
        '      containers:',
        '      containers:\n        - {name: proxy, image: envoy, ports: [{name: stats, containerPort: 9901}]}',
      ) + podMonitor('podMetricsEndpoints: [{port: stats}]'),
    ],
  ]);
});

describe('wire/monitor-target-port', () => {
  testRows('wire/monitor-target-port', [
    [
      'a number that no container declares',
      [
        `error ServiceMonitor/llm/qwen: 'spec.endpoints[0].targetPort' (7000) must be a port that a container of Deployment llm/qwen declares, and these are [http (8000), aux (9000), 9001]; add 'ports: [{ name: metrics, containerPort: 7000 }]' to the container, or name the port of the Service in 'port'`,
      ],
      MORE_PORTS +
        service('qwen', '{name: http, port: 80, targetPort: http}') +
        serviceMonitor('endpoints: [{targetPort: 7000}]'),
    ],
    [
      'a name, where ports have none',
      [
        `error ServiceMonitor/llm/qwen: 'spec.endpoints[0].targetPort' ("metrics") must be a port that a container of Deployment llm/qwen declares, and these are [8000]; write 8000`,
      ],
      DEPLOYMENT.replace('{name: http, containerPort: 8000}', '{containerPort: 8000}') +
        service('qwen', '{name: http, port: 80, targetPort: 8000}') +
        serviceMonitor('endpoints: [{targetPort: metrics}]'),
    ],
    [
      'a name, where no port is declared',
      [
        `error ServiceMonitor/llm/qwen: 'spec.endpoints[0].targetPort' ("metrics") must be a port that a container of Deployment llm/qwen declares, and these are []; write a port that is declared`,
      ],
      DEPLOYMENT.replace('          ports: [{name: http, containerPort: 8000}]\n', '') +
        service('qwen', '{name: http, port: 80, targetPort: 8000}') +
        serviceMonitor('endpoints: [{targetPort: metrics}]'),
    ],
    ['a monitor of nothing', [], serviceMonitor('endpoints: [{targetPort: metrics}]')],
    [
      'a Service without ports',
      [],
      DEPLOYMENT + service('qwen', '') + serviceMonitor('endpoints: [{targetPort: http}]'),
    ],
  ]);
});

describe('monitor/double-scrape', () => {
  testRows('monitor/double-scrape', [
    [
      'two Services of one monitor',
      [
        'error ServiceMonitor/llm/qwen: the metrics of port 8000 of Deployment llm/qwen are stored twice: ServiceMonitor llm/qwen finds it by Service llm/qwen and Service llm/qwen-b; let the monitor select one of the Services, by a label that only that one has',
      ],
      VLLM_STACK + service('qwen-b', '{name: http, port: 80, targetPort: http}'),
    ],
    [
      'two endpoints of one monitor',
      [
        'error ServiceMonitor/llm/qwen: the metrics of port 8000 of Deployment llm/qwen are stored twice: it is scraped by ServiceMonitor llm/qwen and once more; take one of them out',
      ],
      WITH_SERVICE + serviceMonitor('endpoints: [{port: http}, {targetPort: http}]'),
    ],
    [
      'two monitors',
      [
        'error ServiceMonitor/llm/qwen: the metrics of port 8000 of Deployment llm/qwen are stored twice: it is scraped by ServiceMonitor llm/other and ServiceMonitor llm/qwen; take one of them out',
      ],
      VLLM_STACK + serviceMonitor('endpoints: [{port: http}]', 'other'),
    ],
    [
      'endpoints with parameters',
      [],
      WITH_SERVICE + serviceMonitor('endpoints: [{port: http}, {port: http, params: {match: [x]}}]'),
    ],
    [
      'a port that is not known',
      [],
      DEPLOYMENT + podMonitor('podMetricsEndpoints: [{path: /metrics}, {path: /metrics}]'),
    ],
  ]);
});

describe('wire/monitor-selects-no-pods', () => {
  testRows('wire/monitor-selects-no-pods', [
    [
      'whatever the namespace',
      [
        'info PodMonitor/llm/qwen: the pods that PodMonitor llm/qwen selects are not in these files; check what runs them together with it, or say in the profile that it exists elsewhere',
      ],
      podMonitor('namespaceSelector: {any: true}, podMetricsEndpoints: [{port: http}]'),
    ],
    [
      'whatever the namespace, where the Deployments are elsewhere',
      [],
      podMonitor('namespaceSelector: {any: true}, podMetricsEndpoints: [{port: http}]'),
      { elsewhere: ['Deployment/*/*'] },
    ],
  ]);
});

describe('wire/monitor-selects-no-service', () => {
  testRows('wire/monitor-selects-no-service', [
    [
      'whatever the namespace',
      [
        'info ServiceMonitor/llm/qwen: the Service that ServiceMonitor llm/qwen selects is not in these files; check it together with them, or say in the profile that it exists elsewhere',
      ],
      DEPLOYMENT + serviceMonitor('namespaceSelector: {any: true}, endpoints: [{port: http}]'),
    ],
  ]);
});

describe('wire/gpu-exporter-service', () => {
  testRows('wire/gpu-exporter-service', [
    [
      'by the label app',
      [
        `warning Service/llm/dcgm: 'spec.selector.app' ("gpu-metrics") must be a name that the exporter's pods have: its Helm chart calls them dcgm-exporter, NVIDIA's operator nvidia-dcgm-exporter; write app: nvidia-dcgm-exporter`,
      ],
      service('dcgm', '{port: 9400}', 'app: gpu-metrics'),
    ],
    [
      'by the label of charts',
      [
        `warning Service/llm/dcgm: 'spec.selector['app.kubernetes.io/name']' ("my-dcgm") must be a name that the exporter's pods have: its Helm chart calls them dcgm-exporter, NVIDIA's operator nvidia-dcgm-exporter; write app.kubernetes.io/name: dcgm-exporter`,
      ],
      service('dcgm', '{port: 9400}', 'app.kubernetes.io/name: my-dcgm'),
    ],
    ['a Service of another port', [], service('dcgm', '{port: 80}', 'app: gpu-metrics')],
  ]);
});

describe('monitor/not-selected', () => {
  testRows('monitor/not-selected', [
    [
      'rules that Prometheus takes up none of',
      [
        'error Prometheus/monitoring/main: Prometheus monitoring/main has no selector for PrometheusRules, so that it takes up none; write ruleSelector: {}',
      ],
      `---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: main, namespace: monitoring}\nspec: {serviceMonitorSelector: {}}\n${recording('sum(up)')}`,
    ],
    [
      'PodMonitors that Prometheus takes up none of',
      [
        'error Prometheus/monitoring/main: Prometheus monitoring/main has no selector for PodMonitors, so that it takes up none; write podMonitorSelector: {}',
      ],
      `---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: main, namespace: monitoring}\nspec: {serviceMonitorSelector: {}}\n---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: a, namespace: monitoring}\nspec: {serviceMonitorSelector: {}}\n${DEPLOYMENT}${podMonitor('podMetricsEndpoints: [{port: http}]')}`,
    ],
  ]);
});

describe('wire/scaler-target', () => {
  testRows('wire/scaler-target', [
    [
      'two of nearly that name',
      [
        `error ScaledObject/llm/qwen: 'spec.scaleTargetRef.name' ("qwen") must be that of Deployment llm/qwen-b; write name: qwen-b`,
      ],
      `${DEPLOYMENT.replaceAll('qwen', 'qwen-b').slice(1)}---${DEPLOYMENT.replaceAll('qwen', 'qwen-a')}${scaledOn('sum(up)')}`,
    ],
    [
      'kinds',
      [
        `error ScaledObject/llm/qwen: 'spec.scaleTargetRef.kind' ("Deployment") must be that of StatefulSet llm/qwen; write kind: StatefulSet`,
      ],
      DEPLOYMENT.replace('kind: Deployment', 'kind: StatefulSet') + scaledOn('sum(up)'),
    ],
  ]);
});

describe('wire/monitor-scheme', () => {
  testRows('wire/monitor-scheme', [
    [
      'an engine with a certificate',
      [],
      VLLM_STACK.replace(
        'args: [--model=Qwen/Qwen3-8B]',
        'args: [--model=Qwen/Qwen3-8B, --ssl-certfile=/tls/crt]',
      ).replace('endpoints: [{port: http', 'endpoints: [{scheme: https, port: http'),
    ],
  ]);
});

describe('monitor/timeout', () => {
  testRows('monitor/timeout', [
    [
      'in these files',
      [
        `warning ServiceMonitor/llm/qwen: 'spec.endpoints[0].scrapeTimeout' ("60s") must be at most the interval of Prometheus (30s), as the monitor gives none; write scrapeTimeout: 10s`,
      ],
      WITH_SERVICE + serviceMonitor('endpoints: [{port: http, scrapeTimeout: 60s}]'),
    ],
    [
      'interval',
      [
        `error ServiceMonitor/llm/qwen: 'spec.endpoints[0].scrapeTimeout' ("60s") must be at most the interval of Prometheus (30s), as the monitor gives none; write scrapeTimeout: 10s`,
      ],
      WITH_SERVICE + serviceMonitor('endpoints: [{port: http, scrapeTimeout: 60s}]'),
      { scrapeInterval: 30 },
    ],
  ]);
});
