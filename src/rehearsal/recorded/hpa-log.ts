import { parseQuantity } from '../../kubernetes/parse-quantity';
import { secondsOf } from '../../metrics/query-selectors';
import { Unreadable } from '../reader';
import type { RecordedMoment, RecordedValue, RecordedValues } from './recorded';

const SYNC_MS = 15_000;
/** A value was measured before the line that tells of it was printed. */
const BEFORE_MS = 1_000;

/** A line of the log: what the HPA's status said. */
export interface HpaLogLine {
  /** Age of the HPA, in milliseconds. */
  readonly age: number;
  /** As it is written, for example `208m/100m`. */
  readonly targets: string;
  /** What the column `REPLICAS` says. */
  readonly replicas: number;
  /** What each metric was measured at, in the order of `targets`. */
  readonly values: readonly RecordedValue[];
}

/**
 * Reads the log of `kubectl get hpa -w`: a line for each change of the HPA's status, with what it measured and its
 * replicas then.
 */
export function readHpaLog(text: string): RecordedValues | Unreadable {
  const lines = parseHpaLog(text);
  if (lines instanceof Unreadable) return lines;
  const [begin] = lines;
  const moments: RecordedMoment[] = lines.map(({ age, values, replicas }) => ({
    at: Math.max(0, age - begin.age - BEFORE_MS),
    values: Object.fromEntries(values.map((value, index) => [`#${index}`, value])),
    replicas,
  }));
  return {
    kind: 'values',
    title: `log of an HPA, ${lines.length} lines`,
    durationMs: lines[lines.length - 1].age - begin.age,
    moments,
    initialReplicas: begin.replicas,
    hpaPhase: phaseOf(lines),
  };
}

/** The lines of one HPA. */
export function parseHpaLog(text: string): readonly HpaLogLine[] | Unreadable {
  const reasons: string[] = [];
  const lines: HpaLogLine[] = [];
  const names = new Set<string>();
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '' || /^\s*(NAMESPACE\s+)?NAME\s+REFERENCE\s+TARGETS\b/.test(line)) return;
    const match = /^\s*(?:\S+\s+)??(\S+)\s+(\S+\/\S+)\s+(.+?)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s*$/.exec(line);
    const age = match && readAge(match[7]);
    if (match === null || age === undefined || age === null) {
      reasons.push(`line ${index + 1} is none of kubectl get hpa: ${line.trim()}`);
      return;
    }
    names.add(match[1]);
    const replicas = Number(match[6]);
    const values = match[3].split(/,\s*/).map((target) => readTarget(target, replicas));
    if (age < (lines.at(-1)?.age ?? 0)) reasons.push(`line ${index + 1} is older than the line before it`);
    lines.push({ age, targets: match[3], replicas, values });
  });
  if (names.size > 1) reasons.push(`these are several HPAs (${[...names].join(', ')}); leave one of them`);
  if (lines.length === 0 && reasons.length === 0) reasons.push('there is no line in it');
  return reasons.length > 0 ? new Unreadable(reasons) : lines;
}

/** `208m/100m`, `cpu: 35%/50%`, `2500m/2 (avg)`, `<unknown>/80%`. */
function readTarget(text: string, replicas: number): RecordedValue {
  const [, measured, isAverage] = /^(?:[^:\s]+:\s*)?([^/]+)\/\S+(\s+\(avg\))?$/.exec(text.trim()) ?? [];
  if (measured === undefined || measured.includes('unknown')) return { error: 'unknown in the log' };
  if (measured.endsWith('%')) return { percent: Number(measured.slice(0, -1)) };
  const milli = parseQuantity(measured)?.milli;
  if (milli === undefined) return { error: `${measured} in the log` };
  return isAverage ? { total: milli * replicas } : { samples: [milli] };
}

/** `3m37s`, `2d3h`. */
function readAge(text: string): number | undefined {
  const seconds = /^(\d+[smhdy])+$/.test(text) ? secondsOf(text) : undefined;
  return seconds && seconds * 1000;
}

/** Where in its interval the HPA looked: where most lines are, counted from the first. */
function phaseOf(lines: readonly HpaLogLine[]): number {
  const counts = new Map<number, number>();
  for (const { age } of lines.slice(1)) {
    const phase = (age - lines[0].age) % SYNC_MS;
    counts.set(phase, (counts.get(phase) ?? 0) + 1);
  }
  const [best = 0] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  return best / SYNC_MS;
}
