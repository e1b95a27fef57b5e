import { ADAPTER_BREAKS } from './adapter-breaks';
import { KEDA_BREAKS } from './keda-breaks';
import { KSERVE_BREAKS } from './kserve-breaks';
import { MONITOR_BREAKS } from './monitor-breaks';
import { SCALER_BREAKS } from './scaler-breaks';
import type { Change } from './stack';
import { WORKLOAD_BREAKS } from './workload-breaks';

/** Every kind of breakage. */
export const BREAKS: readonly Change[] = [
  ...WORKLOAD_BREAKS,
  ...MONITOR_BREAKS,
  ...SCALER_BREAKS,
  ...ADAPTER_BREAKS,
  ...KEDA_BREAKS,
  ...KSERVE_BREAKS,
];
