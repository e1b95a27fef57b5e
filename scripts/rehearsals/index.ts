import { ackCpu } from './ack-cpu';
import { ackCron } from './ack-cron';
import { ackGpu } from './ack-gpu';
import { edgeHybrid } from './edge-hybrid';
import { kedaCpu } from './keda-cpu';
import { kedaLlm } from './keda-llm';
import { nimHpa } from './nim-hpa';
import { vllmHpa } from './vllm-hpa';

/** The page of each example, by its folder. */
export const REHEARSALS: Readonly<Record<string, () => string>> = {
  'ack-cpu': ackCpu,
  'ack-cron': ackCron,
  'ack-gpu': ackGpu,
  'edge-hybrid': edgeHybrid,
  'keda-cpu': kedaCpu,
  'keda-llm': kedaLlm,
  'nim-hpa': nimHpa,
  'vllm-hpa': vllmHpa,
};
