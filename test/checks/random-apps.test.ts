import fc from 'fast-check';
import { runChecks } from '../../src/checks/run';
import { buildGraph } from '../../src/stack/graph';
import { manifestsOf } from '../../src/stack/manifest';
import { outcomeOf } from '../support/random-outcome';
import { soundApp } from '../support/random-plans';

/** `RANDOM_APPS=2000 npx jest test/checks/random-apps.test.ts` checks more. */
const ACCEPTED = Number(process.env.RANDOM_APPS ?? 500);
const SEED = 20261125;

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

test(`nothing that ${ACCEPTED} accepted random apps emit is called broken`, () => {
  let accepted = 0;
  fc.assert(
    fc.property(soundApp, (plan) => {
      const outcome = outcomeOf(plan, false);
      if (!('manifests' in outcome)) return;
      accepted += 1;
      const graph = buildGraph(manifestsOf(outcome.manifests.map((object) => ({ object }))));
      const errors = runChecks(graph).filter(({ severity }) => severity === 'error');
      expect(errors.map(({ rule, objects, message }) => `${rule}: ${objects[0]}: ${message}`)).toEqual([]);
    }),
    { numRuns: Math.ceil(ACCEPTED * 1.04), seed: SEED },
  );
  expect(accepted).toBeGreaterThanOrEqual(ACCEPTED);
}, 300_000);
