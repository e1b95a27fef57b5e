import { ACK_DCGM } from './catalogue/ack-dcgm';
import { DCGM } from './catalogue/dcgm';
import { CountMetric, PercentMetric, RatioMetric } from './metric';

/**
 * What a GPU exporter tells of the GPUs of a pod. The concepts become the series of the exporter that the cluster
 * profile names; a series can also be asked for by its own name.
 *
 * Errors: a scaler on a cluster whose exporter lacks the series says so.
 */
export class GpuMetric {
  /**
   * Busy time of the GPUs of a pod, 0–100 %: `DCGM_CUSTOM_PROCESS_SM_UTIL` on ACK, else `DCGM_FI_DEV_GPU_UTIL`.
   * It saturates at 100 %, so on its own it can at most multiply the replicas by 100 ÷ target in one step.
   * Slices of a GPU (MIG) have no `DCGM_FI_DEV_GPU_UTIL`: use `GpuMetric.ENGINE_ACTIVITY`.
   */
  static readonly UTILIZATION: PercentMetric = PercentMetric._of({ from: 'gpu', concept: 'GPU utilization' });

  /** Share of time that memory is read or written, 0–100 %; ACK's exporter has it under the upstream name only. */
  static readonly MEMORY_COPY_UTILIZATION: PercentMetric = PercentMetric._of({
    from: 'gpu',
    concept: 'GPU memory-copy utilization',
  });

  /** GPU memory in use, in MiB; mostly what the engine reserved at its start, so a poor signal of load. */
  static readonly MEMORY_USED: CountMetric = CountMetric._of({ from: 'gpu', concept: 'GPU memory used' });

  /** Share of time that the graphics or compute engine is active, 0–1; the one that MIG slices have too. */
  static readonly ENGINE_ACTIVITY: RatioMetric = RatioMetric._of({ from: 'gpu', concept: 'graphics engine activity' });

  /** Share of cycles in which a streaming multiprocessor has work, 0–1; the exporter has to be told to export it. */
  static readonly SM_ACTIVITY: RatioMetric = RatioMetric._of({ from: 'gpu', concept: 'SM activity' });

  /** Share of the warps that could be resident, 0–1; the exporter has to be told to export it. */
  static readonly SM_OCCUPANCY: RatioMetric = RatioMetric._of({ from: 'gpu', concept: 'SM occupancy' });

  /** Share of cycles in which the tensor cores are active, 0–1; high while prompts are computed. */
  static readonly TENSOR_ACTIVITY: RatioMetric = RatioMetric._of({ from: 'gpu', concept: 'tensor-core activity' });

  /** Share of cycles in which memory is read or written, 0–1; high while answers are generated. */
  static readonly MEMORY_ACTIVITY: RatioMetric = RatioMetric._of({ from: 'gpu', concept: 'GPU memory activity' });

  /** Power that the GPUs of a pod draw, in watts. */
  static readonly POWER: CountMetric = CountMetric._of({ from: 'gpu', concept: 'GPU power' });

  /** The DCGM exporter's `DCGM_FI_DEV_GPU_UTIL`, whatever the cluster prefers. */
  static readonly DCGM_FI_DEV_GPU_UTIL: PercentMetric = PercentMetric._of({
    from: 'gpu',
    concept: 'GPU utilization',
    table: DCGM,
  });

  /** The ACK exporter's `DCGM_CUSTOM_PROCESS_SM_UTIL`. */
  static readonly DCGM_CUSTOM_PROCESS_SM_UTIL: PercentMetric = PercentMetric._of({
    from: 'gpu',
    concept: 'GPU utilization',
    table: ACK_DCGM,
  });

  private constructor() {}
}
