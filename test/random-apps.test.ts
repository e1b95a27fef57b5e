import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { RULES } from '../src/kubernetes/rules';
import type { Manifest } from './support/chart';
import { build } from './support/random-apps';
import { type AppPlan, randomApp } from './support/random-plans';
import { invalid, secondOpinion } from './support/schemas';

const RUNS = 2000;
const SEED = 20261122;
const HEAD = 'Validation failed with the following errors:';
const MISTAKE = /^ {2}\[random[^\]]*\] .+; .+ \(([a-z-]+\/[a-z-]+)\)$/;

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** What comes of a plan: the YAML of an accepted app, or the rules that a refused one broke. */
function outcome(plan: AppPlan): { yaml: string } | { rules: string[] } {
  const { app } = build(plan);
  try {
    return { yaml: app.synthYaml() };
  } catch (error) {
    const [head, ...lines] = (error as Error).message.split('\n');
    expect(head).toBe(HEAD);
    return {
      rules: lines.map((line) => {
        expect(line).toMatch(MISTAKE);
        return MISTAKE.exec(line)?.[1] ?? '';
      }),
    };
  }
}

test(`${RUNS} random apps end in messages of our form or in valid objects`, () => {
  const accepted: Manifest[] = [];
  const broken = new Set<string>();
  let acceptedApps = 0;
  fc.assert(
    fc.property(randomApp, (plan) => {
      const result = outcome(plan);
      if ('rules' in result) {
        for (const rule of result.rules) broken.add(rule);
        return;
      }
      const manifests = parseAllDocuments(result.yaml).map((document) => document.toJS() as Manifest);
      for (const manifest of manifests) expect([manifest.kind, invalid(manifest)]).toEqual([manifest.kind, []]);
      accepted.push(...manifests);
      acceptedApps += 1;
    }),
    { numRuns: RUNS, seed: SEED },
  );
  for (const rule of broken) expect(RULES).toHaveProperty([rule]);
  // A generator that is refused nearly always, or never, would test nothing.
  expect(acceptedApps).toBeGreaterThan(RUNS / 3);
  expect(broken.size).toBeGreaterThan(25);
  expect(secondOpinion(accepted)).toEqual([]);
}, 120_000);

test('an app gives the same bytes however its maps are ordered', () => {
  fc.assert(
    fc.property(randomApp, (plan) => {
      const reversed = {
        ...plan,
        services: plan.services.map((service) => ({ ...service, podLabels: reverse(service.podLabels) })),
      };
      expect(outcome(reversed)).toEqual(outcome(plan));
    }),
    { numRuns: 100, seed: SEED },
  );
});

function reverse<T>(map: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(map).reverse());
}
