import { DURATION_FORM, formatDuration, parseDuration } from '../options/duration';
import { splitList } from '../options/list';
import { didYouMean } from '../options/nearest';
import { Unreadable } from '../reader';
import { PARAMETERS, type Parameter, parameterOf } from './parameters';

/** A parameter and the values that are tried. */
export interface Axis {
  /** `target`, or `target:METRIC` where it is about one metric of several. */
  readonly name: string;
  /** What is tried at these values, and where it stands in manifests. */
  readonly parameter: Parameter;
  /** The metric that it is about; nothing where there is only one. */
  readonly metric: string | undefined;
  /** In the parameter's unit: seconds for durations. In the order of the text, each once. */
  readonly values: readonly number[];
}

/** What one rehearsal of a sweep changes. */
export type Policy = readonly Setting[];

/** A parameter at a value. */
export interface Setting {
  /** That of its axis: `target`, or `target:METRIC` where it is about one metric of several. */
  readonly name: string;
  /** What is set, and where it stands in manifests. */
  readonly parameter: Parameter;
  /** The metric that it is about; nothing where there is only one. */
  readonly metric: string | undefined;
  /** In the parameter's unit: seconds for durations. */
  readonly value: number;
}

/** More would take hours, and nobody looks at so many. */
export const MOST_POLICIES = 10_000;
const FORM = /^([a-z]+)(?::([^=]+))?\s*=\s*(.+)$/i;
const RANGE = /^(.+?)\.\.(.+?)(?:\/(.+))?$/;

/** Reads a sweep, such as `target=2..16, stabilization=60s|300s` or `target:queue=0.5..2/0.5`. */
export function parseSweep(text: string): readonly Axis[] | Unreadable {
  const reasons: string[] = [];
  const axes: Axis[] = [];
  for (const item of splitList(text)) {
    const axis = parseAxis(item);
    if (typeof axis === 'string') reasons.push(axis);
    else if (axes.some(({ name }) => name === axis.name))
      reasons.push(`'${item}' names ${axis.name} a second time; write its values as A|B`);
    else axes.push(axis);
  }
  const count = countOf(axes);
  if (count > MOST_POLICIES)
    reasons.push(
      `'${text}' makes ${count} policies, and ${MOST_POLICIES} are the most; use fewer values, or a step as in 2..64/4`,
    );
  return reasons.length > 0 ? new Unreadable(reasons) : axes;
}

/** How many policies the axes make. */
export function countOf(axes: readonly Axis[]): number {
  return axes.reduce((count, { values }) => count * values.length, 1);
}

/** Every combination of the values, the last axis moving first. */
export function policiesOf(axes: readonly Axis[]): Policy[] {
  return axes.reduce<Setting[][]>(
    (policies, { name, parameter, metric, values }) =>
      policies.flatMap((policy) => values.map((value) => [...policy, { name, parameter, metric, value }])),
    [[]],
  );
}

/** A policy as it would be asked for: `target=4, stabilization=1m`. */
export function policyText(policy: Policy): string {
  return policy.map(({ name, parameter, value }) => `${name}=${valueText(parameter, value)}`).join(', ');
}

/** A value as it would be asked for. */
export function valueText({ unit }: Parameter, value: number): string {
  return unit === 'duration' ? formatDuration(value) : String(value);
}

function parseAxis(item: string): Axis | string {
  const [, name, metric, text] = FORM.exec(item) ?? [];
  if (name === undefined)
    return `'${item}' must be NAME=VALUES, such as target=2..16, stabilization=60s|300s or maxReplicas=4..32/4`;
  const parameter = parameterOf(name);
  const names = PARAMETERS.map((each) => each.name);
  if (parameter === undefined)
    return `'${name}' in '${item}' must be one of ${names.join(', ')}${didYouMean(name, names)}`;
  if (metric !== undefined && !parameter.isOfMetric)
    return `'${parameter.name}' in '${item}' belongs to no metric; write ${parameter.name}=${text}`;
  const values: number[] = [];
  for (const part of text.split('|').map((each) => each.trim())) {
    const read = parseValues(part, parameter, item);
    if (typeof read === 'string') return read;
    for (const value of read) if (!values.includes(value)) values.push(value);
  }
  const wrong = values.find((value) => value < parameter.least);
  if (wrong !== undefined)
    return `'${valueText(parameter, wrong)}' in '${item}' must be at least ${valueText(parameter, parameter.least)}`;
  return {
    name: metric === undefined ? parameter.name : `${parameter.name}:${metric.trim()}`,
    parameter,
    metric: metric?.trim(),
    values,
  };
}

/** One value, or a range of them with both ends. */
function parseValues(text: string, parameter: Parameter, item: string): readonly number[] | string {
  const must = `must be ${FORMS[parameter.unit]}`;
  const [, fromText, toText, stepText] = RANGE.exec(text) ?? [];
  if (fromText === undefined) {
    const value = parseValue(text, parameter);
    return value === undefined ? `'${text}' in '${item}' ${must}` : [value];
  }
  const [from, to] = [parseValue(fromText, parameter), parseValue(toText, parameter)];
  const step = stepText === undefined ? parameter.step : parseValue(stepText, parameter);
  if (from === undefined) return `'${fromText}' in '${item}' ${must}`;
  if (to === undefined) return `'${toText}' in '${item}' ${must}`;
  if (step === undefined || step <= 0) return `'${stepText}' in '${item}' ${must}, above zero, since it is a step`;
  if (to < from)
    return `'${text}' in '${item}' must go from the smaller to the greater value; write ${toText}..${fromText}`;
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > MOST_POLICIES)
    return `'${text}' in '${item}' has ${count} values, and ${MOST_POLICIES} are the most; use a greater step`;
  return Array.from({ length: count }, (_, index) => Number((from + index * step).toPrecision(12)));
}

const FORMS: Readonly<Record<Parameter['unit'], string>> = {
  whole: 'a whole number',
  number: 'a number',
  duration: DURATION_FORM,
};

function parseValue(text: string, { unit }: Parameter): number | undefined {
  if (unit === 'duration') return parseDuration(text);
  const pattern = unit === 'whole' ? /^\d{1,9}$/ : /^\d+(?:\.\d+)?$/;
  return pattern.test(text.trim()) && Number.isFinite(Number(text)) ? Number(text) : undefined;
}
