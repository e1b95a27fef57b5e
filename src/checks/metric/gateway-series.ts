/** What llm-d's gateway called single series before it called all of them alike. */
const RENAMED: Readonly<Record<string, string>> = {
  inference_model_running_requests: 'llm_d_epp_request_running',
  inference_objective_running_requests: 'llm_d_epp_request_running',
  inference_pool_ready_pods: 'llm_d_epp_ready_endpoints',
  inference_pool_per_pod_queue_size: 'llm_d_epp_per_endpoint_queue_size',
};

/** What it called groups of series. */
const PREFIXES: readonly string[] = [
  'inference_model_',
  'inference_objective_',
  'inference_pool_',
  'inference_extension_',
  'llm_d_inference_scheduler_',
  'llm_d_router_epp_',
];
const PREFIX = 'llm_d_epp_';

/**
 * What a series of the endpoint picker of an inference gateway is called since llm-d's router 0.9; nothing for a series
 * of anybody else, or one that is called so already.
 *
 * @see https://github.com/llm-d/llm-d-router/issues/1070
 */
export function gatewayName(name: string): string | undefined {
  if (Object.hasOwn(RENAMED, name)) return RENAMED[name];
  const prefix = PREFIXES.find((each) => name.startsWith(each));
  return prefix === undefined ? undefined : PREFIX + name.slice(prefix.length);
}
