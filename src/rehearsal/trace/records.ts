import { Unreadable } from '../reader';
import { detectFormat, TRACE_FORMATS, type TraceFormat } from './formats';

/** What the fields of one record are: time, prompt and output; a text when the record has not got them. */
export type RecordReader = (line: string) => readonly [unknown, unknown, unknown] | string;

/** How the records of a trace are read, and whether its first line is one. */
export interface RecordForm {
  /** Which fields are meant: those of a known format, or those that the user names. */
  readonly format: TraceFormat;
  /** Takes a line apart; it judges none of the values. */
  readonly read: RecordReader;
  /** Whether the first line holds the names of the columns, and is no record. */
  readonly hasHeader: boolean;
}

/** Looks at the first line of a trace, and at the fields that the user names, if any. */
export function recordForm(firstLine: string, mapping: TraceFormat | undefined): RecordForm | Unreadable {
  return firstLine.trimStart().startsWith('{') ? jsonForm(firstLine, mapping) : csvForm(firstLine, mapping);
}

function jsonForm(firstLine: string, mapping: TraceFormat | undefined): RecordForm | Unreadable {
  const first = parseObject(firstLine);
  const names = typeof first === 'string' ? [] : Object.keys(first);
  const format = mapping ?? detectFormat(names);
  if (format === undefined) return unknown(typeof first === 'string' ? first : `has the fields ${names.join(', ')}`);
  const read: RecordReader = (line) => {
    const record = parseObject(line);
    return typeof record === 'string' ? record : [record[format.time], record[format.prompt], record[format.output]];
  };
  return { format, read, hasHeader: false };
}

function csvForm(firstLine: string, mapping: TraceFormat | undefined): RecordForm | Unreadable {
  const names = splitCsv(firstLine).map((name) => name.trim());
  const format = mapping ?? detectFormat(names);
  if (format === undefined) return unknown(`has the columns ${names.join(', ')}`);
  const wanted = [format.time, format.prompt, format.output];
  const areNumbers = wanted.every((name) => /^[1-9]\d*$/.test(name)) && wanted.some((name) => !names.includes(name));
  const columns = wanted.map((name) => (areNumbers ? Number(name) - 1 : names.indexOf(name)));
  const missing = columns.flatMap((column, place) => (column < 0 || column >= names.length ? [wanted[place]] : []));
  if (missing.length > 0) {
    return new Unreadable([`has the columns ${names.join(', ')}, but none called ${missing.join(' or ')}`]);
  }
  const [time, prompt, output] = columns;
  const most = Math.max(...columns);
  const read: RecordReader = (line) => {
    const cells = line.includes('"') ? splitCsv(line) : line.split(',');
    if (cells.length <= most) return `must have at least ${most + 1} columns, but has ${cells.length}`;
    return [cells[time], cells[prompt], cells[output]];
  };
  return { format, read, hasHeader: !areNumbers };
}

function unknown(what: string): Unreadable {
  const known = TRACE_FORMATS.map(({ name, time, prompt, output }) => `${name} (${time}, ${prompt}, ${output})`);
  return new Unreadable([`${what}, which is none of ${known.join(', ')}; say which fields are meant`]);
}

function parseObject(line: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : 'must be a JSON object';
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`;
  }
}

/** The cells of a line; quotes around a cell may hold commas, and two of them mean one. */
function splitCsv(line: string): string[] {
  const cells: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    cells.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
  }
  return cells;
}
