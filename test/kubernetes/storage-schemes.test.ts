import { STORAGE_SCHEMES, schemeOf } from '../../src/kubernetes/storage-schemes';

test.each([
  ['s3://bucket/model', 's3://'],
  ['oci+native://image', 'oci+native://'],
  ['s3://', undefined],
  ['model/qwen', undefined],
  ['pvc:/x', undefined],
  ['', undefined],
])('the scheme of %j is %j', (uri, scheme) => {
  expect(schemeOf(uri)).toBe(scheme);
});

test('every known scheme is one, with the version that it came with', () => {
  for (const [scheme, version] of Object.entries(STORAGE_SCHEMES)) {
    expect(schemeOf(`${scheme}x`)).toBe(scheme);
    expect(version).toMatch(/^0\.\d+$/);
  }
});
