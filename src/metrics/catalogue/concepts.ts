/** What an inference engine can tell of its load, whatever it calls it. */
export type EngineConcept =
  | 'running requests'
  | 'waiting requests'
  | 'KV-cache usage'
  | 'time to first token'
  | 'inter-token latency'
  | 'request latency'
  | 'queue time'
  | 'prompt tokens'
  | 'generated tokens';

/** What a GPU exporter can tell of the GPUs of a pod. */
export type GpuConcept =
  | 'GPU utilization'
  | 'GPU memory used'
  | 'GPU memory-copy utilization'
  | 'graphics engine activity';
