import { type Fault, type Mistake, mistakeOf } from './mistake';

/**
 * The cron dialect of the CronHPA controller (ringtail/go-cron). KEDA's (robfig/cron) is the same without the seconds,
 * but for a star with a step. No npm library agrees with it: 7 is not Sunday, ranges do not wrap, there is no L, W or #.
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

/** What an expression stands for. */
export interface CronFields {
  /** The values of each field, in their order; the last three are days of the month, months, days of the week. */
  readonly values: readonly (readonly number[])[];
  /** Both kinds of days are given, none of them with a star: then one of them is enough, where else it takes both. */
  readonly eitherDay: boolean;
}

/** The fields of an expression, or what is wrong with the first bad one. */
export type ParsedFields = CronFields | { readonly wrong: string };

/** A day, as far as cron cares: day of the month, month (1–12), day of the week (0–6). */
export type CronDay = readonly [day: number, month: number, weekday: number];

/** The longest that each month gets. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether something holds of one of the days that there are in some year or other. */
function isOnSomeDay(holds: (day: CronDay) => boolean): boolean {
  return DAYS_OF_MONTH.some((days, index) =>
    Array.from({ length: days }, (_, before) => before + 1).some((day) =>
      DAYS.some((_name, weekday) => holds([day, index + 1, weekday])),
    ),
  );
}

/** Parses six fields, seconds first. */
export function parseSixFields(expression: string): ParsedFields {
  return parseFields(expression, SIX_FIELDS, (base) => isStar(base));
}

/** Parses five fields, minutes first. To KEDA a star with a step is none. */
export function parseFiveFields(expression: string): ParsedFields {
  return parseFields(expression, FIVE_FIELDS, (base, step) => isStar(base) && step === 1);
}

/** Whether a schedule has something to do on such a day. */
export function isOnDay({ values, eitherDay }: CronFields, [day, month, weekday]: CronDay): boolean {
  const first = values.length - 3;
  if (!values[first + 1].includes(month)) return false;
  const isDay = values[first].includes(day);
  const isWeekday = values[first + 2].includes(weekday);
  return eitherDay ? isDay || isWeekday : isDay && isWeekday;
}

/** True when there is a moment at which both have something to do. */
export function overlap(one: CronFields, other: CronFields): boolean {
  const isAtOnce = one.values.slice(0, -3).every((values, index) => meet(values, other.values[index]));
  return isAtOnce && isOnSomeDay((day) => isOnDay(one, day) && isOnDay(other, day));
}

function meet(some: readonly number[], others: readonly number[]): boolean {
  return some.some((value) => others.includes(value));
}

/** Judges a schedule of CronHPA. */
export function checkSixFields(prop: string, expression: unknown): Mistake[] {
  return mistakeOf(prop, expression, judgeSixFields(expression));
}

/** Judges a schedule of KEDA's cron trigger. */
export function checkFiveFields(prop: string, expression: unknown): Mistake[] {
  return mistakeOf(prop, expression, judgeFiveFields(expression));
}

/** What is wrong with a schedule of CronHPA, if anything. */
export function judgeSixFields(expression: unknown): Fault | undefined {
  const count = typeof expression === 'string' ? expression.trim().split(/\s+/).length : 0;
  if (typeof expression !== 'string' || count !== SIX_FIELDS.length) {
    const fix = count === 5 ? `did you mean '0 ${String(expression).trim()}'?` : "write it like '0 0 8 * * 1-5'";
    return { rule: 'cron/six-fields', must: `must have six fields, seconds first, not ${count}`, fix };
  }
  const parsed = parseSixFields(expression);
  if ('wrong' in parsed) return invalid(parsed.wrong);
  if (parsed.values[0].length > 1)
    return {
      rule: 'cron/too-often',
      must: 'must fire at most once a minute',
      fix: 'give the seconds as one number',
    };
  return judgeDays(parsed);
}

/** What is wrong with a schedule of KEDA's cron trigger, if anything. */
export function judgeFiveFields(expression: unknown): Fault | undefined {
  const count = typeof expression === 'string' ? expression.trim().split(/\s+/).length : 0;
  if (typeof expression !== 'string' || count !== FIVE_FIELDS.length)
    return {
      rule: 'cron/schedule',
      must: `must have five fields, minutes first, not ${count}`,
      fix: "write it like '0 8 * * 1-5'",
    };
  const parsed = parseFiveFields(expression);
  return 'wrong' in parsed ? invalid(parsed.wrong) : judgeDays(parsed);
}

function invalid(wrong: string): Fault {
  return { rule: 'cron/schedule', must: `must be valid: ${wrong}`, fix: 'correct the field' };
}

/** 30 February never comes. */
function judgeDays(parsed: CronFields): Fault | undefined {
  if (isOnSomeDay((day) => isOnDay(parsed, day))) return undefined;
  return { rule: 'cron/schedule', must: 'must match a date that exists', fix: 'correct the day or the month' };
}

/** Whether an item of a field is a star, which decides how the two kinds of days go together. */
type IsStar = (base: string, step: number) => boolean;

function parseFields(expression: string, fields: readonly Field[], countsAsStar: IsStar): ParsedFields {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== fields.length) return { wrong: `it has ${texts.length} fields and not ${fields.length}` };
  const parsed: Item[][] = [];
  for (const [index, field] of fields.entries()) {
    const items = parseField(texts[index], field);
    if (typeof items === 'string') return { wrong: items };
    parsed.push(items);
  }
  const hasStar = (items: readonly Item[] = []) => items.some(({ base, step }) => countsAsStar(base, step));
  return { values: parsed.map(valuesOf), eitherDay: !hasStar(parsed.at(-3)) && !hasStar(parsed.at(-1)) };
}

/** One of the items of a field, which are separated by commas. */
interface Item {
  readonly base: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

function valuesOf(items: readonly Item[]): readonly number[] {
  const values = new Set<number>();
  for (const { from, to, step } of items) for (let value = from; value <= to; value += step) values.add(value);
  return [...values].sort((a, b) => a - b);
}

function parseField(text: string, field: Field): Item[] | string {
  const items: Item[] = [];
  for (const part of text.split(',')) {
    const item = parseItem(part, field);
    if (typeof item === 'string') return item;
    items.push(item);
  }
  return items;
}

function parseItem(item: string, field: Field): Item | string {
  const [, base, stepText] = /^([^/]+)(?:\/(\d+))?$/.exec(item) ?? [];
  if (base === undefined) return `'${item}' is no ${field.name}`;
  const range = parseRange(base, field, stepText !== undefined);
  if (typeof range === 'string') return range;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step < 1 || step > field.most - field.least + 1) return `the step of the ${field.name} is out of range`;
  return { base, ...range, step };
}

function isStar(base: string): boolean {
  return base === '*' || base === '?';
}

function parseRange(base: string, field: Field, hasStep: boolean): { from: number; to: number } | string {
  if (isStar(base)) return { from: field.least, to: field.most };
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
