import fc from 'fast-check';
import type { ServiceModel } from '../../../src/rehearsal/engine/service-model';
import { iterate, type PlainOutcome, type PlainRequest } from '../../support/iteration-engine';
import { serve } from '../../support/replica';

const request = fc.record({
  gapMs: fc.oneof(fc.double({ min: 0, max: 5000, noNaN: true }), fc.constant(0)),
  prompt: fc.integer({ min: 1, max: 3000 }),
  output: fc.integer({ min: 1, max: 300 }),
});
const model: fc.Arbitrary<ServiceModel> = fc.record({
  baseMs: fc.double({ min: 0.1, max: 60, noNaN: true }),
  memoryMs: fc.double({ min: 0, max: 0.1, noNaN: true }),
  computeMs: fc.double({ min: 0, max: 0.3, noNaN: true }),
  kvMs: fc.double({ min: 0, max: 1e-3, noNaN: true }),
  attentionMs: fc.double({ min: 0, max: 1e-5, noNaN: true }),
  kvTokens: fc.integer({ min: 3400, max: 20_000 }),
  maxRequests: fc.integer({ min: 1, max: 12 }),
  maxBatchedTokens: fc.integer({ min: 12, max: 2500 }),
  maxModelTokens: fc.constant(3300),
});

function arrivals(list: readonly { gapMs: number; prompt: number; output: number }[]): PlainRequest[] {
  let now = 0;
  return list.map(({ gapMs, prompt, output }) => {
    now += gapMs + 0.001;
    return { arrivalMs: now, prompt, output };
  });
}

function expectSame(got: readonly (PlainOutcome | undefined)[], wanted: readonly (PlainOutcome | undefined)[]) {
  expect(got.map((each) => each !== undefined)).toEqual(wanted.map((each) => each !== undefined));
  got.forEach((each, index) => {
    const other = wanted[index];
    if (each === undefined || other === undefined) return;
    expect(each.firstMs).toBeCloseTo(other.firstMs, 3);
    expect(each.endMs).toBeCloseTo(other.endMs, 3);
  });
}

describe('a replica', () => {
  test('does what iteration after iteration does, whatever is asked of it and however small it is', () => {
    fc.assert(
      fc.property(model, fc.array(request, { minLength: 1, maxLength: 30 }), fc.boolean(), (each, list, isLate) => {
        const requests = arrivals(list);
        expectSame(serve(each, requests, isLate).outcomes, iterate(each, requests));
      }),
      { numRuns: 150 },
    );
  });

  test('drops what its client gives up, between two iterations', () => {
    fc.assert(
      fc.property(
        model,
        fc.array(request, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 1, max: 20_000, noNaN: true }),
        (each, list, patienceMs) => {
          const requests = arrivals(list).map((one) => ({ ...one, deadlineMs: one.arrivalMs + patienceMs }));
          expectSame(serve(each, requests).outcomes, iterate(each, requests));
        },
      ),
      { numRuns: 150 },
    );
  });
});
