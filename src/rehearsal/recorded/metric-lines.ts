import { fieldsOf, isFields, listOf } from '../../stack/fields';
import { Unreadable } from '../reader';
import type { RecordedMoment, RecordedValue, RecordedValues } from './recorded';

const DEFAULT_RESYNC_SECONDS = 15;
/** The world of a tick is there half a second after the tick before. */
const WORLD_OFFSET_MS = 500;

/**
 * Reads JSON lines: one tick a line (`{"values":{"NAME":[100,null]},"errors":["NAME2"]}`, 15 s apart or with `"at"` in
 * seconds), or one scenario with its `ticks`, whose policy is then the manifest's. Values are in thousandths, as in
 * scenarios; `series` of a scenario of KEDA are in units. `totals` are what all pods have together, in thousandths: they
 * share it evenly, however many there are.
 */
export function readMetricLines(text: string): RecordedValues | Unreadable {
  const reasons: string[] = [];
  const lines: Record<string, unknown>[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const value = parse(line);
    if (typeof value === 'string') reasons.push(`line ${index + 1} is not JSON: ${value}`);
    else if (!isFields(value)) reasons.push(`line ${index + 1} must be an object`);
    else lines.push(value);
  });
  const scenarios = lines.filter(({ ticks }) => ticks !== undefined);
  if (scenarios.length > 0 && lines.length > 1)
    reasons.push('there are several scenarios; give one, or play them with --scenarios');
  const [scenario] = scenarios;
  const resyncMs = Number(scenario?.resyncSeconds ?? DEFAULT_RESYNC_SECONDS) * 1000;
  const ticks = scenario === undefined ? lines : listOf(scenario.ticks).map(fieldsOf);
  if (ticks.length === 0 && reasons.length === 0) reasons.push('there is no tick in it');
  const moments = ticks.map((tick, index) => readTick(tick, index, resyncMs, reasons));
  moments.forEach(({ at }, index) => {
    if (index > 0 && at <= moments[index - 1].at) reasons.push(`tick ${index} must be later than the tick before it`);
  });
  if (reasons.length > 0) return new Unreadable(reasons);
  const initial = scenario?.initial ?? scenario?.initialReplicas;
  return {
    kind: 'values',
    title: `recorded metrics, ${moments.length} ticks`,
    durationMs: moments[moments.length - 1].at + resyncMs - WORLD_OFFSET_MS,
    moments,
    ...(typeof initial === 'number' && { initialReplicas: initial }),
    // As in scenarios: the HPA looks at every full resync, and never at the beginning.
    hpaPhase: 1,
    hpaSyncMs: resyncMs,
  };
}

function readTick(tick: Readonly<Record<string, unknown>>, index: number, resyncMs: number, reasons: string[]) {
  for (const key of ['unready', 'pending'])
    if (tick[key] !== undefined && tick[key] !== 0)
      reasons.push(`tick ${index}: '${key}' is of scenarios (--scenarios); here pods start by themselves`);
  const { at } = tick;
  if (at !== undefined && !(typeof at === 'number' && at >= 0))
    reasons.push(`tick ${index}: 'at' (${JSON.stringify(at)}) must be seconds`);
  const values: Record<string, RecordedValue> = {};
  for (const [name, list] of Object.entries(fieldsOf(tick.values))) {
    const samples = readSamples(list, 1);
    if (samples === undefined) reasons.push(`tick ${index}: 'values.${name}' must be a list of numbers and null`);
    else values[name] = { samples };
  }
  for (const [name, list] of Object.entries(fieldsOf(tick.series))) {
    const samples = readSamples(list, 1000);
    if (samples === undefined) reasons.push(`tick ${index}: 'series.${name}' must be a list of numbers`);
    else values[name] = { samples };
  }
  for (const [name, total] of Object.entries(fieldsOf(tick.totals))) {
    if (typeof total !== 'number') reasons.push(`tick ${index}: 'totals.${name}' must be a number`);
    else values[name] = { total: Math.trunc(total) };
  }
  for (const name of listOf(tick.errors)) values[String(name)] = { error: 'the metric fails in this tick' };
  const moment: RecordedMoment = {
    at: typeof at === 'number' ? Math.round(at * 1000) : WORLD_OFFSET_MS + index * resyncMs,
    values,
  };
  return moment;
}

function readSamples(list: unknown, factor: number): (number | null)[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const isRight = list.every((value) => value === null || (typeof value === 'number' && Number.isFinite(value)));
  return isRight ? list.map((value: number | null) => (value === null ? null : Math.trunc(value * factor))) : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    return (error as Error).message;
  }
}
