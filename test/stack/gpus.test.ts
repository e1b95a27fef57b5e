import { gpuRequests, gpusOf } from '../../src/stack/gpus';
import { graphOf } from './support';

/** A pod whose containers have these resources. */
function podOf(...resources: readonly object[]) {
  const containers = resources.map((each) => ({ resources: each }));
  const manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'qwen' },
    spec: { template: { spec: { containers } } },
  };
  return graphOf(JSON.stringify(manifest)).workloads[0];
}

test.each<[string, readonly object[], number]>([
  ['none', [{}, { limits: { cpu: '4', memory: '1Gi' } }], 0],
  ['one, as a number', [{ limits: { 'nvidia.com/gpu': 1 } }], 1],
  ['those of all containers', [{ limits: { 'nvidia.com/gpu': '2' } }, { limits: { 'nvidia.com/gpu': '1' } }], 3],
  ['one that is shared in time', [{ limits: { 'nvidia.com/gpu.shared': '1' } }], 1],
  ['a slice', [{ limits: { 'nvidia.com/mig-1g.5gb': '1' } }], 1],
  ['one that is only requested', [{ requests: { 'amd.com/gpu': '1' } }], 1],
  ['none for some of its memory', [{ limits: { 'aliyun.com/gpu-mem': '8' } }], 0],
  ['none where it asks for zero', [{ limits: { 'nvidia.com/gpu': '0' } }], 0],
])('a pod has %s', (_, resources, count) => {
  expect(gpusOf(podOf(...resources))).toBe(count);
});

test('what is asked for says where it stands, and whether it is a share', () => {
  const resources = { limits: { 'aliyun.com/gpu-mem': '8' }, requests: { 'nvidia.com/gpu': '1' } };
  expect(gpuRequests(podOf(resources))).toEqual([
    { resource: 'aliyun.com/gpu-mem', count: 8, isLimited: true, isShare: true },
    { resource: 'nvidia.com/gpu', count: 1, isLimited: false, isShare: false },
  ]);
});
