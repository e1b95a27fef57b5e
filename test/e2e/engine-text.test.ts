import { USUAL } from '../../e2e/world/engine';
import { enginePage, inFlight, type Load } from '../../e2e/world/load';
import { gauges, text } from '../../e2e/world/pages';
import { ENGINES } from '../../src/metrics/catalogue';
import { TRITON } from '../../src/metrics/catalogue/triton';
import { VLLM } from '../../src/metrics/catalogue/vllm';
import { seriesName } from '../../src/metrics/series';

const POD = { name: 'a', namespace: 'default', address: '10.244.0.9', isReady: true, readySeconds: 60 };
const LOAD: Load = { inFlight: 4, waiting: 2, cachePerRequest: 0.1, gpuPercent: 40 };

/** A page after so many seconds of an even load. */
function pageAfter(seconds: number, load = LOAD, pods = [POD], table = VLLM): Map<string, number> {
  let now = 0;
  const page = enginePage(table, undefined, load, () => now);
  page(POD, pods);
  now = seconds * 1000;
  const lines = page(POD, pods)
    .split('\n')
    .filter((each) => each !== '' && !each.startsWith('#'));
  return new Map(lines.map((each) => [each.slice(0, each.lastIndexOf(' ')), Number(each.split(' ').at(-1))]));
}

const LABELS = 'model_name="e2e",engine="0"';

test('gauges share the load among the pods that are ready', () => {
  const alone = pageAfter(1);
  expect(alone.get(`vllm:num_requests_running{${LABELS}}`)).toBe(4);
  expect(alone.get(`vllm:kv_cache_usage_perc{${LABELS}}`)).toBe(0.4);
  const shared = pageAfter(1, LOAD, [
    POD,
    { ...POD, name: 'b' },
    { ...POD, name: 'c', isReady: false, readySeconds: 0 },
  ]);
  expect(shared.get(`vllm:num_requests_running{${LABELS}}`)).toBe(2);
});

test('all of a load can be on the pod that is ready for longest', () => {
  const runs = (readySeconds: number) => {
    const others = [POD, { ...POD, name: 'b', readySeconds }, { ...POD, name: 'c', isReady: false, readySeconds: 0 }];
    return pageAfter(1, { ...LOAD, isOnOnePod: true }, others).get(`vllm:num_requests_running{${LABELS}}`);
  };
  expect([runs(59), runs(61)]).toEqual([4, 0]);
});

test('counters and histograms go on with the time', () => {
  // Four at a time, each for two seconds, are two a second.
  const requests = (LOAD.inFlight / USUAL['request latency']) * 60;
  const page = pageAfter(60);
  expect(page.get(`vllm:request_success_total{${LABELS}}`)).toBe(requests);
  expect(page.get(`vllm:generation_tokens_total{${LABELS}}`)).toBe(requests * USUAL['generated tokens']);
  expect(page.get(`vllm:e2e_request_latency_seconds_count{${LABELS}}`)).toBe(requests);
  expect(page.get(`vllm:e2e_request_latency_seconds_sum{${LABELS}}`)).toBe(requests * USUAL['request latency']);
});

test('buckets are cumulative, and the last holds everything', () => {
  const page = pageAfter(60);
  const bucket = (le: string) => page.get(`vllm:time_to_first_token_seconds_bucket{${LABELS},le="${le}"}`);
  expect([bucket('0.1'), bucket('0.25'), bucket('0.5'), bucket('+Inf')]).toEqual([0, 120, 120, 120]);
});

test('arrivals run for as long as they take', () => {
  expect(inFlight({ ...LOAD, arrivalsPerSecond: 3 })).toBe(3 * USUAL['request latency']);
  expect(inFlight({ ...LOAD, arrivalsPerSecond: 3, each: { 'request latency': 10 } })).toBe(30);
});

test('what the catalogue selects by labels has others beside it under the same name', () => {
  const page = pageAfter(1, LOAD, [POD], TRITON);
  const labels = 'model="e2e",version="e2e"';
  expect(page.get(`nv_trt_llm_request_metrics{${labels},request_type="active"}`)).toBe(4);
  expect(page.get(`nv_trt_llm_request_metrics{${labels},request_type="other"}`)).toBe(12_345);
});

test.each(ENGINES)('every row of $title is on its page', (table) => {
  const shown = [...pageAfter(1, LOAD, [POD], table).keys()].map((each) => each.split('{')[0]);
  const wanted = table.rows.flatMap((row) => {
    const name = seriesName(row, undefined);
    return name === undefined ? [] : [row.kind === 'histogram' ? `${name}_count` : name];
  });
  expect(shown).toEqual(expect.arrayContaining(wanted));
});

test('label values are escaped, and every number has a point or is infinite', () => {
  expect(gauges({ up: [{ labels: { path: 'a\\b"c\nd' }, value: 1 }] })).toBe(
    '# TYPE up gauge\nup{path="a\\\\b\\"c\\nd"} 1.0\n',
  );
  const histogram = { buckets: [{ upTo: 1, count: 2 }], count: 3, sum: 4.5 };
  expect(text([{ name: 'h', help: 'Of h.', kind: 'histogram', samples: [histogram] }])).toBe(
    '# HELP h Of h.\n# TYPE h histogram\nh_sum 4.5\nh_bucket{le="1.0"} 2.0\nh_bucket{le="+Inf"} 3.0\nh_count 3.0\n',
  );
});
