import fc from 'fast-check';
import type { Manifest } from './chart';
import { outcomeOf } from './random-outcome';
import { soundApp } from './random-plans';
import { secondOpinion } from './schemas';

const ACCEPTED = 5000;
const SEED = 20261122;
const READ_BACK = 20;

/** Builds random apps until so many were accepted: one of several files that share the work among the workers. */
export function testShard(shard: number): void {
  beforeEach(() => {
    jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test(`${ACCEPTED} accepted random apps (part ${shard}) hold only valid objects`, () => {
    const sample: Manifest[] = [];
    let accepted = 0;
    fc.assert(
      fc.property(soundApp, (plan) => {
        const readsBack = accepted % READ_BACK === 0;
        const outcome = outcomeOf(plan, readsBack);
        if (!('manifests' in outcome)) return;
        accepted += 1;
        if (readsBack) sample.push(...outcome.manifests);
      }),
      { numRuns: ACCEPTED * 1.04, seed: SEED + shard },
    );
    expect(accepted).toBeGreaterThanOrEqual(ACCEPTED);
    expect(secondOpinion(sample)).toEqual([]);
  }, 600_000);
}
