/**
 * How fast one replica is and how much it holds. An iteration, in which each of n answers gets a token and p tokens of
 * prompts are read, takes
 *
 *   max(baseMs + memoryMs·(n+p), computeMs·(n+p)) + kvMs·(context of the answers) + attentionMs·Σ p·(context before it)
 */
export interface ServiceModel {
  /** An iteration with next to nothing to do: the weights are read once. */
  readonly baseMs: number;
  /** What each token adds while reading the weights takes longer than multiplying with them. */
  readonly memoryMs: number;
  /** What each token takes once multiplying takes longer. */
  readonly computeMs: number;
  /** Reading one token of context. */
  readonly kvMs: number;
  /** Attention of one prompt token to one token before it. */
  readonly attentionMs: number;
  /** Tokens that the KV cache holds. */
  readonly kvTokens: number;
  /** Requests in a batch at most: `max_num_seqs`. */
  readonly maxRequests: number;
  /** Tokens of an iteration at most, at least `maxRequests`: `max_num_batched_tokens`. */
  readonly maxBatchedTokens: number;
  /** Tokens of prompt and answer at most: `max_model_len`. */
  readonly maxModelTokens: number;
}
