import type { KedaScenario, KedaTick } from '../../src/rehearsal/scenarios/scenario';
import type { Draw } from './draw';

const TRIGGER_NAMES = ['running', 'waiting', 'tokens'];
/** Formulas over the names of the triggers that there are. */
const FORMULAS: readonly ((names: readonly string[]) => string)[] = [
  (names) => names.join(' + '),
  (names) => `max(${names.join(', ')})`,
  (names) => `(${names.join(' + ')}) / ${names.length}`,
  ([first]) => `${first} > 5 ? ${first} * 2 : 1`,
  ([first, second = first]) => `${first} < 3 || ${second} > 8 ? ${second} : ${first} - 1`,
  ([first]) => `${first} ** 2 / 4`,
  ([first, second = first]) => `min([${first}, ${second}]) + 0.5`,
  (names) => `count([${names.join(', ')}], {# > 2})`,
  ([first, second = first]) => `${first} ?? ${second}`,
  ([first, second = first]) => `(${first} ?? ${second}) + 1`,
  ([first]) => `round(${first} * 1.5)`,
  ([first]) => `floor(${first}) + ceil(${first}) - abs(-${first})`,
];
const MODIFIER_FALLBACKS = [
  'static',
  'currentReplicas',
  'currentReplicasIfHigher',
  'currentReplicasIfLower',
  'scalingModifiers',
];
/** Schedules that open and close within the first hours of 2000, a Saturday. */
const SCHEDULES = [
  '1 0 * * *',
  '3 0 * * *',
  '*/5 * * * *',
  '2-59/4 * * * *',
  '0 8 * * *',
  '5 0 * * 6',
  '7 0 1 1 *',
  '0 0 * * 1-5',
  '10 * * * 6,0',
];
const ZONES = ['Etc/UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata'];

function drawPrometheus(draw: Draw, name: string, isNamed: boolean): object {
  return {
    type: 'prometheus',
    ...(isNamed && { name }),
    ...(draw.chance(0.2) && { metricType: draw.of(['AverageValue', 'Value']) }),
    ...(draw.chance(0.15) && { useCachedMetrics: true }),
    metadata: {
      serverAddress: 'http://prometheus:9090',
      query: 'q',
      threshold: draw.of(['1', '2', '5', '0.5', '10', '2.75', '0.125']),
      ...(draw.chance(0.3) && { activationThreshold: draw.of(['0', '1', '3', '0.5']) }),
      ...(draw.chance(0.6) && { ignoreNullValues: draw.of(['true', 'false']) }),
    },
  };
}

function drawCron(draw: Draw, name: string, isNamed: boolean): object {
  const start = draw.of(SCHEDULES);
  const end = draw.of(SCHEDULES.filter((schedule) => schedule !== start));
  return {
    type: 'cron',
    ...(isNamed && { name }),
    ...(draw.chance(0.1) && { metricType: 'Value' }),
    metadata: { timezone: draw.of(ZONES), start, end, desiredReplicas: String(draw.whole(1, 12)) },
  };
}

function drawRules(draw: Draw): object {
  const policies = draw.list(draw.whole(1, 2), () => ({
    type: draw.of(['Pods', 'Percent']),
    value: draw.of([1, 2, 4, 50, 100]),
    periodSeconds: draw.of([15, 30, 60]),
  }));
  return draw.some(0.6, {
    stabilizationWindowSeconds: draw.of([0, 15, 30, 60, 300]),
    selectPolicy: draw.of(['Max', 'Min', 'Disabled']),
    policies,
  });
}

/** What Prometheus answers from tick to tick, and when it does not. */
class Answers {
  private level: number;
  private failing = 0;

  constructor(private readonly draw: Draw) {
    this.level = draw.fraction() * 12;
  }

  fails(): boolean {
    if (this.failing > 0) this.failing -= 1;
    else if (this.draw.chance(0.06)) this.failing = this.draw.whole(1, 12);
    return this.failing > 0;
  }

  series(): number[] {
    const { draw } = this;
    this.level = draw.weighted([
      [5, () => this.level],
      [4, () => Math.max(0, this.level + (draw.fraction() - 0.5) * 6)],
      [2, () => draw.fraction() * 15],
      [2, () => 0],
    ]);
    return draw.weighted<number[]>([
      [14, () => [draw.chance(0.5) ? Math.round(this.level) : Math.round(this.level * 1e4) / 1e4]],
      [1, () => []],
      [0.5, () => [this.level, 1]],
      [0.3, () => [draw.of([-3, 0.0005, 0.0015, 12_345.6789])]],
    ]);
  }
}

/** ScaledObjects of every kind of trigger, fallback and formula, of up to so many ticks. */
export function drawKedaScenario(draw: Draw, id: number, mostTicks: number): KedaScenario {
  const hasModifiers = draw.chance(0.3);
  const names = TRIGGER_NAMES.slice(0, draw.of([1, 1, 2, 3]));
  const isNamed = hasModifiers || draw.chance(0.8);
  const triggers = names.map((name) =>
    draw.chance(0.2) ? drawCron(draw, name, isNamed) : drawPrometheus(draw, name, isNamed),
  );
  const resources = draw.chance(0.1) ? [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } }] : [];
  const minReplicaCount = draw.of([0, 0, 1, 2, 3]);
  const modifiers = hasModifiers && {
    scalingModifiers: {
      formula: draw.of(FORMULAS)(names),
      target: draw.of(['1', '2', '5', '2.5', '2.0']),
      ...draw.some(0.4, { activationTarget: draw.of(['0', '1', '3']), metricType: draw.of(['AverageValue', 'Value']) }),
    },
  };
  const behavior = draw.chance(0.4) && {
    horizontalPodAutoscalerConfig: {
      behavior: draw.some(0.7, { scaleUp: drawRules(draw), scaleDown: drawRules(draw) }),
    },
  };
  const fallback = draw.chance(0.45) && {
    fallback: {
      failureThreshold: draw.of([0, 1, 2, 3, 5]),
      replicas: draw.of([0, 1, 2, 4, 6]),
      ...(draw.chance(0.8) && {
        behavior: draw.of(hasModifiers ? MODIFIER_FALLBACKS : MODIFIER_FALLBACKS.slice(0, 4)),
      }),
    },
  };
  const answers = names.map(() => new Answers(draw));
  const keys = names.map((name, index) => (isNamed ? name : String(index)));
  return {
    id,
    initial: draw.of([0, 1, 1, 2, 3, 5, 8]),
    scaledObject: {
      minReplicaCount,
      maxReplicaCount: minReplicaCount + draw.whole(1, 12),
      ...(minReplicaCount > 0 && draw.chance(0.15) && { idleReplicaCount: 0 }),
      ...draw.some(0.5, {
        pollingInterval: draw.of([15, 30, 30, 60, 20, 7]),
        cooldownPeriod: draw.of([0, 30, 60, 100, 300]),
        initialCooldownPeriod: draw.of([0, 60, 120]),
      }),
      ...fallback,
      ...((modifiers || behavior) && { advanced: { ...modifiers, ...behavior } }),
      triggers: [...triggers, ...resources],
    },
    ...(draw.chance(0.1) && {
      annotations: {
        [`autoscaling.keda.sh/${draw.of(['paused-scale-in', 'paused-scale-out', 'force-activation'])}`]: draw.of([
          'true',
          'false',
          'yes',
        ]),
      },
    }),
    ticks: draw.list(
      draw.whole(10, mostTicks),
      (): KedaTick => ({
        series: Object.fromEntries(keys.map((key, index) => [key, answers[index].series()])),
        errors: keys.filter((_, index) => answers[index].fails()),
      }),
    ),
  };
}
