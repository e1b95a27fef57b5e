import {
  ClusterProfile,
  KServeScaling,
  LlmInferenceService,
  type LlmInferenceServiceProps,
  Percent,
  ResourceMetric,
} from '../../src';
import { newChart, newService, smallestService } from '../support/chart';
import { errorsWith, mainObject } from './support';

const HPA = KServeScaling.cpu(Percent.of(60), { maxReplicas: 4 });
const KEDA = KServeScaling.keda([ResourceMetric.CPU.target(Percent.of(60))], { maxReplicas: 4 });

const onVersion = (kserveVersion: string) =>
  newChart(ClusterProfile.kubePrometheusStack({ release: 'prometheus', kserveVersion }));

function annotations(props: Partial<LlmInferenceServiceProps>, chart = newChart()) {
  return mainObject(props, chart).metadata.annotations;
}

test.each([
  ['0.13', 'RawDeployment'],
  ['0.15', 'RawDeployment'],
  ['0.15.2', 'RawDeployment'],
  ['v0.15.2', 'RawDeployment'],
  ['0.16', 'Standard'],
  ['0.16.0', 'Standard'],
  ['v0.16.0', 'Standard'],
  ['0.20', 'Standard'],
  ['1.0', 'Standard'],
])('KServe %s calls its mode without Knative %s', (version, mode) => {
  expect(annotations({}, onVersion(version))['serving.kserve.io/deploymentMode']).toBe(mode);
});

test('KServe on ACK is 0.15, and without a profile the newest known', () => {
  expect(annotations({}, newChart(ClusterProfile.ack()))['serving.kserve.io/deploymentMode']).toBe('RawDeployment');
  expect(annotations({}, newChart(null))['serving.kserve.io/deploymentMode']).toBe('Standard');
});

test.each([
  ['external, so that a scaler may come', 'external', {}],
  ['none with a fixed number of replicas', 'none', { replicas: 2 }],
  ['none with no replicas at all', 'none', { replicas: 0 }],
  ["hpa with KServe's HPA", 'hpa', { scaling: HPA }],
  ["keda with KServe's ScaledObject", 'keda', { scaling: KEDA }],
])('the autoscaler class is %s', (_, autoscalerClass, props) => {
  expect(annotations(props)['serving.kserve.io/autoscalerClass']).toBe(autoscalerClass);
});

test('no number of replicas is written where a scaler of one’s own decides', () => {
  const { predictor } = mainObject({}).spec;
  expect('minReplicas' in predictor || 'maxReplicas' in predictor).toBe(false);
});

test.each([
  ['hpa', '0.12.1', '0.13', { scaling: HPA }],
  ['external', '0.12', '0.13', {}],
  ['keda', '0.14.1', '0.15', { scaling: KEDA }],
  ['none', '0.15.0', '0.15.1', { replicas: 1 }],
  ['none', '0.14', '0.15.1', { replicas: 1 }],
])('the class %s is not known to KServe %s', (autoscalerClass, version, since, props) => {
  expect(errorsWith(props, onVersion(version))).toEqual([
    `KServe ${version} does not know the autoscaler class '${autoscalerClass}', which came with ${since}; correct kserveVersion in the cluster profile, or use a scaler construct (service/kserve-version)`,
  ]);
});

test.each([
  ['hpa', '0.13', { scaling: HPA }],
  ['external', '0.13', {}],
  ['keda', '0.15.0', { scaling: KEDA }],
  ['none', '0.15.1', { replicas: 1 }],
  ['none, in the newest patch,', '0.15', { replicas: 1 }],
])('the class %s is known to KServe %s', (_, version, props) => {
  expect(errorsWith(props, onVersion(version))).toEqual([]);
});

describe('a name', () => {
  const named = (length: number) => ({ metadata: { name: 'n'.repeat(length), namespace: 'ns' } });
  const tooLong = (name: string, most: number) =>
    `'name' ("${name}") must have at most ${most} characters, not ${name.length}; shorten it (name/too-long)`;

  test('is the construct id in kebab form, unless metadata has one', () => {
    expect(mainObject().metadata.name).toBe('qwen');
    expect(mainObject({ metadata: { name: 'other' } }).metadata.name).toBe('other');
    const chart = newChart();
    expect(new LlmInferenceService(chart, 'Llama3_8B', smallestService()).name).toBe('llama3-8b');
  });

  test('has at most 48 characters, since KServe makes a label of it', () => {
    expect(errorsWith(named(48))).toEqual([]);
    expect(errorsWith(named(49))).toEqual([tooLong('n'.repeat(49), 48)]);
  });

  test('has at most 44 characters with the class keda', () => {
    const name = 'n'.repeat(45);
    expect(errorsWith({ ...named(44), scaling: KEDA })).toEqual([]);
    expect(errorsWith({ ...named(45), scaling: HPA })).toEqual([]);
    expect(errorsWith({ ...named(45), scaling: KEDA })).toEqual([
      `the name '${name}' has 45 characters; with KServe's class keda it may have 44, since KEDA makes 'keda-hpa-${name}-predictor' of it; shorten it (name/too-long)`,
    ]);
  });

  test.each([
    [
      'the chart',
      (length: number) => errorsWith({ metadata: { name: 'n'.repeat(40) } }, newChart(undefined, 'm'.repeat(length))),
    ],
    ['metadata', (length: number) => errorsWith({ metadata: { name: 'n'.repeat(40), namespace: 'm'.repeat(length) } })],
  ])('has at most 52 characters together with the namespace of %s', (_, errors) => {
    expect(errors(12)).toEqual([]);
    expect(errors(13)).toEqual([
      `the name '${'n'.repeat(40)}' and the namespace '${'m'.repeat(13)}' have 53 characters; KServe makes a host name of both and has room for 52; shorten one of them (name/too-long)`,
    ]);
  });
});

test('what selects the pods and what follows from other props is not set by hand', () => {
  const given = {
    podLabels: { app: 'mine', tier: 'serving' },
    metadata: {
      annotations: {
        'serving.kserve.io/deploymentMode': 'Knative',
        'serving.kserve.io/autoscalerClass': 'keda',
        'serving.kserve.io/stop': 'true',
      },
    },
  };
  expect(errorsWith(given)).toEqual([
    "the pod label 'app' is what selects the pods and cannot be set; use another label (label/owned)",
    "the annotation 'serving.kserve.io/deploymentMode' follows from the cluster profile, replicas and scaling; leave it out and set those (label/owned)",
    "the annotation 'serving.kserve.io/autoscalerClass' follows from the cluster profile, replicas and scaling; leave it out and set those (label/owned)",
  ]);
});

test('other annotations of KServe are left to the user', () => {
  expect(annotations({ metadata: { annotations: { 'serving.kserve.io/stop': 'true' } } })).toMatchObject({
    'serving.kserve.io/stop': 'true',
    'serving.kserve.io/autoscalerClass': 'external',
  });
});

test('a service says what its Deployment and its pods are called', () => {
  const service = newService(newChart());
  expect(service).toMatchObject({
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    name: 'qwen',
    namespace: 'llm',
    scaleTarget: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' },
    podSelector: { app: 'isvc.qwen-predictor' },
  });
  expect([service.deployment, service.service]).toEqual([undefined, undefined]);
});
