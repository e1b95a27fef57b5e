import type { Policy, Setting } from '../sweep/grammar';

/** Windows that people set. */
const WINDOWS = [0, 60, 120, 300, 600, 900, 1800];
const FACTORS = { coarse: [0.5, 2], fine: [0.75, 1.25] } as const;
const MOST_REPLICAS = 1000;

/** Policies that differ in one setting, by a large or a small step. */
export function neighboursOf(policy: Policy, step: keyof typeof FACTORS): Policy[] {
  const value = (name: string) => policy.find((each) => each.parameter.name === name)?.value;
  const [min, max] = [value('minReplicas') ?? 1, value('maxReplicas') ?? MOST_REPLICAS];
  return policy.flatMap((setting, index) =>
    valuesNear(setting, step, min, max)
      .filter((each) => each !== setting.value)
      .map((each) => policy.map((other, at) => (at === index ? { ...other, value: each } : other))),
  );
}

function valuesNear({ parameter, value }: Setting, step: keyof typeof FACTORS, min: number, max: number): number[] {
  const scaled = FACTORS[step].map((factor) => value * factor);
  switch (parameter.name) {
    case 'minReplicas': {
      const near = step === 'coarse' ? [Math.floor(value / 2), value * 2] : [value - 1, value + 1];
      // Zero wakes only where something is measured without pods; that is not for a suggestion to risk.
      return unique(near).filter((each) => each >= Math.min(1, value) && each <= max);
    }
    case 'maxReplicas': {
      const near = step === 'coarse' ? [Math.ceil(value / 2), value * 2] : [value - 1, value + 1];
      return unique(near).filter((each) => each >= Math.max(1, min) && each <= MOST_REPLICAS);
    }
    case 'stabilization': {
      const below = WINDOWS.filter((each) => each < value).slice(step === 'coarse' ? -2 : -1);
      const above = WINDOWS.filter((each) => each > value).slice(0, step === 'coarse' ? 2 : 1);
      return [below[0], above.at(-1)].filter((each) => each !== undefined);
    }
    default:
      return unique(scaled.map((each) => rounded(each, Number.isInteger(value) && value >= 2)));
  }
}

/** Numbers that somebody would write. */
function rounded(value: number, isWhole: boolean): number {
  return isWhole ? Math.max(1, Math.round(value)) : Math.max(0.001, Number(value.toPrecision(2)));
}

function unique(values: readonly number[]): number[] {
  return [...new Set(values)];
}
