import { type LlmInferenceServiceProps, Model } from '../../src';
import { errorsOf, newChart, newService, warningsOf } from '../support/chart';
import { cores, custom, ENGINES, ENVIRONMENT, RESOURCES, VOLUMES, whole } from './bad-props';
import { errorsWith } from './support';

describe.each([
  ['resources and numbers', RESOURCES],
  ['engines and models', ENGINES],
  ['the environment', ENVIRONMENT],
  ['volumes', VOLUMES],
])('of %s', (_, rows) => {
  test.each(rows)('%s is refused', (_wrong, props, ...messages) => {
    expect(errorsWith(props)).toEqual(messages);
  });
});

test('one synth reports everything that is wrong with every service', () => {
  const chart = newChart();
  newService(chart, 'One', { cpu: 0, replicas: -1 });
  newService(chart, 'Two', { cpu: 0 });
  expect(errorsOf(chart)).toEqual([
    `[test/One] ${cores('cpu', '0')}`,
    `[test/One] ${whole('replicas', '-1', 'of at least 0')}`,
    `[test/Two] ${cores('cpu', '0')}`,
  ]);
});

test('two services of one name are refused at both, and not in two namespaces', () => {
  const chart = newChart();
  newService(chart, 'Qwen');
  newService(chart, 'Other', { metadata: { name: 'qwen' } });
  newService(chart, 'Apart', { metadata: { name: 'qwen', namespace: 'apart' } });
  expect(errorsOf(chart)).toEqual([
    "[test/Qwen] the service 'qwen' stands in this namespace already, at test/Other; give one of them another metadata.name (name/duplicate)",
    "[test/Other] the service 'qwen' stands in this namespace already, at test/Qwen; give one of them another metadata.name (name/duplicate)",
  ]);
});

describe('a warning is given', () => {
  const warningsWith = (props: Partial<LlmInferenceServiceProps>) => {
    const chart = newChart();
    newService(chart, 'Qwen', props);
    return warningsOf(chart);
  };

  test.each(['mine', 'mine:latest', 'registry.example.com:5000/mine'])('for the image %s', (name) => {
    expect(warningsWith(custom({ image: name }))).toEqual([
      `[test/Qwen] the image "${name}" has no fixed tag; pin a tag or a digest (service/image-tag)`,
    ]);
  });

  test.each(['mine:1.0', 'registry.example.com:5000/mine:v2_a', 'mine@sha256:0123abc', 'mine:latest@sha256:0123abc'])(
    'not for the image %s',
    (name) => {
      expect(warningsWith(custom({ image: name }))).toEqual([]);
    },
  );

  test.each(['model/qwen', '', 'pvc:/x', 's3://'])('for the storage %p', (uri) => {
    expect(warningsWith({ model: Model.storage(uri) })).toEqual([
      "[test/Qwen] 'model' has no scheme of a storage; write it like 's3://bucket/model' (service/storage-uri)",
    ]);
  });

  test.each(['s3://bucket/model', 'hf://a/b', 'oci+native://registry/model:1', 'pvc://claim'])(
    'not for the storage %s',
    (uri) => {
      expect(warningsWith({ model: Model.storage(uri) })).toEqual([]);
    },
  );
});
