import { adapterConfiguration } from './adapter/configuration';
import { adapterName } from './adapter/name';
import { adapterQuery } from './adapter/query';
import { adapterResources } from './adapter/resources';
import { adapterUnknownKey } from './adapter/unknown-key';
import { adapterNames } from './cluster/adapter-names';
import { metricCounter } from './metric/counter';
import { metricCredentials } from './metric/credentials';
import { metricDividedTwice } from './metric/divided-twice';
import { metricDropped } from './metric/dropped';
import { metricGaugeRate } from './metric/gauge-rate';
import { metricGpuLabels } from './metric/gpu-labels';
import { metricLabelValue } from './metric/label-value';
import { metricMigSlice } from './metric/mig-slice';
import { metricName } from './metric/name';
import { metricNeighbours } from './metric/neighbours';
import { metricNeverReached } from './metric/never-reached';
import { metricNoAccelerator } from './metric/no-accelerator';
import { metricNoDcgm } from './metric/no-dcgm';
import { metricNoLabel } from './metric/no-label';
import { metricNotEnabled } from './metric/not-enabled';
import { metricNotExposed } from './metric/not-exposed';
import { metricNotScraped } from './metric/not-scraped';
import { onePrompt } from './metric/one-prompt';
import { metricQuantile } from './metric/quantile';
import { metricQuery } from './metric/query';
import { metricRateWindow } from './metric/rate-window';
import { metricRenamed } from './metric/renamed';
import { metricSaturating } from './metric/saturating';
import { metricSumOfRatio } from './metric/sum-of-ratio';
import { metricUnit } from './metric/unit';
import { metricUnknownSeries } from './metric/unknown-series';
import { metricUnknownToEngine } from './metric/unknown-to-engine';
import { monitorAnyNamespace } from './monitor/any-namespace';
import { monitorDoubleScrape } from './monitor/double-scrape';
import { monitorDuration } from './monitor/duration';
import { monitorFileAccess } from './monitor/file-access';
import { monitorNotSelected } from './monitor/not-selected';
import { monitorRelabeling } from './monitor/relabeling';
import { monitorTimeout } from './monitor/timeout';
import { ruleDuration } from './prometheus-rule/duration';
import { ruleExpression } from './prometheus-rule/expression';
import { helmTemplate } from './prometheus-rule/helm-template';
import { idleGpus } from './prometheus-rule/idle-gpus';
import { ruleNames } from './prometheus-rule/names';
import { ruleTemplate } from './prometheus-rule/template';
import type { Rule } from './rule';
import { adapterMount } from './wire/adapter-mount';
import { apiService } from './wire/api-service';
import { gpuExporterService } from './wire/gpu-exporter-service';
import { monitorEnginePort } from './wire/monitor-engine-port';
import { monitorPath } from './wire/monitor-path';
import { monitorPort } from './wire/monitor-port';
import { monitorScheme } from './wire/monitor-scheme';
import { monitorSelectsNoPods } from './wire/monitor-selects-no-pods';
import { monitorSelectsNoService } from './wire/monitor-selects-no-service';
import { monitorTargetPort } from './wire/monitor-target-port';
import { networkPolicy } from './wire/network-policy';
import { scalerTarget } from './wire/scaler-target';
import { serviceSelectsNoPods } from './wire/service-selects-no-pods';
import { serviceTargetPort } from './wire/service-target-port';

/** The rules on the way from the engine to the metric that a scaler asks for. A new one adds its line here. */
export const WIRE_RULES: readonly Rule[] = [
  adapterConfiguration,
  adapterName,
  adapterQuery,
  adapterResources,
  adapterUnknownKey,
  adapterNames,
  metricCounter,
  metricCredentials,
  metricDividedTwice,
  metricDropped,
  metricGaugeRate,
  metricGpuLabels,
  metricLabelValue,
  metricMigSlice,
  metricName,
  metricNeighbours,
  metricNeverReached,
  metricNoAccelerator,
  metricNoDcgm,
  metricNoLabel,
  metricNotEnabled,
  metricNotExposed,
  metricNotScraped,
  onePrompt,
  metricQuantile,
  metricQuery,
  metricRateWindow,
  metricRenamed,
  metricSaturating,
  metricSumOfRatio,
  metricUnit,
  metricUnknownSeries,
  metricUnknownToEngine,
  monitorAnyNamespace,
  monitorDoubleScrape,
  monitorDuration,
  monitorFileAccess,
  monitorNotSelected,
  monitorRelabeling,
  monitorTimeout,
  ruleDuration,
  ruleExpression,
  helmTemplate,
  idleGpus,
  ruleNames,
  ruleTemplate,
  adapterMount,
  apiService,
  gpuExporterService,
  monitorEnginePort,
  monitorPath,
  monitorPort,
  monitorScheme,
  monitorSelectsNoPods,
  monitorSelectsNoService,
  monitorTargetPort,
  networkPolicy,
  scalerTarget,
  serviceSelectsNoPods,
  serviceTargetPort,
];
