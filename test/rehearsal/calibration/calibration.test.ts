import { calibrateFrom } from '../../../src/rehearsal/calibration/calibrate-from';
import { calibrate } from '../../../src/rehearsal/calibration/fit';
import type { Measurement } from '../../../src/rehearsal/calibration/measurement';
import { play } from '../../../src/rehearsal/calibration/play';
import { readMeasurements } from '../../../src/rehearsal/calibration/read';
import { serviceParameters } from '../../../src/rehearsal/engine/parameters';
import { Unreadable } from '../../../src/rehearsal/reader';
import { LLAMA_8B } from '../../support/replica';
import { readable } from '../support';

const RUN: Measurement = {
  concurrency: 16,
  requestsPerSecond: 3.2,
  requests: 160,
  promptTokens: 512,
  outputTokens: 128,
  ttftMs: 95.5,
  itlMs: 17.25,
};

describe('results are read', () => {
  const vllm = {
    date: '20260101-120000',
    backend: 'vllm',
    model_id: 'm',
    num_prompts: 160,
    request_rate: 'inf',
    max_concurrency: 16,
    duration: 50,
    completed: 160,
    total_input_tokens: 160 * 512,
    total_output_tokens: 160 * 128,
    request_throughput: 3.2,
    mean_ttft_ms: 95.5,
    median_ttft_ms: 80,
    mean_tpot_ms: 17.25,
    mean_itl_ms: 17.2,
  };

  test('of vllm bench serve, one or several', () => {
    expect(readMeasurements(JSON.stringify(vllm), 'r.json')).toEqual([RUN]);
    expect(readMeasurements(`${JSON.stringify(vllm)}\n${JSON.stringify(vllm)}\n`, 'r.jsonl')).toEqual([RUN, RUN]);
    expect(readMeasurements(JSON.stringify([vllm, { ...vllm, max_concurrency: null }]), 'r.json')).toEqual([
      RUN,
      { ...RUN, concurrency: undefined },
    ]);
  });

  test('of AIPerf, in whatever unit', () => {
    const metrics = {
      request_throughput: { unit: 'requests/sec', avg: 3.2 },
      request_count: { unit: 'requests', avg: 160 },
      input_sequence_length: { unit: 'tokens', avg: 512 },
      output_sequence_length: { unit: 'tokens', avg: 128 },
      time_to_first_token: { unit: 'ms', avg: 95.5, p50: 80, p99: 200 },
      inter_token_latency: { unit: 'us', avg: 17_250 },
    };
    const loadgen = { loadgen: { concurrency: 16 } };
    expect(readMeasurements(JSON.stringify({ ...metrics, input_config: loadgen }), 'a.json')).toEqual([RUN]);
    expect(readMeasurements(JSON.stringify({ records: metrics, input_config: loadgen }), 'a.json')).toEqual([RUN]);
    const genai = { perf_analyzer: { stimulus: { concurrency: 16 } } };
    expect(readMeasurements(JSON.stringify({ ...metrics, input_config: genai }), 'a.json')).toEqual([RUN]);
  });

  test('of GuideLLM, all steps of a sweep', () => {
    const summary = (mean: number) => ({ successful: { mean, median: 1 }, errored: { mean: 0 } });
    const benchmark = {
      config: { strategy: { type_: 'concurrent', streams: 16 } },
      metrics: {
        request_totals: { successful: 160, errored: 0, incomplete: 1, total: 161 },
        requests_per_second: summary(3.2),
        request_concurrency: summary(16),
        prompt_token_count: summary(512),
        output_token_count: summary(128),
        time_to_first_token_ms: summary(95.5),
        inter_token_latency_ms: summary(17.25),
      },
    };
    expect(readMeasurements(JSON.stringify({ benchmarks: [benchmark, benchmark] }), 'g.json')).toEqual([RUN, RUN]);
    const uncounted = { ...benchmark, metrics: { ...benchmark.metrics, request_totals: undefined } };
    expect(readMeasurements(JSON.stringify({ benchmarks: [uncounted] }), 'g.json')).toEqual([
      { ...RUN, requests: 200 },
    ]);
  });

  test.each([
    ['', 'is not JSON: Unexpected end of JSON input'],
    ['[]', 'has no results'],
    ['{"a":1}', `'run 1' (["a"]) must be a result of vllm bench serve, AIPerf or GenAI-Perf, GuideLLM`],
    [JSON.stringify({ ...vllm, mean_tpot_ms: 0 }), "'run 1.mean_tpot_ms' (0) must be a number above 0"],
    ['null', "'run 1' (null) must be an object"],
    [JSON.stringify({ time_to_first_token: 3 }), "'run 1.request_throughput' (nothing) must be an object"],
  ])('or refused: %s', (text, reason) => {
    const result = readMeasurements(text, 'r.json');
    expect(result).toBeInstanceOf(Unreadable);
    expect((result as Unreadable).reasons[0]).toBe(`r.json: ${reason}`);
  });
});

describe('calibration', () => {
  const truth = { ...LLAMA_8B, baseMs: 21, memoryMs: 0.06, computeMs: 0.15, kvMs: 3e-4 };
  const measured = (concurrency: number, promptTokens: number, outputTokens: number): Measurement => {
    const run = { ...RUN, concurrency, promptTokens, outputTokens };
    return { ...run, ...play(truth, run) };
  };

  test('finds the times of an engine that was measured under several loads', () => {
    const runs = [measured(1, 2000, 64), measured(4, 200, 200), measured(32, 500, 200), measured(128, 100, 100)];
    const found = calibrate(LLAMA_8B, [...runs, measured(32, 3000, 100)], 'measurements');
    expect(found.error).toBeLessThan(0.02);
    expect(Math.abs(found.baseMs / truth.baseMs - 1)).toBeLessThan(0.05);
    expect(Math.abs(found.computeMs / truth.computeMs - 1)).toBeLessThan(0.05);
    const other = { ...RUN, concurrency: 64, promptTokens: 900, outputTokens: 150 };
    const [got, wanted] = [{ ...LLAMA_8B, ...found }, truth].map((model) => play(model, other));
    expect(Math.abs(got.itlMs / wanted.itlMs - 1)).toBeLessThan(0.05);
    expect(Math.abs(got.ttftMs / wanted.ttftMs - 1)).toBeLessThan(0.1);
  });

  test('one measurement moves what it tells about, and leaves the rest', () => {
    const found = calibrate(LLAMA_8B, [measured(1, 10, 200)], 'one run');
    expect(Math.abs(found.baseMs / truth.baseMs - 1)).toBeLessThan(0.03);
    expect(Math.abs(found.computeMs / LLAMA_8B.computeMs - 1)).toBeLessThan(0.05);
  });

  test('plays a benchmark of a given rate, which waits no longer than one of as many at once', () => {
    const byRate = { ...RUN, concurrency: undefined, requestsPerSecond: 0.5, requests: 50 };
    const [calm, busy] = [byRate, { ...byRate, requestsPerSecond: 20, requests: 500 }].map((run) => play(truth, run));
    const alone = play(truth, { ...RUN, concurrency: 1 });
    expect(calm.itlMs / alone.itlMs).toBeLessThan(1.2);
    expect(busy.itlMs).toBeGreaterThan(calm.itlMs * 1.2);
    expect(busy.ttftMs).toBeGreaterThan(calm.ttftMs);
  });

  test('finds no time between the tokens of answers of one, and does not ask for it', () => {
    const run = { ...RUN, concurrency: 1, outputTokens: 1 };
    expect(play(truth, run).itlMs).toBe(Number.POSITIVE_INFINITY);
    const found = calibrate(LLAMA_8B, [{ ...run, ttftMs: play(truth, run).ttftMs }], 'answers of one token');
    expect(found.error).toBeLessThan(0.05);
  });

  test('begins with what is known of the replica, and says what it was read from', () => {
    const run = { max_concurrency: 1, completed: 20, total_input_tokens: 200, total_output_tokens: 4000 };
    const text = JSON.stringify({ ...run, request_throughput: 0.2, mean_ttft_ms: 25, mean_tpot_ms: 25 });
    const facts = { model: 'Llama-3-8B', gpu: 'A100-80GB' };
    const found = readable(calibrateFrom(text, 'bench.json', facts));
    expect(Math.abs(found.baseMs / 25 - 1)).toBeLessThan(0.05);
    expect([found.source, Math.abs(found.computeMs / 0.084 - 1) < 0.1]).toEqual(['bench.json', true]);
    expect(calibrateFrom('{', 'bench.json', facts)).toBeInstanceOf(Unreadable);
  });

  test('is what the parameters say it is', () => {
    const calibration = { baseMs: 21, memoryMs: 0.06, computeMs: 0.15, kvMs: 3e-4, error: 0.031, source: 'bench.json' };
    const { model, origin, parameters } = serviceParameters({ model: 'Llama-3-8B', gpu: 'A100', calibration });
    expect([origin, model.baseMs, model.kvMs]).toEqual(['calibrated', 21, 3e-4]);
    expect(parameters[0]).toEqual({
      name: 'iteration',
      value: 21,
      unit: 'ms',
      origin: 'calibrated',
      note: 'fitted to bench.json, ± 3 %',
    });
  });
});
