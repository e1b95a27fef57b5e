import { gauge, type SeriesTable } from '../series';
import type { GpuConcept } from './concepts';

const SOURCE =
  'https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/enable-auto-scaling-based-on-gpu-metrics';

/** The exporter of Alibaba Cloud ACK: per process, not per card, so that shared GPUs are told apart. */
export const ACK_DCGM: SeriesTable<GpuConcept> = {
  title: "ACK's GPU exporter",
  port: 9445,
  path: '/metrics',
  labels: ['NamespaceName', 'PodName', 'NodeName', 'ContainerName', 'UUID', 'modelName'],
  rows: [
    gauge('GPU utilization', 'percent', 'DCGM_CUSTOM_PROCESS_SM_UTIL', SOURCE),
    gauge('GPU memory used', 'count', 'DCGM_CUSTOM_PROCESS_MEM_USED', SOURCE),
  ],
};
