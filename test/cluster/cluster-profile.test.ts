import { Chart, Duration, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { AdapterKind, ClusterComponent, ClusterProfile, DcgmExporter, DcgmMonitoring } from '../../src';
import { DcgmExporter as Exporter } from '../../src/metrics/dcgm-exporter';
import { errorsOf, newChart, newService } from '../support/chart';

/** What a profile says of the cluster. */
function factsOf(profile: ClusterProfile) {
  const chart = newChart(profile);
  return ClusterProfile._facts(chart);
}

describe('kubePrometheusStack', () => {
  test.each([
    ['prometheus', 'http://prometheus-kube-prometheus-prometheus.monitoring.svc:9090'],
    ['kps', 'http://kps-kube-prometheus-stack-prometheus.monitoring.svc:9090'],
    ['kube-prometheus-stack', 'http://kube-prometheus-stack-prometheus.monitoring.svc:9090'],
    ['my-kube-prometheus-stack', 'http://my-kube-prometheus-stack-prometheus.monitoring.svc:9090'],
    ['observability', 'http://observability-kube-prometh-prometheus.monitoring.svc:9090'],
    ['a-very-long-release-name-of-32-x', 'http://a-very-long-release-name-o-prometheus.monitoring.svc:9090'],
    ['twenty-five-characters-abc', 'http://twenty-five-characters-abc-prometheus.monitoring.svc:9090'],
    ['twenty-five-characters-ab', 'http://twenty-five-characters-ab-prometheus.monitoring.svc:9090'],
    ['kube-prometheus-stack-abc-x', 'http://kube-prometheus-stack-abc-prometheus.monitoring.svc:9090'],
    ['kube-prometheus-stack-ab--x', 'http://kube-prometheus-stack-ab--prometheus.monitoring.svc:9090'],
  ])('of the release %s finds Prometheus where the chart puts it', (release, url) => {
    expect(factsOf(ClusterProfile.kubePrometheusStack({ release })).prometheusUrl).toBe(url);
  });

  test('has the defaults of the chart', () => {
    const profile = ClusterProfile.kubePrometheusStack({ release: 'prom', namespace: 'obs' });
    expect(profile.name).toBe('kube-prometheus-stack');
    expect(factsOf(profile)).toEqual({
      name: 'kube-prometheus-stack',
      kubernetesVersion: '1.35',
      kserveVersion: '0.20',
      kedaVersion: '2.20',
      scrapeInterval: Duration.seconds(15),
      rateWindow: '2m',
      dcgm: Exporter._facts(DcgmExporter.helmChart()),
      controllerTimezone: undefined,
      managedElsewhere: [],
      prometheusUrl: 'http://prom-kube-prometheus-stack-prometheus.obs.svc:9090',
      monitors: { labels: { release: 'prom' }, annotations: {} },
      monitoringNamespace: 'obs',
      metricsAdapter: AdapterKind.PROMETHEUS_ADAPTER,
      cronHpa: false,
    });
  });
});

describe('ack', () => {
  test('has the parts of ACK', () => {
    expect(factsOf(ClusterProfile.ack())).toMatchObject({
      name: 'ACK',
      kserveVersion: '0.15',
      dcgm: Exporter._facts(DcgmExporter.arms()),
      controllerTimezone: 'Asia/Shanghai',
      prometheusUrl: undefined,
      monitors: { labels: {}, annotations: { 'arms.prometheus.io/discovery': 'true' } },
      monitoringNamespace: 'kube-system',
      metricsAdapter: AdapterKind.ALIBABA_CLOUD,
      cronHpa: true,
    });
  });

  test('takes what is said of the cluster', () => {
    const options = {
      name: 'edge',
      prometheusUrl: 'https://arms.example.com/prometheus/1',
      kserveVersion: '0.16',
      dcgm: DcgmExporter.gpuOperator(),
      controllerTimezone: 'Etc/UTC',
    };
    const profile = ClusterProfile.ack(options);
    expect(profile.name).toBe('edge');
    expect(factsOf(profile)).toMatchObject({ ...options, dcgm: Exporter._facts(options.dcgm) });
  });
});

describe('custom', () => {
  test('has no Prometheus unless one is given', () => {
    expect(factsOf(ClusterProfile.custom())).toMatchObject({
      name: 'custom cluster',
      prometheusUrl: undefined,
      monitors: undefined,
      monitoringNamespace: 'monitoring',
      cronHpa: false,
    });
    expect(errorsOf(newChart(ClusterProfile.custom()))).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['an address', { prometheusUrl: 'http://p:9090' }, { labels: {}, annotations: {} }],
    ['labels of monitors', { monitorLabels: { a: 'b' } }, { labels: { a: 'b' }, annotations: {} }],
  ])('has monitors when %s is given', (_what, options, monitors) => {
    expect(factsOf(ClusterProfile.custom(options)).monitors).toEqual(monitors);
  });

  test('takes everything that can be said', () => {
    const options = {
      name: 'mine',
      kubernetesVersion: '1.33',
      kserveVersion: 'v0.16.0',
      kedaVersion: '2.17.2',
      scrapeInterval: Duration.seconds(30),
      controllerTimezone: 'Europe/Berlin',
      managedElsewhere: [ClusterComponent.DCGM_MONITORING],
      prometheusUrl: 'https://prometheus.example.com/path',
      monitoringNamespace: 'obs',
      metricsAdapter: AdapterKind.ALIBABA_CLOUD,
      cronHpa: true,
    };
    const profile = ClusterProfile.custom({ ...options, monitorLabels: { team: 'a' }, dcgm: DcgmExporter.arms() });
    expect(factsOf(profile)).toMatchObject({ ...options, monitors: { labels: { team: 'a' } } });
    expect(errorsOf(newChart(profile))).toEqual([]);
  });
});

describe('a profile', () => {
  test('holds for everything below its scope, and the nearest counts', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    const other = new Chart(app, 'other');
    const inner = new Construct(chart, 'Inner');
    const [outer, nearest] = [ClusterProfile.custom({ name: 'outer' }), ClusterProfile.custom({ name: 'nearest' })];
    outer.applyTo(chart);
    nearest.applyTo(inner);
    expect(ClusterProfile.of(chart)).toBe(outer);
    expect(ClusterProfile.of(new Construct(chart, 'Beside'))).toBe(outer);
    expect(ClusterProfile.of(new Construct(inner, 'Below'))).toBe(nearest);
    expect(ClusterProfile.of(other)).toBeUndefined();
    expect(ClusterProfile._facts(other)).toMatchObject({ name: 'a cluster without profile', prometheusUrl: undefined });
    expect(errorsOf(chart)).toEqual([]);
  });

  test('can be applied to an app, and to several charts', () => {
    const app = Testing.app();
    const profile = ClusterProfile.ack();
    const charts = ['a', 'b'].map((id) => new Chart(app, id));
    profile.applyTo(app);
    profile.applyTo(charts[0]);
    expect(charts.map((chart) => ClusterProfile.of(chart))).toEqual([profile, profile]);
  });

  test('can be applied twice to one scope', () => {
    const profile = ClusterProfile.ack();
    const chart = newChart(profile);
    profile.applyTo(chart);
    expect(errorsOf(chart)).toEqual([]);
  });

  test('is the only one of its scope, and the first one counts', () => {
    const first = ClusterProfile.custom({ name: 'first' });
    const chart = newChart(first);
    ClusterProfile.custom({ name: 'second' }).applyTo(chart);
    expect(ClusterProfile.of(chart)).toBe(first);
    expect(errorsOf(chart)).toEqual([
      "[test] two cluster profiles are applied to one scope ('first' and 'second'); give each cluster a chart of its own (cluster/profile)",
    ]);
  });

  test.each<[string, (chart: Chart) => void]>([
    ['a service', (chart) => newService(chart)],
    ['monitoring', (chart) => new DcgmMonitoring(new Construct(chart, 'Deep'), 'Dcgm', { scrape: false })],
  ])('comes too late after %s', (_what, declare) => {
    const chart = newChart(null);
    declare(chart);
    ClusterProfile.kubePrometheusStack({ name: 'prod', release: 'prometheus' }).applyTo(chart);
    expect(errorsOf(chart)).toContain(
      "[test] the cluster profile 'prod' is applied after constructs that depend on it; call applyTo right after creating the scope (cluster/profile)",
    );
  });

  test('does not come too late after what no profile decides on', () => {
    const chart = newChart(null);
    new Construct(chart, 'Anything');
    ClusterProfile.ack().applyTo(chart);
    expect(errorsOf(chart)).toEqual([]);
  });
});
