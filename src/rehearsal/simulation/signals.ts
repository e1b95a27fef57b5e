/** How signals travel, where manifests say nothing of it. */
export interface SignalSettings {
  /** Between two ticks of an HPA. */
  readonly hpaSyncMs: number;
  /** Between two looks of the GPU exporter at the GPUs. */
  readonly gpuCollectMs: number;
  /** The time zone of the CronHPA controller. */
  readonly cronTimeZone: string;
  /** Where in its interval the first tick of every HPA is, 0–1; nothing: by the seed. */
  readonly hpaPhase: number | undefined;
}
