import type { StackService } from '../stack/read-stack';
import type { ServiceBehavior } from './settings';

/** How the pods of a service behave. */
export function defaultBehavior({ name }: StackService): ServiceBehavior {
  const of = name;
  return {
    model: {
      baseMs: 12.5,
      memoryMs: 0.027,
      computeMs: 0.08,
      kvMs: 1.1e-4,
      attentionMs: 6e-6,
      kvTokens: 305_000,
      maxRequests: 256,
      maxBatchedTokens: 2048,
      maxModelTokens: 131_072,
    },
    coldStart: { imageSeconds: 300, cachedImageSeconds: 0, loadSeconds: 40, warmUpSeconds: 10 },
    parameters: [
      { of, name: 'iteration overhead', value: 12.5, unit: 'ms', origin: 'fitted', note: 'Llama-3-8B on A100' },
    ],
    assumptions: [],
  };
}
