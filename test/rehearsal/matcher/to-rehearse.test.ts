import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import 'cdk8s-llm-inference/jest';
import { parseAllDocuments } from 'yaml';
import { parseTraffic } from '../../../src/rehearsal/trace/spec';
import type { TrafficSource } from '../../../src/rehearsal/trace/traffic';

const yaml = readFileSync(join(__dirname, '../../golden/vllm-hpa.yaml'), 'utf8');
const traffic = 'constant:rate=2,duration=10m';

/** What a failing expectation says. */
function failure(check: () => void): string {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it passed';
}

test('passes where every objective is met', () => expect(yaml).toRehearse({ traffic, slo: 'e2e-p50=10m' }));

test('takes manifests as text or as objects, traffic of any kind, and an end', () => {
  const objects = parseAllDocuments(yaml).map((document) => document.toJS() as object);
  const source = parseTraffic(traffic, { seed: 1, durationMs: 600_000 }) as TrafficSource;
  expect(objects).toRehearse({ traffic: source, slo: 'e2e-p50=10m', until: '5m' });
  expect(failure(() => expect(objects).toRehearse({ traffic, assert: 'gpu-hours<=0', until: '5m' }))).toMatch(
    / · 5 min from 2024-01-01 00:00 UTC\n/,
  );
});

test.each([undefined, null, 7])('cannot rehearse %p', (received) => {
  expect(failure(() => expect(received).toRehearse({ traffic, slo: 'e2e-p50=10m' }))).toMatch(
    /^cannot be rehearsed:\n/,
  );
});

test('passes where what is asserted holds', () => {
  expect(yaml).toRehearse({
    traffic,
    slo: 'e2e-p50=10m',
    price: 'GPU=2/h',
    assert: 'slo>=99%, cost<=10, max-replicas<=5',
  });
});

test('takes anything that gives its manifests, as a chart does', () => {
  const chart = { toJson: () => [] };
  const said = failure(() => expect(chart).toRehearse({ traffic, slo: 'e2e-p50=10m' }));
  expect(said).toContain('nothing here can be rehearsed');
});

test('shows the compact view where an objective is not met', () => {
  const said = failure(() => expect(yaml).toRehearse({ traffic, slo: 'ttft-p99=1ms' }));
  expect(said).toMatch(/^the rehearsal does not hold:\n {2}- ttft-p99=1ms is not met\n\nRehearsal of gemma\n/);
  expect(said).toContain('arrivals');
  expect(said).toContain('The worst minutes, and what held the replicas back');
});

test('says by how much an assertion fails', () => {
  const said = failure(() => expect(yaml).toRehearse({ traffic, assert: 'gpu-hours<=0' }));
  expect(said).toMatch(/ {2}- gpu-hours<=0: gpu-hours is [\d.]+ h, [\d.]+ h too high\n/);
});

test('fails under not where it holds', () => {
  const said = failure(() => expect(yaml).not.toRehearse({ traffic, slo: 'e2e-p50=10m' }));
  expect(said).toMatch(/^the rehearsal was not to hold, and does\n/);
  expect(yaml).not.toRehearse({ traffic, slo: 'ttft-p99=1ms' });
});

test.each([
  [{ traffic }, "nothing is asserted; give 'slo', such as 'ttft-p95=2s', or 'assert'"],
  [
    { traffic, slo: 'x' },
    "'x' must be MEASURE-pPERCENTILE=DURATION, such as ttft-p95=2s, tpot-p95=80ms or e2e-p99=30s",
  ],
  [{ traffic, slo: 'ttft-p95=2s', until: '5' }, "'until' (5) must be a duration, such as 1h"],
])('says what is wrong with %j, and fails with and without not', (options, reason) => {
  const expected = `cannot be rehearsed:\n  - ${reason}`;
  expect(failure(() => expect(yaml).toRehearse(options))).toBe(expected);
  expect(failure(() => expect(yaml).not.toRehearse(options))).toBe(expected);
});
