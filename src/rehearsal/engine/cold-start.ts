/** Seconds: a number, or a median and what one of ten exceeds (lognormal). */
export type StageSeconds = number | { readonly p50: number; readonly p90: number };

/** How long a new replica takes until it serves, stage by stage. All of them can be overridden. */
export interface ColdStartDefaults {
  /** From the decision until the node is there. */
  readonly node: StageSeconds;
  /** The same where the cloud starts instances at once, as ACK's instant scaling does. */
  readonly instantNode: StageSeconds;
  /** From the node until its GPUs can be allocated. */
  readonly gpuDevice: StageSeconds;
  /** Pulling the image onto a node that has none of it. */
  readonly image: StageSeconds;
  /** The same onto a node that has it. */
  readonly cachedImage: StageSeconds;
  /** Starting the engine and loading the weights. */
  readonly modelLoad: StageSeconds;
  /** Capturing graphs, the first request. */
  readonly warmUp: StageSeconds;
}

const GB = 1e9;
const LOADED_PER_SECOND = GB;
const ENGINE_START_SECONDS = 25;

/**
 * Usual values: nodes in 3 minutes or, started at once, 45 s; images of engines of 10–20 GB in 5 minutes; weights at
 * 1 GB/s after 25 s in which the engine starts.
 *
 * @see https://www.bentoml.com/blog/25x-faster-cold-starts-for-llms-on-kubernetes
 * @see https://www.usenix.org/conference/osdi24/presentation/fu
 */
export function coldStartDefaults(weightBytes: number): ColdStartDefaults {
  return {
    node: { p50: 180, p90: 300 },
    instantNode: { p50: 45, p90: 75 },
    gpuDevice: 30,
    image: { p50: 300, p90: 480 },
    cachedImage: 0,
    modelLoad: Math.round(ENGINE_START_SECONDS + weightBytes / LOADED_PER_SECOND),
    warmUp: 10,
  };
}
