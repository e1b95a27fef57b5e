import { gauge, type SeriesTable } from '../series';
import type { GpuConcept } from './concepts';

const SOURCE = 'https://github.com/NVIDIA/dcgm-exporter/blob/main/etc/default-counters.csv';

/**
 * NVIDIA's DCGM exporter: one series per GPU. Utilization is in percent, the profiling metrics (`PROF`) are ratios.
 * Utilization is not to be had on MIG slices; the graphics engine activity is.
 */
export const DCGM: SeriesTable<GpuConcept> = {
  title: 'the DCGM exporter',
  port: 9400,
  path: '/metrics',
  labels: ['gpu', 'UUID', 'device', 'modelName', 'Hostname'],
  rows: [
    gauge('GPU utilization', 'percent', 'DCGM_FI_DEV_GPU_UTIL', SOURCE),
    gauge('GPU memory-copy utilization', 'percent', 'DCGM_FI_DEV_MEM_COPY_UTIL', SOURCE),
    gauge('GPU memory used', 'count', 'DCGM_FI_DEV_FB_USED', SOURCE),
    gauge('graphics engine activity', 'ratio', 'DCGM_FI_PROF_GR_ENGINE_ACTIVE', SOURCE),
  ],
};
