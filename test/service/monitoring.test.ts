import { Duration } from 'cdk8s';
import { Backend, ClusterProfile, Engine, type LlmInferenceServiceProps, Model, Monitoring } from '../../src';
import { type Manifest, newChart, newService, synth } from '../support/chart';
import { errorsWith } from './support';

const SILENT = Engine.custom({ image: 'mine:1.0', port: 80 });
const NO_PROMETHEUS = () => newChart(ClusterProfile.custom({ kserveVersion: '0.20' }));

function monitors(props: Partial<LlmInferenceServiceProps>, chart = newChart()): Manifest[] {
  const { monitor } = newService(chart, 'Qwen', props);
  const found = synth(chart).filter(({ kind }) => kind.endsWith('Monitor'));
  expect(monitor?.toJson()).toEqual(found[0]);
  return found;
}

describe('the monitor', () => {
  test('of a service on KServe looks for the Service that KServe makes', () => {
    const [{ kind, metadata, spec }] = monitors({ monitoring: Monitoring.serviceMonitor() });
    expect([kind, metadata]).toEqual([
      'ServiceMonitor',
      { name: 'qwen', namespace: 'llm', labels: { release: 'prometheus' } },
    ]);
    expect(spec).toEqual({
      selector: { matchLabels: { 'serving.kserve.io/inferenceservice': 'qwen', component: 'predictor' } },
      endpoints: [{ port: 'http', path: '/metrics', interval: '15s' }],
    });
  });

  test('of a plain Deployment looks for labels that its Service has', () => {
    const chart = newChart();
    const [{ spec }] = monitors({ backend: Backend.deployment(), monitoring: Monitoring.serviceMonitor() }, chart);
    const [service] = synth(chart).filter(({ kind }) => kind === 'Service');
    expect(service.metadata.labels).toMatchObject(spec.selector.matchLabels);
    expect(service.spec.ports.map(({ name }: Manifest) => name)).toContain(spec.endpoints[0].port);
  });

  test.each([
    ['KServe', Backend.kserve(), { app: 'isvc.qwen-predictor' }],
    [
      'a plain Deployment',
      Backend.deployment(),
      { 'app.kubernetes.io/name': 'qwen', 'app.kubernetes.io/component': 'inference-server' },
    ],
  ])('can be a PodMonitor, which looks for the pods of %s', (_, backend, matchLabels) => {
    const [{ kind, spec }] = monitors({ backend, monitoring: Monitoring.podMonitor() });
    expect(kind).toBe('PodMonitor');
    expect(spec).toEqual({
      selector: { matchLabels },
      podMetricsEndpoints: [{ port: 'http', path: '/metrics', interval: '15s' }],
    });
  });

  test.each([
    ['ServiceMonitor', Monitoring.serviceMonitor],
    ['PodMonitor', Monitoring.podMonitor],
  ])('takes an interval and labels of its own as %s', (kind, factory) => {
    const [found] = monitors({ monitoring: factory({ interval: Duration.minutes(1), labels: { team: 'nlp' } }) });
    expect([found.kind, found.metadata.labels]).toEqual([kind, { release: 'prometheus', team: 'nlp' }]);
    expect((found.spec.endpoints ?? found.spec.podMetricsEndpoints)[0].interval).toBe('60s');
  });

  test('is scraped as often as the cluster profile says', () => {
    const cluster = ClusterProfile.kubePrometheusStack({ release: 'p', scrapeInterval: Duration.seconds(30) });
    expect(monitors({}, newChart(cluster))[0].spec.endpoints[0].interval).toBe('30s');
  });

  test('carries what ACK looks for', () => {
    const [{ metadata }] = monitors({}, newChart(ClusterProfile.ack()));
    expect(metadata).toEqual({
      name: 'qwen',
      namespace: 'llm',
      annotations: { 'arms.prometheus.io/discovery': 'true' },
    });
  });

  test('stands in the namespace of its service', () => {
    expect(monitors({ metadata: { namespace: 'apart' } })[0].metadata.namespace).toBe('apart');
  });

  test('scrapes the second port where the metrics have one', () => {
    const engine = Engine.custom({ image: 'mine:1.0', port: 80, metricsPort: 81, metricsPath: '/m' });
    const [{ spec }] = monitors({ engine, model: Model.inImage() });
    expect(spec.endpoints).toEqual([{ port: 'metrics', path: '/m', interval: '15s' }]);
  });

  test.each([
    ['the metrics are scraped elsewhere', { monitoring: Monitoring.elsewhere() }, newChart],
    ['nobody shall scrape', { monitoring: Monitoring.none() }, newChart],
    ['the engine has no metrics', { engine: SILENT, model: Model.inImage() }, newChart],
    ['the cluster has no Prometheus', {}, NO_PROMETHEUS],
    ['no cluster profile is applied', {}, () => newChart(null)],
  ])('is not there when %s', (_, props, chart) => {
    expect(monitors(props, chart())).toEqual([]);
  });
});

describe('a monitor that is asked for', () => {
  test.each([
    ['ServiceMonitor', Monitoring.serviceMonitor()],
    ['PodMonitor', Monitoring.podMonitor()],
  ])('as %s must have something to scrape and somebody who does', (_, monitoring) => {
    expect(errorsWith({ engine: SILENT, model: Model.inImage(), monitoring }, NO_PROMETHEUS())).toEqual([
      'a custom engine has no metrics to scrape; give its metricsPath (metric/not-scraped)',
      'there is no Prometheus that a monitor could be for; apply a cluster profile, for example ClusterProfile.kubePrometheusStack(…).applyTo(chart) (metric/no-prometheus)',
    ]);
  });

  test.each([
    ['0 s', Duration.seconds(0), '"0 s"'],
    ['1.5 s', Duration.millis(1500), '"1.5 s"'],
  ])('is not scraped every %s', (_, interval, shown) => {
    expect(errorsWith({ monitoring: Monitoring.serviceMonitor({ interval }) })).toEqual([
      `'monitoring.interval' (${shown}) must be a whole number of seconds of at least 1 s; round it (value/seconds)`,
    ]);
  });

  test('has labels as Kubernetes takes them', () => {
    expect(errorsWith({ monitoring: Monitoring.podMonitor({ labels: { 'a b': 'c' } }) })).toEqual([
      `'metadata.labels' ("a b") must be a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)`,
    ]);
  });
});
