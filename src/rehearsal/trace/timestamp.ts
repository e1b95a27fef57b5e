import type { TimeForm } from './formats';

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2}(?:\.\d+)?)\s*(?:Z|UTC|([+-])(\d{2}):?(\d{2}))?$/;
const MS_PER: Readonly<Record<Exclude<TimeForm, 'date'>, number>> = { s: 1000, ms: 1, us: 1e-3, ns: 1e-6 };
const DAY_MS = 86_400_000;

/** Milliseconds of a time in a given form, dates since 1970 in UTC when they name no zone; nothing when it is none. */
export function parseTime(value: unknown, form: TimeForm): number | undefined {
  if (form === 'date') return typeof value === 'string' ? parseDate(value.trim()) : undefined;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number * MS_PER[form] : undefined;
}

function parseDate(text: string): number | undefined {
  const [, year, month, day, hour, minute, second, sign, zoneHours, zoneMinutes] = PATTERN.exec(text) ?? [];
  if (year === undefined) return undefined;
  const isPossible = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  if (!isPossible || Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 61) return undefined;
  const zone = sign === undefined ? 0 : (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - zone;
  return daysFromEpoch(Number(year), Number(month), Number(day)) * DAY_MS + minutes * 60_000 + Number(second) * 1000;
}

/** Days since 1970-01-01 of a date of the Gregorian calendar, in which a year begins in March. */
function daysFromEpoch(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
