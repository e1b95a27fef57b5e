import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { type HpaOutcome, playHpaScenario } from '../../src/rehearsal/scenarios/hpa-scenario';
import type { HpaScenario } from '../../src/rehearsal/scenarios/scenario';
import { Draw } from '../support/draw';
import { HPA_REASONS } from '../support/hpa-reasons';
import { drawHpaScenario } from '../support/random-hpa-scenarios';
import { readable } from './support';

interface Vector {
  readonly scenario: HpaScenario;
  /** What the controller of Kubernetes 1.35.4 did, in virtual time (e2e/tools/hpa-oracle). */
  readonly outcome: Omit<HpaOutcome, 'id'>;
}

const vectors = readFileSync(join(__dirname, 'vectors/hpa.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

test.each(vectors.map(({ scenario, outcome }) => [scenario.id, scenario, outcome] as const))(
  'scenario %s goes as on the real controller, in replicas and reasons',
  (id, scenario, outcome) => {
    expect(playHpaScenario(scenario)).toEqual({ id, ...outcome });
  },
);

test('the scenarios hit every reason that the controller has', () => {
  const reasons = new Set(vectors.flatMap(({ outcome }) => outcome.reasons.flat()));
  expect([...reasons].filter((reason) => reason !== null).sort()).toEqual(HPA_REASONS);
});

test('whatever happens, it goes by the bounds, and the same twice', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const scenario = drawHpaScenario(new Draw(seed), seed, 40);
      const outcome = readable(playHpaScenario(scenario));
      const { minReplicas = 1, maxReplicas } = scenario.spec as { minReplicas?: number; maxReplicas: number };
      const isHeld = scenario.initial === 0 && minReplicas > 0;
      for (const replicas of outcome.replicas) {
        expect(replicas).toBeLessThanOrEqual(maxReplicas);
        expect(replicas).toBeGreaterThanOrEqual(isHeld ? 0 : minReplicas);
      }
      expect(playHpaScenario(scenario)).toEqual(outcome);
    }),
    { numRuns: 100 },
  );
});
