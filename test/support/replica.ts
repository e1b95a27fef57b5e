import { Replica, type ReplicaOwner } from '../../src/rehearsal/engine/replica';
import { ReplicaHistograms } from '../../src/rehearsal/engine/replica-histograms';
import { Requests } from '../../src/rehearsal/engine/requests';
import type { ServiceModel } from '../../src/rehearsal/engine/service-model';
import type { PlainOutcome, PlainRequest } from './iteration-engine';

/** Llama-3-8B on an A100. */
export const LLAMA_8B: ServiceModel = {
  baseMs: 13.5,
  memoryMs: 0.027,
  computeMs: 0.084,
  kvMs: 1.1e-4,
  attentionMs: 6e-6,
  kvTokens: 411_000,
  maxRequests: 256,
  maxBatchedTokens: 2048,
  maxModelTokens: 8192,
};

/** Lets one replica answer requests. `isLate` gives it each request only when it arrives. */
export function serve(model: ServiceModel, requests: readonly PlainRequest[], isLate = false) {
  const rows = new Requests();
  const outcomes: (PlainOutcome | undefined)[] = requests.map(() => undefined);
  const owner: ReplicaOwner = {
    answered: (row) => {
      outcomes[rows.user[row]] = { firstMs: rows.firstTokenMs[row], endMs: rows.answeredMs[row] };
      rows.release(row);
    },
    givenUp: (row) => rows.release(row),
  };
  const replica = new Replica(0, model, rows, owner, new ReplicaHistograms([]));
  requests.forEach(({ arrivalMs, prompt, output, deadlineMs = Number.POSITIVE_INFINITY }, index) => {
    if (isLate) replica.run(arrivalMs);
    const row = rows.take(arrivalMs, prompt, output, index);
    rows.deadlineMs[row] = deadlineMs;
    rows.patientUntilMs[row] = deadlineMs;
    replica.take(row);
  });
  replica.run(Number.MAX_VALUE);
  return { outcomes, replica };
}
