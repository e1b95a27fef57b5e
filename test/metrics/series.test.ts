import fc from 'fast-check';
import { VLLM } from '../../src/metrics/catalogue/vllm';
import { isNewer } from '../../src/metrics/exposure';
import { compareVersions, gauge, type SeriesRow, seriesName } from '../../src/metrics/series';

const rowOf = (concept: string) => VLLM.rows.find((row) => row.concept === concept) as SeriesRow;

describe('seriesName', () => {
  test.each([
    ['KV-cache usage', '0.4.1', 'vllm:gpu_cache_usage_perc'],
    ['KV-cache usage', '0.8.5', 'vllm:gpu_cache_usage_perc'],
    ['KV-cache usage', '0.8.5.post1', 'vllm:gpu_cache_usage_perc'],
    ['KV-cache usage', '0.9', 'vllm:kv_cache_usage_perc'],
    ['KV-cache usage', '0.9.0', 'vllm:kv_cache_usage_perc'],
    ['KV-cache usage', 'v0.9.0', 'vllm:kv_cache_usage_perc'],
    ['KV-cache usage', 'v0.8.5', 'vllm:gpu_cache_usage_perc'],
    ['KV-cache usage', '0.11.0', 'vllm:kv_cache_usage_perc'],
    ['KV-cache usage', '1.0', 'vllm:kv_cache_usage_perc'],
    ['KV-cache usage', undefined, 'vllm:kv_cache_usage_perc'],
    ['inter-token latency', '0.10.2', 'vllm:time_per_output_token_seconds'],
    ['inter-token latency', '0.11.0', 'vllm:inter_token_latency_seconds'],
    ['inter-token latency', '0.11.0rc1', 'vllm:inter_token_latency_seconds'],
    ['running requests', '0.4.1', 'vllm:num_requests_running'],
    ['queue time', '0.5.9', undefined],
    ['queue time', '0.6.0', 'vllm:request_queue_time_seconds'],
  ])('%s in vLLM %s is %s', (concept, version, name) => {
    expect(seriesName(rowOf(concept), version)).toBe(name);
  });

  test('is nothing after the last name was removed', () => {
    const row = gauge('gone', 'count', [{ name: 'a', until: '2' }], 'https://example.com');
    expect(seriesName(row, '1.9')).toBe('a');
    expect(seriesName(row, '2.0')).toBeUndefined();
  });
});

describe('compareVersions', () => {
  const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 });

  test('compares number by number, not letter by letter', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const width = Math.max(a.length, b.length);
        const padded = (parts: number[]) => parts.concat(Array(width - parts.length).fill(0));
        const weight = (parts: number[]) => padded(parts).reduce((sum, part) => sum * 100 + part, 0);
        expect(Math.sign(compareVersions(a.join('.'), `v${b.join('.')}`))).toBe(Math.sign(weight(a) - weight(b)));
      }),
    );
  });
});

describe('isNewer', () => {
  test.each([
    ['0.12', '0.12', false],
    ['0.12.3', '0.12', false],
    ['v0.12.9', '0.12', false],
    ['0.11.9', '0.12', false],
    ['0.13', '0.12', true],
    ['v0.13.0', '0.12', true],
    ['1', '0.12', true],
  ])('%s against %s is %p', (version, newest, expected) => {
    expect(isNewer(version, newest)).toBe(expected);
  });
});
