import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  ClusterProfile,
  DcgmExporter,
  GpuHpa,
  LlmInferenceService,
  Percent,
  ResourceMetric,
  StackChecks,
  StackRule,
  Warnings,
} from '../../src';
import * as checkManifests from '../../src/checks/check-manifests';
import { smallestService } from '../support/chart';
import { HandWritten, WRONG_PORT } from './apps';

let warnings: jest.SpyInstance;
beforeEach(() => {
  warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

const warned = () => warnings.mock.calls.map(([text, options]) => [text, options.code]);

/** The errors of a synth, one a line; none where it succeeds. */
function errorsOf(app: App): string[] {
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    const [, ...lines] = (error as Error).message.split('\n');
    return lines.map((line) => line.trim());
  }
}

test('errors fail the synth, each with the path of the construct that emits the object', () => {
  const app = new App();
  new HandWritten(app, 'prod', { port: 'metrics' });
  StackChecks.enable(app);
  const errors = errorsOf(app);
  expect(errors).toContain(`[prod/Monitor] ${WRONG_PORT}`);
  expect(errors.every((error) => error.startsWith('[prod/'))).toBe(true);
});

test('a whole stack passes, whoever wrote it', () => {
  const app = new App();
  new HandWritten(app, 'prod');
  StackChecks.enable(app);
  expect(errorsOf(app)).toEqual([]);
  expect(warned()).toEqual([]);
});

test('nothing is checked where it is not enabled', () => {
  const app = new App();
  new HandWritten(app, 'prod', { port: 'metrics' });
  expect(errorsOf(app)).toEqual([]);
});

test('it does not matter whether it is enabled before or after the objects are made', () => {
  const app = new App();
  StackChecks.enable(app);
  new HandWritten(app, 'prod', { port: 'metrics' });
  expect(errorsOf(app)).toContain(`[prod/Monitor] ${WRONG_PORT}`);
});

test('enabled twice, an error is said once', () => {
  const app = new App();
  StackChecks.enable(app);
  StackChecks.enable(app);
  new HandWritten(app, 'prod', { port: 'metrics' });
  expect(errorsOf(app).filter((error) => error.includes('wire/monitor-port'))).toHaveLength(1);
});

test('what is checked is what is emitted: JsonPatches count', () => {
  const app = new App();
  const chart = new HandWritten(app, 'prod');
  chart.monitor.addJsonPatch(JsonPatch.replace('/spec/endpoints/0/port', 'metrics'));
  StackChecks.enable(app);
  expect(errorsOf(app)).toContain(`[prod/Monitor] ${WRONG_PORT}`);
});

test('a chart alone can be checked', () => {
  const app = new App();
  const good = new HandWritten(app, 'good');
  new HandWritten(app, 'bad', { port: 'metrics', props: { namespace: 'other' } });
  StackChecks.enable(good);
  expect(errorsOf(app)).toEqual([]);
});

test('charts of one profile are one cluster, those of different profiles are several', () => {
  const scaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'second', namespace: 'llm' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen' },
      maxReplicas: 3,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
      ],
    },
  };
  const errors = ([first, second]: readonly ClusterProfile[]) => {
    const app = new App();
    const charts = [new HandWritten(app, 'a'), new Chart(app, 'b')];
    first.applyTo(charts[0]);
    second.applyTo(charts[1]);
    new ApiObject(charts[1], 'Second', scaler);
    StackChecks.enable(app);
    return errorsOf(app).filter((error) => error.includes('two'));
  };
  const [east, west] = [ClusterProfile.custom({ name: 'east' }), ClusterProfile.custom({ name: 'west' })];
  expect(errors([east, east])).not.toEqual([]);
  expect(errors([east, west])).toEqual([]);
});

test('what the cluster profile says is known to the checks', () => {
  const check = jest.spyOn(checkManifests, 'checkManifests');
  const app = new App();
  const chart = new HandWritten(app, 'prod');
  ClusterProfile.kubePrometheusStack({
    release: 'prometheus',
    kserveVersion: '0.15',
    kubernetesVersion: '1.33',
  }).applyTo(chart);
  StackChecks.enable(app);
  errorsOf(app);
  expect(check.mock.calls[0][1].profile).toMatchObject({
    kubernetesVersion: '1.33',
    kserveVersion: '0.15',
    kedaVersion: '2.20',
    monitorLabels: { release: 'prometheus' },
    scrapeInterval: 15,
  });
});

test('how the GPU exporter of the cluster profile names pods decides whether a query finds them', () => {
  const errors = (profile: ClusterProfile, podLabel: string) => {
    const app = new App();
    const chart = new HandWritten(app, 'prod');
    profile.applyTo(chart);
    new ApiObject(chart, 'Keda', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'by-gpu', namespace: 'llm' },
      spec: {
        scaleTargetRef: { name: 'qwen' },
        triggers: [
          {
            type: 'prometheus',
            metadata: {
              serverAddress: 'http://prometheus.monitoring.svc:9090',
              query: `avg(DCGM_FI_DEV_GPU_UTIL{${podLabel}=~"qwen-.+"})`,
              threshold: '80',
            },
          },
        ],
      },
    });
    StackChecks.enable(app);
    return errorsOf(app).filter((error) => /metric\/(gpu-labels|no-label|label-value)/.test(error));
  };
  const honors = (honorLabels: boolean) =>
    ClusterProfile.custom({
      prometheusUrl: 'http://prometheus.monitoring.svc:9090',
      dcgm: DcgmExporter.custom({ serviceLabels: { app: 'dcgm' }, portName: 'metrics', honorLabels }),
    });
  expect(errors(honors(false), 'exported_pod')).toEqual([]);
  expect(errors(honors(false), 'pod')).toEqual([expect.stringContaining('(metric/gpu-labels)')]);
  expect(errors(honors(true), 'pod')).toEqual([]);
  expect(errors(honors(true), 'exported_pod')).toEqual([expect.stringContaining('(metric/no-label)')]);
});

test('a version without its patch is not held against what came with a patch', () => {
  const errors = (kserveVersion: string) => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'llm' });
    ClusterProfile.custom({ kserveVersion }).applyTo(chart);
    new LlmInferenceService(chart, 'Qwen', { ...smallestService(), replicas: 2 });
    StackChecks.enable(app);
    return errorsOf(app).filter((error) => error.includes('kserve/autoscaler-class'));
  };
  expect(errors('0.15')).toEqual([]);
  expect(errors('0.15.0')).toHaveLength(1);
  expect(errors('0.15.1')).toEqual([]);
});

test('one synth checks once, however often cdk8s asks', () => {
  const check = jest.spyOn(checkManifests, 'checkManifests');
  const app = new App();
  for (const id of ['a', 'b', 'c', 'd']) new HandWritten(app, id, { props: { namespace: id } });
  StackChecks.enable(app);
  errorsOf(app);
  expect(check).toHaveBeenCalledTimes(1);
});

test('what is added between two synths is seen', () => {
  const app = new App();
  new HandWritten(app, 'a');
  StackChecks.enable(app);
  expect(errorsOf(app)).toEqual([]);
  new HandWritten(app, 'b', { port: 'metrics', props: { namespace: 'other' } });
  expect(errorsOf(app).join()).toContain('[b/Monitor]');
});

test('errors of the constructs and of the checks are reported together', () => {
  const app = new App();
  const chart = new HandWritten(app, 'prod', { port: 'metrics' });
  chart.node.addValidation({ validate: () => ['an error of a construct'] });
  StackChecks.enable(app);
  expect(errorsOf(app)).toEqual(
    expect.arrayContaining(['[prod] an error of a construct', `[prod/Monitor] ${WRONG_PORT}`]),
  );
});

test('what a construct says itself is not said again of its object', () => {
  const app = new App();
  const chart = new Chart(app, 'prod', { namespace: 'llm' });
  const target = new LlmInferenceService(chart, 'Qwen', smallestService());
  const metrics = [ResourceMetric.CPU.target(Percent.of(50))];
  new GpuHpa(chart, 'Hpa', { target, minReplicas: 3, maxReplicas: 2, metrics });
  StackChecks.enable(app);
  expect(errorsOf(app).filter((error) => error.includes('hpa/replica-bounds'))).toEqual([
    "[prod/Hpa] 'maxReplicas' (2) must be at least 'minReplicas' (3); raise maxReplicas or lower minReplicas (hpa/replica-bounds)",
  ]);
});

test('an object that cannot be rendered is left to the synth', () => {
  const app = new App();
  const chart = new HandWritten(app, 'prod');
  new ApiObject(chart, 'Odd', {
    apiVersion: 'v1',
    kind: 'Odd',
    spec: { at: new Date() as unknown as string, no: new URL('http://x') },
  });
  StackChecks.enable(app);
  expect(() => app.synthYaml()).toThrow(/prod\/Odd|can't render non-simple object/);
});

const NOISY = StackRule.define({
  name: 'house/noisy',
  severity: 'warning',
  demands: 'nothing is said',
  why: 'It is noise.',
  link: 'https://example.com',
  *check({ monitors }) {
    for (const { manifest } of monitors)
      yield StackRule.wrongValue(manifest, ['metadata', 'name'], 'must be silent', 'remove it');
  },
});

describe('warnings', () => {
  const TEXT = `[prod/Monitor] 'metadata.name' ("qwen") must be silent; remove it (house/noisy)`;

  test('go to stderr once, and do not fail the synth', () => {
    const app = new App();
    new HandWritten(app, 'prod');
    StackChecks.enable(app, { ownRules: [NOISY] });
    expect(errorsOf(app)).toEqual([]);
    expect(errorsOf(app)).toEqual([]);
    expect(warned()).toEqual([[TEXT, 'house/noisy']]);
  });

  test('are silenced with a reason', () => {
    const app = new App();
    const chart = new HandWritten(app, 'prod');
    StackChecks.enable(app, { ownRules: [NOISY] });
    Warnings.silence(chart, 'house/noisy', 'it is meant so');
    Warnings.silence(chart, 'wire/monitor-port', 'known, too');
    expect(errorsOf(app)).toEqual([]);
    expect(warned()).toEqual([]);
  });
});

describe('suppressions', () => {
  test('by an option', () => {
    const app = new App();
    new HandWritten(app, 'prod', { port: 'metrics' });
    StackChecks.enable(app, {
      ignore: ['wire/monitor-port: a sidecar has it', 'metric/not-scraped: so it is scraped'],
    });
    expect(errorsOf(app).filter((error) => error.includes('wire/monitor-port'))).toEqual([]);
  });

  test('by an annotation; one that suppresses nothing is a warning about its object', () => {
    const app = new App();
    const chart = new HandWritten(app, 'prod');
    chart.monitor.metadata.addAnnotation('cdk8s-llm-inference.io/ignore', 'wire/monitor-port: fine');
    StackChecks.enable(app);
    expect(errorsOf(app)).toEqual([]);
    expect(warned()).toEqual([
      [
        "[prod/Monitor] the annotation cdk8s-llm-inference.io/ignore of ServiceMonitor llm/qwen suppresses nothing: 'wire/monitor-port' finds nothing there; remove it (checks/unused-suppression)",
        'checks/unused-suppression',
      ],
    ]);
  });
});

test('settings that cannot be used fail the synth', () => {
  const app = new App();
  new HandWritten(app, 'prod');
  StackChecks.enable(app, { profile: 'nothing.yaml' });
  expect(errorsOf(app)).toEqual([
    "[] the profile 'nothing.yaml' cannot be read (ENOENT); correct it (checks/settings)",
  ]);
});

test('Testing.synth checks as well', () => {
  const app = Testing.app();
  const chart = new HandWritten(app, 'prod', { port: 'metrics' });
  StackChecks.enable(app);
  expect(() => Testing.synth(chart)).toThrow('wire/monitor-port');
});
