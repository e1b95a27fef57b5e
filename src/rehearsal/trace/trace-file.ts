import { basename } from 'node:path';
import { Unreadable } from '../reader';
import type { TraceFormat } from './formats';
import { Lines } from './lines';
import { type RecordForm, recordForm } from './records';
import { parseTime } from './timestamp';
import type { RequestBatch, Traffic, TrafficSource } from './traffic';

const BATCH = 4096;
const MOST_TOKENS = 2 ** 31 - 1;
/** Broken lines that are remembered; the others are counted. */
const REMEMBERED = 10;

/** How a trace is read. */
export interface TraceOptions {
  /** Which fields are meant. @default - those of a known format */
  readonly mapping?: TraceFormat;
  /** What a line that cannot be read does: it is passed over, or it ends everything. @default 'skip' */
  readonly broken?: 'skip' | 'stop';
}

/** A file of requests. */
export interface TraceSource extends TrafficSource {
  /** The name of its format. */
  readonly format: string;
  /** When its first request came, in milliseconds since 1970; nothing where the trace has no dates. */
  readonly startsAtMs: number | undefined;
}

/** A file with a trace: Azure's, BurstGPT's, Mooncake's, Vidur's, or any CSV or JSON lines; plain or gzip. */
export function openTrace(file: string, options: TraceOptions = {}): TraceSource | Unreadable {
  const opened = start(file, options.mapping);
  if (opened instanceof Unreadable) return opened;
  const probe = new TraceTraffic(file, opened, { ...options, broken: 'skip' });
  const first = probe.next();
  probe.close();
  if (first === undefined) return new Unreadable([probe.failure as string]);
  const { format } = opened.form;
  return {
    title: `trace ${basename(file)}`,
    durationMs: undefined,
    format: format.name,
    startsAtMs: format.timeForm === 'date' ? probe.firstMs : undefined,
    open: () => {
      const again = start(file, options.mapping);
      return {
        traffic: again instanceof Unreadable ? new Failed(file, again) : new TraceTraffic(file, again, options),
      };
    },
  };
}

interface Opened {
  readonly lines: Lines;
  readonly form: RecordForm;
  /** The first line, when it is a record. */
  readonly first: string | undefined;
}

function start(file: string, mapping: TraceFormat | undefined): Opened | Unreadable {
  try {
    const lines = new Lines(file);
    let line = lines.next();
    while (line?.trim() === '') line = lines.next();
    if (line === undefined) return new Unreadable([`${file}: is empty`]);
    const form = recordForm(line, mapping);
    if (form instanceof Unreadable) return new Unreadable(form.reasons.map((reason) => `${file}: ${reason}`));
    return { lines, form, first: form.hasHeader ? undefined : line };
  } catch (error) {
    return new Unreadable([`${file}: cannot be read: ${(error as Error).message}`]);
  }
}

/** A trace that could be opened before, and no longer. */
class Failed implements Traffic {
  readonly title: string;
  readonly skipped = 0;
  readonly failure: string;

  constructor(file: string, { reasons }: Unreadable) {
    this.title = `trace ${basename(file)}`;
    this.failure = reasons.join('; ');
  }

  next(): undefined {}
}

/** The requests of a trace. Its time begins with the first of them. */
export class TraceTraffic implements Traffic {
  /** The word `trace` and the name of the file, without its folder. */
  readonly title: string;
  /** Lines that could not be read so far; those with nothing on them do not count. */
  skipped = 0;
  /** Why it ended before its end: a damaged file, no request in it, or a broken line that is to stop it. */
  failure: string | undefined;
  /** The first lines that could not be read, each with its number. */
  readonly mistakes: string[] = [];
  /** When the first request came, as the trace says it. */
  firstMs: number | undefined;
  private lastMs = Number.NEGATIVE_INFINITY;
  private count = 0;
  private first: string | undefined;
  private readonly arrivalMs = new Float64Array(BATCH);
  private readonly promptTokens = new Int32Array(BATCH);
  private readonly outputTokens = new Int32Array(BATCH);

  constructor(
    private readonly file: string,
    private readonly opened: Opened,
    private readonly options: TraceOptions,
  ) {
    this.title = `trace ${basename(file)}`;
    this.first = opened.first;
  }

  /** Reads the next 4096 requests, or as many as are left; closes the file when there are no more. */
  next(): RequestBatch | undefined {
    const { lines } = this.opened;
    let filled = 0;
    while (filled < BATCH && this.failure === undefined) {
      const line = this.nextLine();
      if (line === undefined) break;
      if (line === '') continue;
      const mistake = this.take(line, filled);
      if (mistake === undefined) filled++;
      else this.report(`${this.file}:${lines.number}: ${mistake}`);
    }
    this.count += filled;
    if (filled > 0) return this.batch(filled);
    lines.close();
    if (this.count === 0 && this.failure === undefined) {
      this.failure = [`${this.file}: has no requests`, ...this.mistakes].join('; ');
    }
    return undefined;
  }

  /** Closes the file, for who does not read it to its end. */
  close(): void {
    this.opened.lines.close();
  }

  private batch(count: number): RequestBatch {
    const { arrivalMs, promptTokens, outputTokens } = this;
    return { count, arrivalMs, promptTokens, outputTokens };
  }

  private nextLine(): string | undefined {
    const { first } = this;
    if (first !== undefined) {
      this.first = undefined;
      return first;
    }
    try {
      return this.opened.lines.next();
    } catch (error) {
      this.failure = `${this.file}:${this.opened.lines.number + 1}: cannot be read: ${(error as Error).message}`;
      return undefined;
    }
  }

  /** Puts a record into the batch; gives what is wrong with it. */
  private take(line: string, place: number): string | undefined {
    const { format, read } = this.opened.form;
    const record = read(line);
    if (typeof record === 'string') return record;
    const [time, prompt, output] = record;
    const ms = parseTime(time, format.timeForm);
    if (ms === undefined) return `'${format.time}' (${show(time)}) must be ${TIME_WORDS[format.timeForm]}`;
    if (ms < this.lastMs) return `'${format.time}' (${show(time)}) must not be before that of the request before`;
    const promptTokens = tokensOf(prompt);
    if (promptTokens === undefined) return `'${format.prompt}' (${show(prompt)}) ${TOKENS}`;
    const outputTokens = tokensOf(output);
    if (outputTokens === undefined) return `'${format.output}' (${show(output)}) ${TOKENS}`;
    this.firstMs ??= ms;
    this.lastMs = ms;
    this.arrivalMs[place] = ms - this.firstMs;
    this.promptTokens[place] = promptTokens;
    this.outputTokens[place] = outputTokens;
    return undefined;
  }

  private report(mistake: string): void {
    if (this.options.broken === 'stop') {
      this.failure = mistake;
      return;
    }
    this.skipped++;
    if (this.mistakes.length < REMEMBERED) this.mistakes.push(mistake);
  }
}

const TOKENS = 'must be a whole number of at least 1';
const TIME_WORDS = {
  date: "a date and time, such as '2023-11-16 18:15:46.68' or '2024-05-10T00:00:00+00:00'",
  s: 'a number of seconds',
  ms: 'a number of milliseconds',
  us: 'a number of microseconds',
  ns: 'a number of nanoseconds',
} as const;

function tokensOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const isCount = typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= MOST_TOKENS;
  return isCount ? number : undefined;
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value.trim()) : String(JSON.stringify(value));
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
