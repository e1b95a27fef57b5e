import { gauge, type SeriesTable } from '../series';
import type { GpuConcept } from './concepts';

const SOURCE = 'https://github.com/NVIDIA/dcgm-exporter/blob/main/etc/default-counters.csv';
const MEANING = 'https://docs.nvidia.com/datacenter/dcgm/latest/user-guide/feature-overview.html#profiling-metrics';
/** What the exporter's own list of counters has as a comment. */
const LISTED = { needs: 'a line in the counters file' };

/**
 * NVIDIA's DCGM exporter: one series per GPU, and per slice of a GPU with MIG (`GPU_I_ID`). Utilization is in percent,
 * the profiling metrics (`PROF`) are ratios. Slices have no utilization
 * (https://github.com/NVIDIA/dcgm-exporter/issues/430); they have the activities.
 */
export const DCGM: SeriesTable<GpuConcept> = {
  title: 'the DCGM exporter',
  port: 9400,
  path: '/metrics',
  labels: ['gpu', 'UUID', 'pci_bus_id', 'device', 'modelName', 'Hostname', 'hostname', 'GPU_I_PROFILE', 'GPU_I_ID'],
  newest: '4.5',
  rows: [
    gauge('GPU utilization', 'percent', 'DCGM_FI_DEV_GPU_UTIL', SOURCE, {
      insteadOnSlices: 'GpuMetric.ENGINE_ACTIVITY',
    }),
    gauge('GPU memory-copy utilization', 'percent', 'DCGM_FI_DEV_MEM_COPY_UTIL', SOURCE, {
      insteadOnSlices: 'GpuMetric.MEMORY_ACTIVITY',
    }),
    gauge('GPU memory used', 'count', 'DCGM_FI_DEV_FB_USED', SOURCE),
    gauge('GPU memory free', 'count', 'DCGM_FI_DEV_FB_FREE', SOURCE),
    gauge('GPU memory reserved', 'count', [{ name: 'DCGM_FI_DEV_FB_RESERVED', since: '4.5' }], SOURCE),
    gauge('graphics engine activity', 'ratio', 'DCGM_FI_PROF_GR_ENGINE_ACTIVE', SOURCE),
    gauge('SM activity', 'ratio', 'DCGM_FI_PROF_SM_ACTIVE', MEANING, LISTED),
    gauge('SM occupancy', 'ratio', 'DCGM_FI_PROF_SM_OCCUPANCY', MEANING, LISTED),
    gauge('tensor-core activity', 'ratio', 'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', SOURCE),
    gauge('GPU memory activity', 'ratio', 'DCGM_FI_PROF_DRAM_ACTIVE', SOURCE),
    gauge('PCIe bytes sent', 'count', 'DCGM_FI_PROF_PCIE_TX_BYTES', SOURCE),
    gauge('PCIe bytes received', 'count', 'DCGM_FI_PROF_PCIE_RX_BYTES', SOURCE),
    gauge('GPU power', 'count', 'DCGM_FI_DEV_POWER_USAGE', SOURCE),
    gauge('GPU temperature', 'count', 'DCGM_FI_DEV_GPU_TEMP', SOURCE, { aggregation: 'max' }),
    gauge('SM clock', 'count', 'DCGM_FI_DEV_SM_CLOCK', SOURCE, { aggregation: 'avg' }),
    gauge('XID error', 'count', 'DCGM_FI_DEV_XID_ERRORS', SOURCE, { aggregation: 'max' }),
  ],
};
