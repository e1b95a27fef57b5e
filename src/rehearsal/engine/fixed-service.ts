import type { ServiceModel } from './service-model';

/**
 * A server that is no language model: each request takes the same work, and requests under way share what computes.
 * Prompts and answers are of one token.
 */
export function fixedService(workMs: number, maxRequests = 1000): ServiceModel {
  return {
    baseMs: 0,
    memoryMs: workMs,
    computeMs: workMs,
    kvMs: 0,
    attentionMs: 0,
    kvTokens: Number.MAX_SAFE_INTEGER,
    maxRequests,
    maxBatchedTokens: maxRequests,
    maxModelTokens: Number.MAX_SAFE_INTEGER,
  };
}
