import { ClusterProfile, Engine, EnvValue, Model } from '../../src';
import { newChart, newService, only, warningsOf } from '../support/chart';
import { errorsWith } from './support';

const on = (kserveVersion: string) => newChart(ClusterProfile.custom({ kserveVersion }));
const ALL = 'gs://, s3://, pvc://, file://, https://, http://, hdfs://, webhdfs://, oci://, hf://, oci+native://';
const WITHOUT_NATIVE = ALL.replace(', oci+native://', '');

function warningOf(uri: string, kserveVersion: string): string[] {
  const chart = on(kserveVersion);
  newService(chart, 'Qwen', { model: Model.storage(uri) });
  return warningsOf(chart).map((text) => text.replace('[test/Qwen] ', ''));
}

test.each([
  ...ALL.split(', ').map((scheme) => [scheme, '0.20']),
  ...WITHOUT_NATIVE.split(', ').map((scheme) => [scheme, '0.15']),
])('%s is fetched by KServe %s', (scheme, version) => {
  expect(warningOf(`${scheme}models/qwen`, version)).toEqual([]);
});

const FIX =
  'use one of these, or silence this rule where a ClusterStorageContainer serves the scheme (service/storage-uri)';

test.each([
  ['oss://models/qwen', '0.20', `'model' has the scheme "oss://"; KServe 0.20 knows ${ALL}; ${FIX}`],
  ['oci+fetch://a/b', '0.20', `'model' has the scheme "oci+fetch://"; KServe 0.20 knows ${ALL}; ${FIX}`],
  [
    'oci+native://a/b',
    '0.19',
    `'model' has the scheme "oci+native://", which came with 0.20; KServe 0.19 knows ${WITHOUT_NATIVE}; ${FIX}`,
  ],
  [
    'hf://a/b',
    '0.14',
    `'model' has the scheme "hf://", which came with 0.15; KServe 0.14 knows ${WITHOUT_NATIVE.replace(', hf://', '')}; ${FIX}`,
  ],
  ...['model/qwen', 'pvc:/x', ''].map((uri) => [
    uri,
    '0.20',
    "'model' has no scheme of a storage; write it like 's3://bucket/model' (service/storage-uri)",
  ]),
])('%p is warned of with KServe %s', (uri, version, message) => {
  expect(warningOf(uri, version)).toEqual([message]);
});

test('a model in an OCI image is a storage', () => {
  const chart = newChart();
  newService(chart, 'Qwen', { model: Model.oci('registry.example.com/models/qwen:1.0') });
  expect(only(chart, 'InferenceService').spec.predictor.containers[0].env).toEqual([
    { name: 'STORAGE_URI', value: 'oci://registry.example.com/models/qwen:1.0' },
  ]);
});

test('a folder of a claim is named to a runtime', () => {
  const chart = newChart();
  const engine = Engine.kserveRuntime({ modelFormat: 'sklearn' });
  newService(chart, 'Qwen', { engine, model: Model.claim('models', { path: 'iris/v1' }) });
  expect(only(chart, 'InferenceService').spec.predictor.model.storageUri).toBe('pvc://models/iris/v1');
});

test('PYTHONPATH is refused where KServe refuses it', () => {
  const env = { PYTHONPATH: EnvValue.of('/opt') };
  expect(errorsWith({ env }, on('0.18'))).toEqual([
    "'env.PYTHONPATH' is refused by KServe since 0.18, for security; build it into the image, or use Backend.deployment() (service/environment)",
  ]);
  expect(errorsWith({ env }, on('0.17'))).toEqual([]);
});
