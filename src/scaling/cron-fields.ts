import { type Mistake, mistake } from '../kubernetes/mistake';

/**
 * The cron dialect of the CronHPA controller (ringtail/go-cron), of which KEDA's five fields are the same without the
 * seconds. No npm library agrees with it: 7 is not Sunday, ranges do not wrap, there is no L, W or #.
 */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
}

const SECONDS: Field = { name: 'second', least: 0, most: 59 };
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIVE_FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: MONTHS },
  { name: 'day of the week', least: 0, most: 6, words: DAYS },
];
const SIX_FIELDS: readonly Field[] = [SECONDS, ...FIVE_FIELDS];
/** The longest that each month gets. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The values that each field of an expression stands for, or what is wrong with the first bad field. */
export type ParsedFields = { readonly values: readonly (readonly number[])[] } | { readonly wrong: string };

/** Parses six fields, seconds first. */
export function parseSixFields(expression: string): ParsedFields {
  return parseFields(expression, SIX_FIELDS);
}

/** Judges a schedule of CronHPA. */
export function checkSixFields(prop: string, expression: unknown): Mistake[] {
  const count = typeof expression === 'string' ? expression.trim().split(/\s+/).length : 0;
  if (typeof expression !== 'string' || count !== SIX_FIELDS.length) {
    const fix = count === 5 ? `did you mean '0 ${String(expression).trim()}'?` : "write it like '0 0 8 * * 1-5'";
    return [mistake('cron/six-fields', prop, expression, `must have six fields, seconds first, not ${count}`, fix)];
  }
  const parsed = parseSixFields(expression);
  if ('wrong' in parsed)
    return [mistake('cron/schedule', prop, expression, `must be valid: ${parsed.wrong}`, 'correct the field')];
  if (parsed.values[0].length > 1)
    return [
      mistake('cron/too-often', prop, expression, 'must fire at most once a minute', 'give the seconds as one number'),
    ];
  return checkDate(prop, expression, parsed.values.slice(1));
}

/** Judges a schedule of KEDA's cron trigger. */
export function checkFiveFields(prop: string, expression: unknown): Mistake[] {
  const count = typeof expression === 'string' ? expression.trim().split(/\s+/).length : 0;
  if (typeof expression !== 'string' || count !== FIVE_FIELDS.length)
    return [
      mistake(
        'cron/schedule',
        prop,
        expression,
        `must have five fields, minutes first, not ${count}`,
        "write it like '0 8 * * 1-5'",
      ),
    ];
  const parsed = parseFields(expression, FIVE_FIELDS);
  if ('wrong' in parsed)
    return [mistake('cron/schedule', prop, expression, `must be valid: ${parsed.wrong}`, 'correct the field')];
  return checkDate(prop, expression, parsed.values);
}

/** 30 February never comes; where the day of the week is given too, either may match. */
function checkDate(
  prop: string,
  expression: string,
  [, , days, months, weekdays]: readonly (readonly number[])[],
): Mistake[] {
  const comes = months.some((month) => days.some((day) => day <= DAYS_OF_MONTH[month - 1]));
  if (comes || weekdays.length <= DAYS.length - 1) return [];
  return [mistake('cron/schedule', prop, expression, 'must match a date that exists', 'correct the day or the month')];
}

function parseFields(expression: string, fields: readonly Field[]): ParsedFields {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== fields.length) return { wrong: `it has ${texts.length} fields and not ${fields.length}` };
  const values: (readonly number[])[] = [];
  for (const [index, field] of fields.entries()) {
    const parsed = parseField(texts[index], field);
    if (typeof parsed === 'string') return { wrong: parsed };
    values.push(parsed);
  }
  return { values };
}

function parseField(text: string, field: Field): readonly number[] | string {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const range = parseItem(item, field);
    if (typeof range === 'string') return range;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function parseItem(item: string, field: Field): { from: number; to: number; step: number } | string {
  const [, base, stepText] = /^([^/]+)(?:\/(\d+))?$/.exec(item) ?? [];
  if (base === undefined) return `'${item}' is no ${field.name}`;
  const range = parseRange(base, field, stepText !== undefined);
  if (typeof range === 'string') return range;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step < 1 || step > field.most - field.least + 1) return `the step of the ${field.name} is out of range`;
  return { ...range, step };
}

function parseRange(base: string, field: Field, hasStep: boolean): { from: number; to: number } | string {
  if (base === '*' || base === '?') return { from: field.least, to: field.most };
  const [fromText, toText, ...more] = base.split('-');
  const from = parseValue(fromText, field);
  const to = toText === undefined ? (hasStep ? field.most : from) : parseValue(toText, field);
  if (more.length > 0 || from === undefined || to === undefined)
    return `'${base}' is no ${field.name} (${field.least}–${field.most})`;
  return from <= to ? { from, to } : `'${base}' runs backwards`;
}

function parseValue(text: string, { least, most, words }: Field): number | undefined {
  const word = words?.indexOf(text.toLowerCase()) ?? -1;
  if (words && word >= 0) return word + least;
  if (!/^\d{1,2}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}
