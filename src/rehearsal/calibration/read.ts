import type { Fields } from '../../stack/fields';
import { Reader, Unreadable } from '../reader';
import type { Measurement } from './measurement';

type RunReader = (run: Fields, reader: Reader, path: string) => Measurement;

/** The forms of results, each with what tells it from the others. */
const FORMS: readonly { readonly name: string; readonly isIt: (run: Fields) => boolean; readonly read: RunReader }[] = [
  // https://docs.vllm.ai/en/latest/cli/bench/serve.html
  { name: 'vllm bench serve', isIt: (run) => 'mean_ttft_ms' in run, read: readVllm },
  // https://docs.nvidia.com/aiperf
  { name: 'AIPerf or GenAI-Perf', isIt: (run) => 'time_to_first_token' in run, read: readAiperf },
  // https://github.com/vllm-project/guidellm
  { name: 'GuideLLM', isIt: (run) => 'metrics' in run, read: readGuidellm },
];

/**
 * Reads what a benchmark wrote: the JSON of `vllm bench serve --save-result`, of AIPerf and GenAI-Perf
 * (`profile_export_aiperf.json`), and of GuideLLM, one object, a list of them, or one a line.
 */
export function readMeasurements(text: string, file: string): readonly Measurement[] | Unreadable {
  const values = parse(text);
  if (typeof values === 'string') return new Unreadable([`${file}: ${values}`]);
  const reader = new Reader();
  const measurements: Measurement[] = [];
  values.flatMap(runsOf).forEach((run, index) => {
    const path = `run ${index + 1}`;
    const fields = reader.fields(run, path);
    const form = FORMS.find(({ isIt }) => isIt(fields));
    if (form !== undefined) measurements.push(form.read(fields, reader, path));
    else reader.refuse(path, Object.keys(fields), `must be a result of ${FORMS.map(({ name }) => name).join(', ')}`, 0);
  });
  if (measurements.length === 0 && reader.reasons.length === 0) reader.reasons.push('has no results');
  if (reader.reasons.length > 0) return new Unreadable(reader.reasons.map((reason) => `${file}: ${reason}`));
  return measurements;
}

function parse(text: string): unknown[] | string {
  try {
    return [JSON.parse(text)];
  } catch (whole) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.length > 1 ? lines.map((line) => JSON.parse(line)) : `is not JSON: ${(whole as Error).message}`;
    } catch {
      return `is not JSON: ${(whole as Error).message}`;
    }
  }
}

/** The runs that a value holds: those of a list, of a sweep of GuideLLM, or itself. */
function runsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(runsOf);
  const { benchmarks, records } = (value ?? {}) as { benchmarks?: unknown; records?: object };
  if (Array.isArray(benchmarks)) return benchmarks;
  return typeof records === 'object' && records !== null && !Array.isArray(records)
    ? [{ ...(value as object), ...records }]
    : [value];
}

function readVllm(run: Fields, reader: Reader, path: string): Measurement {
  const requests = positive(run.completed, reader, `${path}.completed`);
  const total = (key: string) => positive(run[key], reader, `${path}.${key}`) / requests;
  return {
    concurrency: optional(run.max_concurrency),
    requestsPerSecond: positive(run.request_throughput, reader, `${path}.request_throughput`),
    requests,
    promptTokens: total('total_input_tokens'),
    outputTokens: total('total_output_tokens'),
    ttftMs: positive(run.mean_ttft_ms, reader, `${path}.mean_ttft_ms`),
    itlMs: positive(run.mean_tpot_ms, reader, `${path}.mean_tpot_ms`),
  };
}

function readAiperf(run: Fields, reader: Reader, path: string): Measurement {
  const average = (key: string) => {
    const metric = reader.fields(run[key], `${path}.${key}`);
    const value = positive(metric.avg, reader, `${path}.${key}.avg`);
    return UNITS[String(metric.unit)] === undefined ? value : value * UNITS[String(metric.unit)];
  };
  const config = reader.optionalFields(run.input_config, `${path}.input_config`);
  const loadgen = reader.optionalFields(config.loadgen, `${path}.input_config.loadgen`);
  const stimulus = reader.optionalFields(config.perf_analyzer, `${path}.input_config.perf_analyzer`).stimulus;
  const { concurrency } = (stimulus ?? {}) as { concurrency?: unknown };
  return {
    concurrency: optional(loadgen.concurrency) ?? optional(concurrency) ?? optional(config.concurrency),
    requestsPerSecond: average('request_throughput'),
    requests: run.request_count === undefined ? DEFAULT_REQUESTS : average('request_count'),
    promptTokens: average('input_sequence_length'),
    outputTokens: average('output_sequence_length'),
    ttftMs: average('time_to_first_token'),
    itlMs: average('inter_token_latency'),
  };
}

function readGuidellm(run: Fields, reader: Reader, path: string): Measurement {
  const metrics = reader.fields(run.metrics, `${path}.metrics`);
  const mean = (key: string) => {
    const at = `${path}.metrics.${key}`;
    const { successful } = reader.fields(metrics[key], at);
    return positive(reader.fields(successful, `${at}.successful`).mean, reader, `${at}.successful.mean`);
  };
  const totals = reader.optionalFields(metrics.request_totals, `${path}.metrics.request_totals`);
  return {
    // Its strategies are many; what was under way on average describes each of them.
    concurrency: mean('request_concurrency'),
    requestsPerSecond: mean('requests_per_second'),
    requests: optional(totals.successful) ?? DEFAULT_REQUESTS,
    promptTokens: mean('prompt_token_count'),
    outputTokens: mean('output_token_count'),
    ttftMs: mean('time_to_first_token_ms'),
    itlMs: mean('inter_token_latency_ms'),
  };
}

const DEFAULT_REQUESTS = 200;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, sec: 1000, us: 1e-3, ns: 1e-6 };

function positive(value: unknown, reader: Reader, path: string): number {
  return optional(value) ?? reader.refuse(path, value, 'must be a number above 0', 1);
}

function optional(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}
