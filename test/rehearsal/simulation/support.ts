import type { RehearseOptions } from '../../../src/rehearsal/options/rehearse-options';
import { rehearse } from '../../../src/rehearsal/rehearse';
import type { RehearsalResult } from '../../../src/rehearsal/result';
import { golden, readable, reasonsIn } from '../support';

/** One HPA on running requests and on the GPU's utilization. */
export const VLLM = golden('vllm-hpa');
/** The same on requests alone: a GPU that is never idle would keep the maximum. */
export const REQUESTS_ONLY = VLLM.replace(
  / {4}- pods:\n {8}metric:\n {10}name: DCGM_FI_DEV_GPU_UTIL[\s\S]*?type: Pods\n/,
  '',
);
/** Which GPU the replicas have. */
export const L4: RehearseOptions = { replica: { gpu: 'L4' } };

export function play(manifests: string, options: RehearseOptions): RehearsalResult {
  return readable(rehearse(manifests, options));
}

export function reasonsOf(manifests: string, options: RehearseOptions = { traffic: 'constant:rate=1,duration=1m' }) {
  return reasonsIn(rehearse(manifests, options));
}
