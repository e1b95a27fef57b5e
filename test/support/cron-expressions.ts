import fc from 'fast-check';

/** The values of a field. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
}

/** An item of a field as it is written, and what it stands for. */
interface Written {
  readonly text: string;
  readonly hasStar: boolean;
  readonly stands: (value: number) => boolean;
}

/** A field as it is written, and its values. */
export interface WrittenField {
  readonly text: string;
  readonly values: readonly number[];
  readonly hasStar: boolean;
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const DAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');
/** The six fields of CronHPA. */
export const SIX_FIELDS: readonly Bounds[] = [
  { least: 0, most: 59 },
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, words: MONTHS },
  { least: 0, most: 6, words: DAYS },
];

const value = ({ least, most }: Bounds) => fc.integer({ min: least, max: most });
const write = (number: number, { least, words }: Bounds, form: number) => {
  const word = words?.[number - least];
  if (word === undefined || form === 0) return String(number);
  return form === 1 ? word : word.toLowerCase();
};

function item(bounds: Bounds): fc.Arbitrary<Written> {
  const { least, most } = bounds;
  const form = fc.integer({ min: 0, max: 2 });
  const step = fc.integer({ min: 1, max: most - least + 1 });
  const range = fc.tuple(value(bounds), value(bounds)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  return fc.oneof(
    fc.constantFrom('*', '?').map((text) => ({ text, hasStar: true, stands: (_each: number) => true })),
    fc.tuple(fc.constantFrom('*', '?'), step).map(([star, by]) => ({
      text: `${star}/${by}`,
      hasStar: true,
      stands: (each: number) => (each - least) % by === 0,
    })),
    fc.tuple(value(bounds), form).map(([one, as]) => ({
      text: write(one, bounds, as),
      hasStar: false,
      stands: (each: number) => each === one,
    })),
    fc.tuple(value(bounds), step).map(([from, by]) => ({
      text: `${from}/${by}`,
      hasStar: false,
      stands: (each: number) => each >= from && (each - from) % by === 0,
    })),
    fc.tuple(range, form).map(([[from, to], as]) => ({
      text: `${write(from, bounds, as)}-${write(to, bounds, as)}`,
      hasStar: false,
      stands: (each: number) => each >= from && each <= to,
    })),
    fc.tuple(range, step).map(([[from, to], by]) => ({
      text: `${from}-${to}/${by}`,
      hasStar: false,
      stands: (each: number) => each >= from && each <= to && (each - from) % by === 0,
    })),
  );
}

function field(bounds: Bounds): fc.Arbitrary<WrittenField> {
  const all = Array.from({ length: bounds.most - bounds.least + 1 }, (_, index) => index + bounds.least);
  return fc.array(item(bounds), { minLength: 1, maxLength: 4 }).map((items) => ({
    text: items.map(({ text }) => text).join(','),
    values: all.filter((each) => items.some(({ stands }) => stands(each))),
    hasStar: items.some(({ hasStar }) => hasStar),
  }));
}

/** Six fields with everything that the grammar has: lists, ranges, steps, stars, names. */
export const anyExpression = fc.tuple(...SIX_FIELDS.map(field));

/** Six fields that name one second: most of them are accepted. */
export const usualExpression = fc
  .tuple(value(SIX_FIELDS[0]), ...SIX_FIELDS.slice(1).map(field))
  .map(([second, ...rest]) => [String(second), ...rest.map(({ text }) => text)].join(' '));

/** Text out of the alphabet of cron, mostly nonsense. */
export const scrap = fc.string({ unit: fc.constantFrom(...'0159*?/-,LW# \tjanMON@') });

/** Such six fields, of which one may be anything. */
export const spoiltExpression = fc
  .tuple(
    usualExpression,
    fc.nat({ max: SIX_FIELDS.length - 1 }),
    fc.string({ unit: fc.constantFrom(...'0123459*?/-,+Lmonjan'), minLength: 1, maxLength: 6 }),
  )
  .map(([text, field, scrap]) => text.split(' ').with(field, scrap).join(' '));

/** The last days of a month, which not every month has. */
export const lastDays = fc
  .tuple(
    fc.constantFrom('29', '30', '31', '30,31'),
    fc.constantFrom('2', '4,6', '2/9', '*'),
    fc.constantFrom('*', '?/2', '0-6'),
  )
  .map((days) => `0 0 8 ${days.join(' ')}`);
