import fc from 'fast-check';
import { RULES } from '../../src/kubernetes/rules';
import type { Manifest } from '../support/chart';
import { outcomeOf } from '../support/random-outcome';
import { type AppPlan, randomApp } from '../support/random-plans';
import { secondOpinion } from '../support/schemas';

const RUNS = 2000;
const SEED = 20261122;

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

test(`${RUNS} random apps, of which many are wrong, end in messages of our form or in valid objects`, () => {
  const accepted: Manifest[] = [];
  const broken = new Set<string>();
  let acceptedApps = 0;
  fc.assert(
    fc.property(randomApp, (plan) => {
      const outcome = outcomeOf(plan, true);
      if ('rules' in outcome) {
        for (const rule of outcome.rules) broken.add(rule);
        return;
      }
      accepted.push(...outcome.manifests);
      acceptedApps += 1;
    }),
    { numRuns: RUNS, seed: SEED },
  );
  for (const rule of broken) expect(RULES).toHaveProperty([rule]);
  // A generator that is refused nearly always, or never, would test nothing.
  expect(acceptedApps).toBeGreaterThan(RUNS / 3);
  expect(RUNS - acceptedApps).toBeGreaterThan(RUNS / 5);
  expect(broken.size).toBeGreaterThan(25);
  expect(secondOpinion(accepted)).toEqual([]);
}, 300_000);

test('an app gives the same objects however its maps are ordered', () => {
  fc.assert(
    fc.property(randomApp, (plan) => {
      const services = plan.services.map((service) => ({ ...service, podLabels: reverse(service.podLabels) }));
      expect(bytesOf({ ...plan, services })).toEqual(bytesOf(plan));
    }),
    { numRuns: 100, seed: SEED },
  );
});

/** What is emitted, with the order of its keys; of a refused app the rules that it broke. */
function bytesOf(plan: AppPlan): string {
  return JSON.stringify(outcomeOf(plan, true));
}

function reverse<T>(map: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).reverse());
}
