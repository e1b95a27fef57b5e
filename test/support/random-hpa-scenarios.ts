import type { HpaScenario, HpaTick } from '../../src/rehearsal/scenarios/scenario';
import type { Draw } from './draw';

/** A metric of a spec, and how its values move. */
interface DrawnMetric {
  readonly name: string;
  readonly spec: object;
  /** What the values move around, in thousandths. */
  readonly target: number;
  /** Whether samples may be missing; an External metric has series, which are never missing one by one. */
  readonly hasGaps: boolean;
}

const QUANTITIES: readonly (readonly [text: string | number, milli: number])[] = [
  ['100m', 100],
  ['0.1', 100],
  ['1.5', 1500],
  ['2k', 2_000_000],
  ['1Ki', 1_024_000],
  ['1e3', 1_000_000],
  ['12.345', 12_345],
  ['0.0005', 1],
  [5, 5000],
  ['1Gi', 1_073_741_824_000],
];
const TOLERANCES = ['0', '50m', '0.05', '0.1', '100m', '0.2', '0.57', '333m', '1', '1500m', '0.001'];
const RESYNCS = [15, 15, 15, 15, 10, 30, 5, 60, 1, 7, 2.5];

function quantity(draw: Draw): readonly [string | number, number] {
  return draw.weighted<readonly [string | number, number]>([
    [4, () => milliOf(draw.whole(1, 5000))],
    [4, () => wholeOf(draw.whole(1, 200))],
    [2, () => draw.of(QUANTITIES)],
  ]);
}

function milliOf(value: number): readonly [string, number] {
  return [`${value}m`, value];
}

function wholeOf(value: number): readonly [string, number] {
  return [String(value), value * 1000];
}

function drawMetric(draw: Draw, index: number, requestMilli: number): DrawnMetric {
  const name = `metric${index}`;
  const [text, milli] = quantity(draw);
  const average = { type: 'AverageValue', averageValue: text };
  const value = { type: 'Value', value: text };
  const selector = draw.chance(0.2) && { selector: { matchLabels: { b: 'x', a: 'y' } } };
  const metric = { name, ...selector };
  const describedObject = { apiVersion: 'v1', kind: draw.of(['Service', 'Ingress']), name: 'gateway' };
  const percent = draw.chance(0.7) ? draw.whole(1, 100) : draw.whole(101, 400);
  const resource = () => {
    const isUtilization = draw.chance(0.7);
    const target = isUtilization ? { type: 'Utilization', averageUtilization: percent } : average;
    const kind = draw.of(['cpu', 'cpu', 'memory']);
    const spec = draw.chance(0.3)
      ? { type: 'ContainerResource', containerResource: { name: kind, container: 'engine', target } }
      : { type: 'Resource', resource: { name: kind, target } };
    const around = isUtilization ? Math.max(1, Math.round((requestMilli * percent) / 100)) : milli;
    return { name: kind, spec, target: around, hasGaps: true };
  };
  return draw.weighted<DrawnMetric>([
    [3, () => ({ name, spec: { type: 'Pods', pods: { metric, target: average } }, target: milli, hasGaps: true })],
    [
      3,
      () => ({
        name,
        spec: { type: 'External', external: { metric, target: draw.chance(0.5) ? average : value } },
        target: milli,
        hasGaps: false,
      }),
    ],
    [
      2,
      () => ({
        name,
        spec: { type: 'Object', object: { metric, describedObject, target: draw.chance(0.5) ? average : value } },
        target: milli,
        hasGaps: false,
      }),
    ],
    [4, resource],
  ]);
}

function drawPolicy(draw: Draw): object {
  const value = draw.weighted([
    [5, () => draw.whole(1, 150)],
    [4, () => draw.whole(1, 5)],
    [1, () => draw.of([1000, 2_147_483_647])],
  ]);
  const periodSeconds = draw.chance(0.8) ? draw.of([15, 30, 45, 60, 120, 600]) : draw.whole(1, 1800);
  return { type: draw.of(['Pods', 'Percent']), value, periodSeconds };
}

function drawRules(draw: Draw): object {
  return draw.some(0.6, {
    stabilizationWindowSeconds: draw.chance(0.8) ? draw.of([0, 0, 15, 30, 60, 100, 300, 600]) : draw.whole(0, 3600),
    selectPolicy: draw.of(['Max', 'Max', 'Min', 'Disabled']),
    policies: draw.list(draw.whole(1, 4), () => drawPolicy(draw)),
    tolerance: draw.of(TOLERANCES),
  });
}

/** What a metric does from tick to tick: it wanders, stands still, or jumps, and is gone now and then. */
class Signal {
  private level: number;
  private failing = 0;

  constructor(
    private readonly draw: Draw,
    private readonly metric: DrawnMetric,
  ) {
    this.level = draw.fraction() * 3;
  }

  /** Whether it fails in this tick, which it may do for some in a row. */
  fails(): boolean {
    if (this.failing > 0) this.failing -= 1;
    else if (this.draw.chance(0.05)) this.failing = this.draw.whole(1, 6);
    return this.failing > 0;
  }

  values(): (number | null)[] {
    const { draw, metric } = this;
    if (draw.chance(0.01)) return [];
    const change = draw.weighted([
      [6, () => 0.7 + draw.fraction() * 0.6],
      [3, () => 1],
      [1, () => draw.fraction() * 5],
    ]);
    this.level = Math.min(40, Math.max(0.01, this.level * change));
    return draw.list(draw.whole(1, 6), () => {
      if (metric.hasGaps && draw.chance(0.08)) return null;
      return draw.weighted([
        [12, () => Math.round(this.level * metric.target * (0.9 + draw.fraction() * 0.2))],
        [4, () => Math.round(this.level * metric.target)],
        // On the edges of the tolerance.
        [2, () => Math.round(metric.target * draw.of([0.9, 1.1, 1, 0.95, 1.05]))],
        [1, () => draw.of([0, 0, 1, -1, -2000])],
        [0.3, () => draw.of([100_000_000_000, 1e15, Number.MAX_SAFE_INTEGER, -1e15])],
      ]);
    });
  }
}

/** A burst of something that befalls the last pods. */
class Trouble {
  private count = 0;
  private left = 0;

  constructor(private readonly draw: Draw) {}

  next(): number {
    if (this.left > 0) this.left -= 1;
    else if (this.draw.chance(0.1)) [this.count, this.left] = [this.draw.whole(1, 5), this.draw.whole(0, 25)];
    else this.count = 0;
    return this.count;
  }
}

/** Scenarios of every kind of metric, target, behavior and trouble, of up to so many ticks. */
export function drawHpaScenario(draw: Draw, id: number, mostTicks: number): HpaScenario {
  const requestMilli = draw.of([100, 250, 1000, 1000, 1001, 4000, 1, 0]);
  const metrics = draw.list(draw.of([1, 1, 2, 3, 4]), (index) => drawMetric(draw, index, requestMilli));
  const signals = metrics.map((metric) => new Signal(draw, metric));
  const unready = new Trouble(draw);
  const pending = new Trouble(draw);
  const least = draw.whole(0, 5);
  const most = least + (draw.chance(0.9) ? draw.whole(1, 20) : draw.whole(0, 120));
  const behavior = draw.chance(0.65) && {
    behavior: draw.some(0.75, { scaleUp: drawRules(draw), scaleDown: drawRules(draw) }),
  };
  const ticks = draw.list(draw.whole(1, draw.chance(0.2) ? mostTicks : Math.ceil(mostTicks / 4)), (): HpaTick => {
    const values = Object.fromEntries(metrics.map(({ name }, index) => [name, signals[index].values()]));
    const errors = metrics.filter((_, index) => signals[index].fails()).map(({ name }) => name);
    return { values, errors, unready: unready.next(), pending: pending.next() };
  });
  return {
    id,
    initial: draw.weighted([
      [6, () => draw.whole(least, most)],
      [2, () => draw.whole(0, 24)],
      [1, () => 0],
    ]),
    requestMilli,
    resyncSeconds: draw.of(RESYNCS),
    downscaleSeconds: draw.chance(0.8) ? draw.of([300, 300, 60, 15, 0]) : draw.whole(0, 900),
    spec: {
      ...(draw.chance(0.95) && { minReplicas: least }),
      maxReplicas: Math.max(1, most),
      metrics: draw.chance(0.98) ? metrics.map(({ spec }) => spec) : [],
      ...behavior,
    },
    ticks,
  };
}
