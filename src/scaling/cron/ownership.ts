import type { ScalerKind } from '../../cluster/inventory';

/** Who runs a schedule. */
export enum CronScheduler {
  /** The CronHPA controller of ACK. */
  CRON_HPA = 'CronHPA',
  /** The cron trigger of KEDA. */
  KEDA = 'KEDA cron',
}

/** What a schedule does to a target that is scaled in a certain way, or why it cannot. */
export type Ownership =
  | { readonly moves: 'workload' | 'hpa' | 'own ScaledObject' | "scaler's ScaledObject"; readonly effect: string }
  | { readonly refused: string; readonly way: string };

/** A target that no scaler changes is nobody's. */
export type Owner = ScalerKind | 'nobody';

const RESET_BY_KSERVE = 'KServe puts back within seconds what anybody changes of the scaling it makes';

/** Who may be scheduled by what: the one place that decides it. */
export const OWNERSHIP: Readonly<Record<Owner, Readonly<Record<CronScheduler, Ownership>>>> = {
  nobody: {
    [CronScheduler.CRON_HPA]: { moves: 'workload', effect: 'sets the number of replicas at each point in time' },
    [CronScheduler.KEDA]: { moves: 'own ScaledObject', effect: 'is the number of replicas in each window' },
  },
  GpuHpa: {
    [CronScheduler.CRON_HPA]: { moves: 'hpa', effect: "moves the HPA's floor; metrics may still want more" },
    [CronScheduler.KEDA]: {
      refused: 'the ScaledObject of a schedule would be a second scaler beside the HPA, and both would stop',
      way: 'use CronScheduler.CRON_HPA, or a KedaLlmScaler instead of the GpuHpa',
    },
  },
  KedaLlmScaler: {
    [CronScheduler.CRON_HPA]: {
      refused: 'KEDA puts back within seconds what anybody changes of the HPA that it makes',
      way: 'use CronScheduler.KEDA',
    },
    [CronScheduler.KEDA]: {
      moves: "scaler's ScaledObject",
      effect: 'is a floor in each window; metrics may still want more',
    },
  },
  KServe: {
    [CronScheduler.CRON_HPA]: { refused: RESET_BY_KSERVE, way: 'use a GpuHpa instead of the scaling of the service' },
    [CronScheduler.KEDA]: {
      refused: RESET_BY_KSERVE,
      way: 'use a KedaLlmScaler instead of the scaling of the service',
    },
  },
};
