import * as fc from 'fast-check';
import { HpaController } from '../../../src/rehearsal/controllers/hpa/controller';
import {
  DEFAULT_HPA_SETTINGS,
  type HpaMetricPolicy,
  type HpaPolicy,
} from '../../../src/rehearsal/controllers/hpa/policy';
import { Recommendations } from '../../../src/rehearsal/controllers/hpa/stabilization';
import { type HpaWorld, MetricError } from '../../../src/rehearsal/controllers/hpa/world';
import { playHpaScenario } from '../../../src/rehearsal/scenarios/hpa-scenario';
import type { HpaScenario } from '../../../src/rehearsal/scenarios/scenario';
import { Draw } from '../../support/draw';
import { hpaWorldOf } from '../../support/hpa-world';
import { drawHpaScenario } from '../../support/random-hpa-scenarios';
import { readable } from '../support';

const external = (name: string): HpaMetricPolicy => ({
  type: 'External',
  name,
  title: name,
  target: { type: 'AverageValue', value: 1000 },
});

/** A world in which each metric asks for so many replicas, or fails. */
function worldOf(current: number, wanted: readonly (number | undefined)[]): HpaWorld {
  const answer = (metric: HpaMetricPolicy) => {
    const replicas = wanted[Number(metric.name)];
    return replicas === undefined ? new MetricError('no metrics returned') : [replicas * 1000];
  };
  const world = hpaWorldOf(current);
  return { ...world, metrics: { ...world.metrics, external: answer } };
}

/** Nothing holds the controller back: no tolerance, windows or speed. */
function freely(current: number, wanted: readonly (number | undefined)[]): number {
  const atOnce = {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [{ type: 'Pods', value: 1000, periodSeconds: 15 }],
  } as const;
  const policy: HpaPolicy = {
    minReplicas: 1,
    maxReplicas: 100,
    metrics: wanted.map((_, index) => external(String(index))),
    behavior: { scaleUp: { ...atOnce, tolerance: 0 }, scaleDown: { ...atOnce, tolerance: 0 } },
  };
  return new HpaController(policy, DEFAULT_HPA_SETTINGS).reconcile(worldOf(current, wanted), 0);
}

const replicas = fc.integer({ min: 1, max: 100 });

test('the greatest wish of all metrics is followed', () => {
  fc.assert(
    fc.property(replicas, fc.array(replicas, { minLength: 1, maxLength: 5 }), (current, wanted) => {
      expect(freely(current, wanted)).toBe(Math.max(...wanted));
    }),
  );
});

test('with a metric missing it never scales in, and out as far as the others ask', () => {
  const some = fc.array(fc.option(replicas, { nil: undefined, freq: 3 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(replicas, some, (current, wanted) => {
      const known = wanted.filter((each) => each !== undefined);
      const expected = known.length === wanted.length ? Math.max(...known) : Math.max(current, ...known);
      expect(freely(current, wanted)).toBe(expected);
    }),
  );
});

/** Plays a drawn scenario. */
function played(scenario: HpaScenario) {
  return readable(playHpaScenario(scenario));
}

/** Each size and the one before it. */
function steps({ initial }: HpaScenario, sizes: readonly number[]) {
  return sizes.map((to, index) => ({ from: index === 0 ? initial : sizes[index - 1], to }));
}

test('a direction that is disabled is never gone, but for the bounds', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom('scaleUp', 'scaleDown'), (seed, direction) => {
      const drawn = drawHpaScenario(new Draw(seed), seed, 60);
      const spec = drawn.spec as { minReplicas?: number; maxReplicas: number };
      const scenario = { ...drawn, spec: { ...spec, behavior: { [direction]: { selectPolicy: 'Disabled' } } } };
      for (const { from, to } of steps(scenario, played(scenario).replicas)) {
        const isBound = from > spec.maxReplicas || from < (spec.minReplicas ?? 1);
        if (!isBound) expect(direction === 'scaleUp' ? to <= from : to >= from).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

test('without a behavior it at most doubles, or goes to four', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const drawn = drawHpaScenario(new Draw(seed), seed, 60);
      const { behavior: _, ...spec } = drawn.spec as { behavior?: object; minReplicas?: number };
      const scenario = { ...drawn, spec };
      for (const { from, to } of steps(scenario, played(scenario).replicas))
        if (from >= (spec.minReplicas ?? 1)) expect(to).toBeLessThanOrEqual(Math.max(2 * from, 4));
    }),
    { numRuns: 100 },
  );
});

test('where every metric fails nothing changes within the bounds, and the condition says why', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const drawn = drawHpaScenario(new Draw(seed), seed, 20);
      const scenario = { ...drawn, ticks: drawn.ticks.map((tick) => ({ ...tick, values: {} })) };
      const { minReplicas = 1, maxReplicas } = scenario.spec as { minReplicas?: number; maxReplicas: number };
      const outcome = played(scenario);
      const first =
        scenario.initial === 0 && minReplicas > 0 ? 0 : Math.min(Math.max(scenario.initial, minReplicas), maxReplicas);
      expect(new Set(outcome.replicas)).toEqual(new Set([first]));
      expect(outcome.reasons.at(-1)?.[0]).toMatch(
        first === scenario.initial || outcome.replicas.length > 1 ? /^SucceededGetScale$/ : /^SucceededRescale$/,
      );
    }),
    { numRuns: 100 },
  );
});

/** Recommendations at ever later times. */
const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 60 })), { maxLength: 20 });

test('what is stabilized lies between the size and the wish, and longer windows never bring it nearer to the wish', () => {
  const window = fc.integer({ min: 0, max: 200 });
  fc.assert(
    fc.property(
      history,
      replicas,
      fc.integer({ min: 0, max: 50 }),
      window,
      window,
      window,
      (past, current, wish, up, down, more) => {
        const ask = (extra: number) => {
          const recommendations = new Recommendations();
          let now = 0;
          for (const [wanted, later] of past) {
            now += later;
            recommendations.stabilized(current, wanted, { up: up + extra, down: down + extra }, now);
          }
          return recommendations.stabilized(current, wish, { up: up + extra, down: down + extra }, now + 15);
        };
        const [near, far] = [ask(0), ask(more)];
        expect(near).toBeGreaterThanOrEqual(Math.min(current, wish));
        expect(near).toBeLessThanOrEqual(Math.max(current, wish));
        expect(Math.abs(far - wish)).toBeGreaterThanOrEqual(Math.abs(near - wish));
      },
    ),
  );
});
