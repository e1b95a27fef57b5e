import { Duration } from 'cdk8s';
import {
  ClusterComponent,
  ClusterProfile,
  EngineMetric,
  GpuHpa,
  KedaLlmScaler,
  Ratio,
  type ScalingBehavior,
  ScalingPolicy,
  SelectPolicy,
  Warnings,
} from '../../src';
import { errorsOf, newChart, newService, only, warningsOf } from '../support/chart';

function chartWith(behavior: ScalingBehavior, kubernetesVersion = '1.35', Scaler = GpuHpa, minReplicas = 1) {
  const chart = newChart(
    ClusterProfile.kubePrometheusStack({
      release: 'prometheus',
      kubernetesVersion,
      managedElsewhere: [ClusterComponent.METRICS_ADAPTER],
    }),
  );
  new Scaler(chart, 'Scaler', {
    target: newService(chart),
    minReplicas,
    maxReplicas: 4,
    metrics: [EngineMetric.RUNNING_REQUESTS.target(8)],
    behavior,
  });
  return chart;
}

describe('bounds', () => {
  const atBounds: ScalingBehavior = {
    scaleUp: {
      stabilizationWindow: Duration.seconds(0),
      policies: [ScalingPolicy.pods(1, Duration.seconds(1)), ScalingPolicy.percent(900, Duration.minutes(30))],
      selectPolicy: SelectPolicy.MAX,
      tolerance: Ratio.of(0),
    },
    scaleDown: {
      stabilizationWindow: Duration.hours(1),
      selectPolicy: SelectPolicy.DISABLED,
      tolerance: Ratio.of(1),
    },
  };
  test('the bounds themselves are accepted', () => {
    expect(errorsOf(chartWith(atBounds))).toEqual([]);
    expect(warningsOf(chartWith(atBounds))).toEqual([]);
  });

  const minute = Duration.minutes(1);
  test.each<[string, ScalingBehavior, string[]]>([
    [
      'a window of more than an hour',
      { scaleUp: { stabilizationWindow: Duration.seconds(3601) } },
      [
        '\'behavior.scaleUp.stabilizationWindow\' ("3601 s") must be a whole number of seconds between 0 s and 3600 s; round it (value/seconds)',
      ],
    ],
    [
      'half a second',
      { scaleDown: { stabilizationWindow: Duration.millis(500) } },
      [
        '\'behavior.scaleDown.stabilizationWindow\' ("0.5 s") must be a whole number of seconds between 0 s and 3600 s; round it (value/seconds)',
      ],
    ],
    [
      'no policies',
      { scaleUp: { policies: [] } },
      ["'behavior.scaleUp.policies' (an empty list) must hold a policy; give one or leave it out (scaler/behavior)"],
    ],
    [
      'a period of nothing and a change of nothing',
      { scaleDown: { policies: [ScalingPolicy.pods(1, minute), ScalingPolicy.pods(0, Duration.seconds(0))] } },
      [
        "'behavior.scaleDown.policies[1].value' (0) must be a whole number of at least 1; give such a number (value/number)",
        '\'behavior.scaleDown.policies[1].period\' ("0 s") must be a whole number of seconds between 1 s and 1800 s; round it (value/seconds)',
      ],
    ],
    [
      'a period of an hour and a fraction of a percent',
      { scaleUp: { policies: [ScalingPolicy.percent(0.5, Duration.hours(1))] } },
      [
        "'behavior.scaleUp.policies[0].value' (0.5) must be a whole number of at least 1; give such a number (value/number)",
        '\'behavior.scaleUp.policies[0].period\' ("3600 s") must be a whole number of seconds between 1 s and 1800 s; round it (value/seconds)',
      ],
    ],
    [
      'an unknown select policy',
      { scaleUp: { selectPolicy: 'max' as SelectPolicy } },
      ['\'behavior.scaleUp.selectPolicy\' ("max") must be a SelectPolicy; use one of its values (scaler/behavior)'],
    ],
    ...(
      [
        [Ratio.of(1.5), '1.5'],
        [Ratio.of(-0.1), '-0.1'],
        [Ratio.of(0.0005), '0.0005'],
        [Ratio.of(Number.NaN), 'NaN'],
        [0.1 as unknown as Ratio, '0.1'],
      ] as const
    ).map(([tolerance, shown]): [string, ScalingBehavior, string[]] => [
      `the tolerance ${shown}`,
      { scaleUp: { tolerance } },
      [
        `'behavior.scaleUp.tolerance' (${shown}) must be a Ratio, 0–1, in steps of 0.001; write Ratio.of(0.05) (scaler/behavior)`,
      ],
    ]),
  ])('%s is refused', (_what, behavior, expected) => {
    expect(errorsOf(chartWith(behavior))).toEqual(expected.map((text) => `[test/Scaler] ${text}`));
  });
});

describe('tolerance', () => {
  const behavior = { scaleUp: { tolerance: Ratio.of(0.05) }, scaleDown: { tolerance: Ratio.of(0.2) } };

  test.each(['1.35', '1.36', 'v1.35.4', '1.33', '1.34.1'])('reaches the output with Kubernetes %s', (version) => {
    const chart = chartWith(behavior, version);
    Warnings.silence(chart, 'scaler/behavior', 'the gate is open');
    expect(errorsOf(chart)).toEqual([]);
    const { scaleUp, scaleDown } = only(chart, 'HorizontalPodAutoscaler').spec.behavior;
    expect(scaleUp.tolerance).toBe('50m');
    expect(scaleDown).toEqual({ stabilizationWindowSeconds: 300, tolerance: '200m' });
  });

  test('reaches the HPA that KEDA makes', () => {
    const chart = chartWith(behavior, '1.35', KedaLlmScaler as unknown as typeof GpuHpa);
    expect(errorsOf(chart)).toEqual([]);
    const { behavior: found } = only(chart, 'ScaledObject').spec.advanced.horizontalPodAutoscalerConfig;
    expect(found.scaleUp.tolerance).toBe('50m');
  });

  test.each(['1.29', '1.32'])('is an error with Kubernetes %s, which drops it', (version) => {
    expect(errorsOf(chartWith(behavior, version))).toEqual(
      ['scaleUp', 'scaleDown'].map(
        (direction) =>
          `[test/Scaler] 'behavior.${direction}.tolerance' is heeded by default from Kubernetes 1.35, and the cluster has ${version}; leave it out or correct kubernetesVersion in the cluster profile (scaler/behavior)`,
      ),
    );
  });

  test.each(['1.33', '1.34.9'])('draws a warning of the feature gate with Kubernetes %s', (version) => {
    expect(warningsOf(chartWith(behavior, version))).toEqual(
      ['scaleUp', 'scaleDown'].map(
        (direction) =>
          `[test/Scaler] 'behavior.${direction}.tolerance' is heeded by default from Kubernetes 1.35, and the cluster has ${version}; enable the feature gate HPAConfigurableTolerance (scaler/behavior)`,
      ),
    );
  });
});

describe('scaling out that is disabled', () => {
  const disabled: ScalingBehavior = { scaleUp: { selectPolicy: SelectPolicy.DISABLED } };

  test('draws a warning where there is room to scale', () => {
    expect(warningsOf(chartWith(disabled))).toEqual([
      "[test/Scaler] 'behavior.scaleUp' is disabled, so this never scales out; enable it (scaler/never-scales)",
    ]);
  });

  test('draws none where there is no room', () => {
    expect(warningsOf(chartWith(disabled, '1.35', GpuHpa, 4))).toEqual([]);
  });

  test('draws none where it was looked at', () => {
    const chart = chartWith(disabled);
    Warnings.silence(chart, 'scaler/never-scales', 'scaled out by hand');
    expect(warningsOf(chart)).toEqual([]);
  });
});
