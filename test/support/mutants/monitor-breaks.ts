import { oneOf, slip, slipOfSeries } from './random';
import { all, type Change, change, type Loose } from './stack';

const ofEngine = ({ metadata }: Loose) => metadata.name !== 'dcgm-exporter';

/** A rule that records, in a PrometheusRule. */
function recordingChange(name: string, make: (rule: Loose, random: () => number) => boolean | undefined): Change {
  return change(name, 'PrometheusRule', (object, stack) => {
    const rule = object.spec.groups[0].rules[0];
    return make(rule, stack.random) ? all(stack, 'HorizontalPodAutoscaler', 'ConfigMap') : undefined;
  });
}

/** What can be wrong with monitors and rules of Prometheus. */
export const MONITOR_BREAKS: readonly Change[] = [
  change(
    'select other Services',
    'ServiceMonitor',
    (object, stack) => {
      const { matchLabels } = object.spec.selector;
      const key = oneOf(Object.keys(matchLabels), stack.random);
      matchLabels[key] = slip(matchLabels[key], stack.random);
      return true;
    },
    ofEngine,
  ),
  change(
    'select Services by another label',
    'ServiceMonitor',
    (object) => {
      const { matchLabels } = object.spec.selector;
      const [key] = Object.keys(matchLabels);
      matchLabels['app.kubernetes.io/instance'] = matchLabels[key];
      delete matchLabels[key];
      return true;
    },
    ofEngine,
  ),
  change(
    'scrape another port',
    'ServiceMonitor',
    (object, stack) => {
      object.spec.endpoints[0].port = oneOf(['metrics', 'web', 'https', 'http-metrics'], stack.random);
      return true;
    },
    ofEngine,
  ),
  change(
    'scrape a port by its number in place of its name',
    'ServiceMonitor',
    (object) => {
      object.spec.endpoints[0].port = '8080';
      return true;
    },
    ofEngine,
  ),
  change(
    'scrape another path',
    'ServiceMonitor',
    (object, stack) => {
      const { path } = object.spec.endpoints[0];
      const paths = ['/metric', '/stats/prometheus', '/v1/metrics', '/metrics'].filter((each) => each !== path);
      object.spec.endpoints[0].path = oneOf(paths, stack.random);
      return true;
    },
    ofEngine,
  ),
  change(
    'move the monitor to another namespace',
    'ServiceMonitor',
    (object) => {
      object.metadata.namespace = 'elsewhere';
      return true;
    },
    ofEngine,
  ),
  change(
    'look for Services in another namespace',
    'ServiceMonitor',
    (object) => {
      object.spec.namespaceSelector = { matchNames: ['elsewhere'] };
      return true;
    },
    ofEngine,
  ),
  change(
    'leave out the label by which Prometheus takes up monitors',
    'ServiceMonitor',
    (object) => {
      delete object.metadata.labels;
      return true;
    },
    ({ metadata }) => metadata.labels?.release !== undefined,
  ),
  change(
    'name another Prometheus',
    'ServiceMonitor',
    (object) => {
      object.metadata.labels.release = 'kube-prometheus-stack';
      return true;
    },
    ({ metadata }) => metadata.labels?.release !== undefined,
  ),
  change('write an interval without its unit', 'ServiceMonitor', (object) => {
    object.spec.endpoints[0].interval = '15';
    return true;
  }),
  change('wait longer for a scrape than until the next', 'ServiceMonitor', (object) => {
    object.spec.endpoints[0].scrapeTimeout = '60s';
    return true;
  }),
  change(
    'drop the series that is scaled by',
    'ServiceMonitor',
    (object, stack) => {
      const regex = oneOf(['vllm:num_.*', 'vllm:.*', '.*num_requests.*|.*cache_usage.*'], stack.random);
      object.spec.endpoints[0].metricRelabelings = [
        { action: 'drop', sourceLabels: ['__name__'], regex: `${regex}|gpu_.*` },
      ];
      return all(stack, 'HorizontalPodAutoscaler', 'ScaledObject', 'ConfigMap');
    },
    ({ metadata }) => ['gemma', 'meta-llama3-8b', 'huggingface-fbopt'].includes(metadata.name),
  ),
  change(
    'let labels of the GPU exporter win',
    'ServiceMonitor',
    (object, stack) => {
      object.spec.endpoints[0].honorLabels = true;
      return all(stack, 'PrometheusRule');
    },
    ({ metadata }) => metadata.name === 'dcgm-exporter',
  ),
  recordingChange('rename what is recorded', (rule, random) => {
    rule.record = slipOfSeries(rule.record, random);
    return true;
  }),
  recordingChange('record another series', (rule, random) => {
    rule.expr = rule.expr.replace('DCGM_FI_DEV_GPU_UTIL', slipOfSeries('DCGM_FI_DEV_GPU_UTIL', random));
    return true;
  }),
  recordingChange('record without the label of the pod', (rule) => {
    rule.expr = rule.expr.replace('by (namespace, pod)', 'by (namespace)');
    return true;
  }),
  recordingChange('record under the labels of the exporter', (rule) => {
    rule.expr = 'avg by (namespace, pod) (DCGM_FI_DEV_GPU_UTIL)';
    return true;
  }),
  recordingChange('forget a parenthesis of what is recorded', (rule) => {
    rule.expr = rule.expr.replace(/\)$/, '');
    return true;
  }),
];
