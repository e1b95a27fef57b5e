import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RehearseOptions } from '../../src/rehearsal/options/rehearse-options';
import { Unreadable } from '../../src/rehearsal/reader';
import { readRecorded } from '../../src/rehearsal/recorded/read-recorded';
import type { RecordedMetrics } from '../../src/rehearsal/recorded/recorded';
import { rehearse } from '../../src/rehearsal/rehearse';
import type { RehearsalResult } from '../../src/rehearsal/result';

const GOLDEN = join(__dirname, '..', '..', 'test', 'golden');

/** What an example emits. */
export function manifestsOf(example: string): string {
  return readFileSync(join(GOLDEN, `${example}.yaml`), 'utf8');
}

/** Rehearses, or says why not: then the page would be wrong. */
export function play(manifests: string | readonly object[], options: RehearseOptions): RehearsalResult {
  const result = rehearse(manifests, options);
  if (result instanceof Unreadable) throw new Error(result.reasons.join('\n'));
  return result;
}

export function recorded(text: string): RecordedMetrics {
  const read = readRecorded(text);
  if (read instanceof Unreadable) throw new Error(read.reasons.join('\n'));
  return read;
}

/** JSON lines, one for each tick. */
export function ticks(list: readonly object[]): RecordedMetrics {
  return recorded(list.map((tick) => JSON.stringify(tick)).join('\n'));
}

/** The same tick a number of times. */
export function times<T>(count: number, tick: T): T[] {
  return Array.from({ length: count }, () => tick);
}

/** A page in Markdown, with what makes it anew. */
export function page(title: string, ...parts: readonly string[]): string {
  const note = '<!-- made by `npm run docs:rehearsals` -->';
  return `${[`# ${title}`, note, ...parts].join('\n\n')}\n`;
}

export function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const line = (cells: readonly (string | number | null)[]) => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `4:15` */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const text = `${minutes % 60}:${String(whole % 60).padStart(2, '0')}`;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? text : `${hours}:${text.padStart(5, '0')}`;
}

/** The steps at which the size, the pods that are ready or what held it back changed. */
export function changes(result: RehearsalResult, unit = '', untilSeconds = Number.POSITIVE_INFINITY): string {
  const [service] = result.services;
  const { steps, scalers } = service;
  const [scaler] = scalers;
  const rows: (string | number | null)[][] = [];
  let before = '';
  for (let step = 0; step < steps.specReplicas.length && (step + 1) * result.stepSeconds <= untilSeconds; step += 1) {
    const held = scaler.heldBackBy[step];
    const state = [steps.specReplicas[step], steps.ready[step], held].join();
    if (state === before) continue;
    before = state;
    rows.push([
      clock((step + 1) * result.stepSeconds),
      ...scaler.metrics.map(({ values }) => (values[step] === null ? '' : `${brief(values[step])}${unit}`)),
      scaler.wanted[step],
      steps.specReplicas[step],
      steps.ready[step],
      held === null ? '' : `\`${held}\``,
    ]);
  }
  const names = scaler.metrics.map(({ name, target }) => `\`${name}\` (target ${brief(target)}${unit})`);
  return table(['time', ...names, 'wanted', 'replicas', 'ready', 'held back by'], rows);
}

function brief(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(3));
}

/** What the controllers said, those of the given names. */
export function decisions(result: RehearsalResult, reasons: readonly string[]): string {
  const rows = result.decisions
    .filter(({ reason }) => reasons.includes(reason))
    .map(({ at, controller, message, from, to }) => [
      clock(at),
      controller,
      message.replaceAll('|', '\\|').replaceAll('\n', ' '),
      from === null ? '' : `${from} → ${to}`,
    ]);
  return table(['time', 'who', 'what', 'from → to'], rows);
}

/** The sizes that a service had, one after the other. */
export function sizes(result: RehearsalResult): number[] {
  const [{ steps }] = result.services;
  const list = [steps.specReplicas[0] ?? 0];
  for (const { from, to, controller } of result.decisions)
    if (from !== null && to !== null && controller !== 'NodePool' && to !== list.at(-1)) list.push(to);
  return list;
}
