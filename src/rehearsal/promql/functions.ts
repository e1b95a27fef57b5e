import { DATES } from './dates';
import type {
  Element,
  Expression,
  ExpressionType,
  Moment,
  RangeExpression,
  ScalarExpression,
  VectorExpression,
} from './expression';
import { constant, PromqlError } from './expression';
import { histogramQuantile } from './histogram';
import { dropping, type Labels, type LabelTable, NAME, remembered } from './labels';
import { RANGE_FUNCTIONS } from './range-functions';
import { anchored } from './selector';

/** The type of an argument: with `?` it may be left out, and with `*` there may be any number of them. */
type ArgumentType = ExpressionType | `${ExpressionType}?` | `${ExpressionType}*`;

/** A function: the types of its arguments, and what it makes of them. */
interface PromqlFunction {
  readonly takes: readonly ArgumentType[];
  readonly make: (table: LabelTable, args: readonly Expression[]) => Expression | PromqlError;
}

/** Functions of a number that are applied to each element. */
const OF_EACH: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  exp: Math.exp,
  ln: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  sgn: Math.sign,
};

/** Calls a function of PromQL with compiled arguments. */
export function call(table: LabelTable, name: string, args: readonly Expression[]): Expression | PromqlError {
  const found = functionOf(name);
  if (found === undefined) return new PromqlError(`the function ${name}`);
  if (!accepts(found.takes, args)) return new PromqlError(`${name} with arguments of these types`);
  return found.make(table, args);
}

function accepts(takes: readonly ArgumentType[], args: readonly Expression[]): boolean {
  const last = takes.at(-1);
  const repeated = last?.endsWith('*') ? last : undefined;
  const given = args.every(({ type }, index) => (takes[index] ?? repeated)?.replace(/[?*]$/, '') === type);
  return given && takes.every((type, index) => index < args.length || /[?*]$/.test(type));
}

function functionOf(name: string): PromqlFunction | undefined {
  if (Object.hasOwn(OF_EACH, name))
    return { takes: ['vector'], make: (table, [vector]) => each(table, vector as VectorExpression, OF_EACH[name]) };
  if (Object.hasOwn(DATES, name)) return ofDate(DATES[name]);
  if (Object.hasOwn(RANGE_FUNCTIONS, name)) return ofRange(name);
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

/** Seconds since 1970. */
const TIME: ScalarExpression = { type: 'scalar', at: ({ time, epochMs }) => (time + epochMs) / 1000 };

const FUNCTIONS: Readonly<Record<string, PromqlFunction>> = {
  vector: {
    takes: ['scalar'],
    make: (table, [scalar]) => asVector(table, scalar as ScalarExpression),
  },
  scalar: {
    takes: ['vector'],
    make: (_, [vector]) => ({
      type: 'scalar',
      at: (moment) => {
        const elements = (vector as VectorExpression).at(moment);
        return elements.length === 1 ? elements[0].value : Number.NaN;
      },
    }),
  },
  time: { takes: [], make: () => TIME },
  pi: { takes: [], make: () => constant(Math.PI) },
  absent: {
    takes: ['vector'],
    make: (table, [vector]) => absent(table, vector as VectorExpression),
  },
  absent_over_time: {
    takes: ['range'],
    make: (table, [range]) => {
      const { asked } = range as RangeExpression;
      return absent(table, { ...(ofRange('present_over_time').make(table, [range]) as VectorExpression), asked });
    },
  },
  clamp: {
    takes: ['vector', 'scalar', 'scalar'],
    make: (table, [vector, least, most]) => clamping(table, vector, least, most),
  },
  clamp_min: {
    takes: ['vector', 'scalar'],
    make: (table, [vector, least]) => clamping(table, vector, least, constant(Number.POSITIVE_INFINITY)),
  },
  clamp_max: {
    takes: ['vector', 'scalar'],
    make: (table, [vector, most]) => clamping(table, vector, constant(Number.NEGATIVE_INFINITY), most),
  },
  round: {
    takes: ['vector', 'scalar?'],
    make: (table, [vector, to]) =>
      withNumber(table, vector, to ?? constant(1), (value, step) => Math.floor(value / step + 0.5) * step),
  },
  histogram_quantile: {
    takes: ['scalar', 'vector'],
    make: (table, [quantile, vector]) => {
      const quantileOf = histogramQuantile(table);
      return {
        type: 'vector',
        at: (moment) => quantileOf((quantile as ScalarExpression).at(moment), (vector as VectorExpression).at(moment)),
      };
    },
  },
  label_replace: {
    takes: ['vector', 'string', 'string', 'string', 'string'],
    make: (table, [vector, ...texts]) => {
      const [target, replacement, source, pattern] = texts.map((each) => (each as { readonly text: string }).text);
      const regex = anchored(pattern);
      if (regex === undefined) return new PromqlError(`the regular expression ${JSON.stringify(pattern)}`);
      return relabelled(vector, (labels) => {
        const match = regex.exec(labels.values[source] ?? '');
        if (match === null) return labels;
        return table.of({ ...labels.values, [target]: expand(replacement, match) });
      });
    },
  },
  label_join: {
    takes: ['vector', 'string', 'string', 'string*'],
    make: (table, [vector, ...texts]) => {
      const [target, separator, ...sources] = texts.map((each) => (each as { readonly text: string }).text);
      return relabelled(vector, ({ values }) =>
        table.of({ ...values, [target]: sources.map((source) => values[source] ?? '').join(separator) }),
      );
    },
  },
  sort: { takes: ['vector'], make: (_, [vector]) => vector },
  sort_desc: { takes: ['vector'], make: (_, [vector]) => vector },
};

/** `$1` and `${1}` of a replacement. */
function expand(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(/\$(?:\w+|\{\w+\}|\$)/g, (all) => {
    if (all === '$$') return '$';
    const group = all.replace(/[${}]/g, '');
    return (/^\d+$/.test(group) ? match[Number(group)] : match.groups?.[group]) ?? '';
  });
}

function relabelled(vector: Expression, change: (labels: Labels) => Labels): VectorExpression {
  const relabel = remembered(change);
  return {
    type: 'vector',
    at: (moment) =>
      (vector as VectorExpression).at(moment).map(({ labels, value }) => ({ labels: relabel(labels), value })),
  };
}

function each(table: LabelTable, vector: VectorExpression, change: (value: number) => number): VectorExpression {
  const rename = dropping(table, [NAME]);
  return {
    type: 'vector',
    at: (moment) => vector.at(moment).map(({ labels, value }) => ({ labels: rename(labels), value: change(value) })),
  };
}

function asVector(table: LabelTable, scalar: ScalarExpression): VectorExpression {
  return { type: 'vector', at: (moment) => [{ labels: table.none, value: scalar.at(moment) }] };
}

/** A part of a date: of each element's time, or of the moment's. */
function ofDate(part: (date: Date) => number): PromqlFunction {
  return {
    takes: ['vector?'],
    make: (table, [vector]) =>
      each(table, (vector as VectorExpression | undefined) ?? asVector(table, TIME), (seconds) =>
        part(new Date(seconds * 1000)),
      ),
  };
}

/** One element where there is none, with the labels that it would have for certain. */
function absent(table: LabelTable, { at, asked = {} }: VectorExpression): VectorExpression {
  const labels = table.of(asked);
  return { type: 'vector', at: (moment) => (at(moment).length > 0 ? [] : [{ labels, value: 1 }]) };
}

function withNumber(
  table: LabelTable,
  vector: Expression,
  number: Expression,
  change: (value: number, number: number) => number,
): VectorExpression {
  const rename = dropping(table, [NAME]);
  return {
    type: 'vector',
    at: (moment) => {
      const operand = (number as ScalarExpression).at(moment);
      return (vector as VectorExpression)
        .at(moment)
        .map(({ labels, value }) => ({ labels: rename(labels), value: change(value, operand) }));
    },
  };
}

/** Nothing where the least is above the most. */
function clamping(table: LabelTable, vector: Expression, least: Expression, most: Expression): VectorExpression {
  const clamped = withNumber(table, withNumber(table, vector, least, Math.max), most, Math.min);
  const bound = (of: Expression, moment: Moment) => (of as ScalarExpression).at(moment);
  return {
    type: 'vector',
    at: (moment) => (bound(least, moment) > bound(most, moment) ? [] : clamped.at(moment)),
  };
}

/** The functions that have a number beside their range, and where it stands. */
const WITH_NUMBER: Readonly<Record<string, 'before' | 'after'>> = {
  quantile_over_time: 'before',
  predict_linear: 'after',
};

function ofRange(name: string): PromqlFunction {
  const number = WITH_NUMBER[name];
  const takes =
    number === undefined
      ? (['range'] as const)
      : number === 'before'
        ? (['scalar', 'range'] as const)
        : (['range', 'scalar'] as const);
  const calculate = RANGE_FUNCTIONS[name];
  return {
    takes,
    make: (table, args) => {
      const range = args.find(({ type }) => type === 'range') as RangeExpression;
      const scalar = (args.find(({ type }) => type === 'scalar') ?? constant(0)) as ScalarExpression;
      const rename = name === 'last_over_time' ? (labels: Labels) => labels : dropping(table, [NAME]);
      return {
        type: 'vector',
        at: (moment) => {
          const parameter = scalar.at(moment);
          const elements: Element[] = [];
          range.each(moment, ({ labels, samples, from, to }) => {
            const value = calculate(samples, from, to, parameter);
            if (value !== undefined) elements.push({ labels: rename(labels), value });
          });
          return elements;
        },
      };
    },
  };
}
