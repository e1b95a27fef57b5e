import { adapterConfiguration } from './adapter/configuration';
import { adapterName } from './adapter/name';
import { adapterQuery } from './adapter/query';
import { adapterResources } from './adapter/resources';
import { adapterUnknownKey } from './adapter/unknown-key';
import { unreadAnnotation } from './annotation/unread';
import { adapterNames } from './cluster/adapter-names';
import { coincidingJobs } from './cron/coinciding-jobs';
import { date } from './cron/date';
import { excludeDates } from './cron/exclude-dates';
import { floor } from './cron/floor';
import { jobNames } from './cron/job-names';
import { objectMetric } from './cron/object-metric';
import { ownership } from './cron/ownership';
import { schedule } from './cron/schedule';
import { sixFields } from './cron/six-fields';
import { size } from './cron/size';
import { targetGroup } from './cron/target-group';
import { tooOften } from './cron/too-often';
import { unknownCronField } from './cron/unknown-field';
import { metricTarget } from './hpa/metric-target';
import { noMetrics } from './hpa/no-metrics';
import { replicaBounds } from './hpa/replica-bounds';
import { targetType } from './hpa/target-type';
import { activation } from './keda/activation';
import { applyOrder } from './keda/apply-order';
import { authentication } from './keda/authentication';
import { authenticationElsewhere } from './keda/authentication-elsewhere';
import { cachedMetrics } from './keda/cached-metrics';
import { cooldown } from './keda/cooldown';
import { cronSize } from './keda/cron-size';
import { cronTrigger } from './keda/cron-trigger';
import { emptyAnswers } from './keda/empty-answers';
import { fallback } from './keda/fallback';
import { idleReplicas } from './keda/idle-replicas';
import { metricType } from './keda/metric-type';
import { removedMetadata } from './keda/removed-metadata';
import { kedaReplicaBounds } from './keda/replica-bounds';
import { scaleToZero } from './keda/scale-to-zero';
import { scalingModifiers } from './keda/scaling-modifiers';
import { serverAddress } from './keda/server-address';
import { threshold } from './keda/threshold';
import { timing } from './keda/timing';
import { triggerMetadata } from './keda/trigger-metadata';
import { triggerNames } from './keda/trigger-names';
import { triggerType } from './keda/trigger-type';
import { unknownMetadata } from './keda/unknown-metadata';
import { valueOnTotal } from './keda/value-on-total';
import { kedaVersion } from './keda/version';
import { agentPort } from './kserve/agent-port';
import { appLabel } from './kserve/app-label';
import { autoscalerClass } from './kserve/autoscaler-class';
import { kserveContainers } from './kserve/containers';
import { deploymentMode } from './kserve/deployment-mode';
import { droppedBehavior } from './kserve/dropped-behavior';
import { droppedMetric } from './kserve/dropped-metric';
import { droppedTargetType } from './kserve/dropped-target-type';
import { kserveEnvironment } from './kserve/environment';
import { firstPort } from './kserve/first-port';
import { kedaMetrics } from './kserve/keda-metrics';
import { llmService } from './kserve/llm-service';
import { multiNode } from './kserve/multi-node';
import { kserveReplicaBounds } from './kserve/replica-bounds';
import { replicaReset } from './kserve/replica-reset';
import { resourceTarget } from './kserve/resource-target';
import { kserveResources } from './kserve/resources';
import { scaleTarget } from './kserve/scale-target';
import { scrapingAnnotation } from './kserve/scraping-annotation';
import { storageUri } from './kserve/storage-uri';
import { unusedScaling } from './kserve/unused-scaling';
import { labelSyntax } from './label/syntax';
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
import { monitorDoubleScrape } from './monitor/double-scrape';
import { monitorDuration } from './monitor/duration';
import { monitorFileAccess } from './monitor/file-access';
import { monitorNotSelected } from './monitor/not-selected';
import { monitorRelabeling } from './monitor/relabeling';
import { monitorTimeout } from './monitor/timeout';
import { duplicate } from './name/duplicate';
import { reservedName } from './name/reserved';
import { nameSyntax } from './name/syntax';
import { nameTooLong } from './name/too-long';
import { gpuCapacity } from './placement/capacity';
import { disruptionBudget } from './placement/disruption-budget';
import { quota } from './placement/quota';
import { capacity } from './policy/capacity';
import { deletionCost } from './policy/deletion-cost';
import { nodeSelector } from './policy/node-selector';
import { options } from './policy/options';
import { placeholder } from './policy/placeholder';
import { selector } from './policy/selector';
import { twoPolicies } from './policy/two-policies';
import { units } from './policy/units';
import { ruleDuration } from './prometheus-rule/duration';
import { ruleExpression } from './prometheus-rule/expression';
import { helmTemplate } from './prometheus-rule/helm-template';
import { idleGpus } from './prometheus-rule/idle-gpus';
import { ruleNames } from './prometheus-rule/names';
import { ruleTemplate } from './prometheus-rule/template';
import type { Rule } from './rule';
import { behavior } from './scaler/behavior';
import { metricsOwner } from './scaler/metrics-owner';
import { neverScales } from './scaler/never-scales';
import { overlappingSelectors } from './scaler/overlapping-selectors';
import { replicas } from './scaler/replicas';
import { requestsOfShares } from './scaler/requests';
import { target } from './scaler/target';
import { twoScalers } from './scaler/two-scalers';
import { window } from './scaler/window';
import { clusterAuthentication } from './security/cluster-authentication';
import { enforcedLevel } from './security/enforced-level';
import { loadBalancer } from './security/load-balancer';
import { podLevel } from './security/pod-level';
import { remoteCode } from './security/remote-code';
import { root } from './security/root';
import { secret } from './security/secret';
import { secretVariable } from './security/secret-variable';
import { unverifiedTls } from './security/unverified-tls';
import { emptyItem } from './value/empty-item';
import { finiteNumber } from './value/number';
import { brokenText } from './value/text';
import { unknownField } from './value/unknown-field';
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
import { accelerators } from './workload/accelerators';
import { claims } from './workload/claims';
import { deadline } from './workload/deadline';
import { grace } from './workload/grace';
import { imageTag } from './workload/image-tag';
import { memoryShare } from './workload/memory-share';
import { parallelism } from './workload/parallelism';
import { portArgument } from './workload/port-argument';
import { ports } from './workload/ports';
import { references } from './workload/references';
import { resources } from './workload/resources';
import { surge } from './workload/surge';

/** Every rule. A new one adds its line here. */
export const ALL_RULES: readonly Rule[] = [
  adapterConfiguration,
  adapterName,
  adapterQuery,
  adapterResources,
  adapterUnknownKey,
  unreadAnnotation,
  adapterNames,
  coincidingJobs,
  date,
  excludeDates,
  floor,
  jobNames,
  objectMetric,
  ownership,
  schedule,
  sixFields,
  size,
  targetGroup,
  tooOften,
  unknownCronField,
  metricTarget,
  noMetrics,
  replicaBounds,
  targetType,
  activation,
  applyOrder,
  authenticationElsewhere,
  authentication,
  cachedMetrics,
  cooldown,
  cronSize,
  cronTrigger,
  emptyAnswers,
  fallback,
  idleReplicas,
  metricType,
  removedMetadata,
  kedaReplicaBounds,
  scaleToZero,
  scalingModifiers,
  serverAddress,
  threshold,
  timing,
  triggerMetadata,
  triggerNames,
  triggerType,
  unknownMetadata,
  valueOnTotal,
  kedaVersion,
  agentPort,
  appLabel,
  autoscalerClass,
  kserveContainers,
  deploymentMode,
  droppedBehavior,
  droppedMetric,
  droppedTargetType,
  kserveEnvironment,
  firstPort,
  kedaMetrics,
  llmService,
  multiNode,
  kserveReplicaBounds,
  replicaReset,
  resourceTarget,
  kserveResources,
  scaleTarget,
  scrapingAnnotation,
  storageUri,
  unusedScaling,
  labelSyntax,
  metricCounter,
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
  monitorDoubleScrape,
  monitorDuration,
  monitorFileAccess,
  monitorNotSelected,
  monitorRelabeling,
  monitorTimeout,
  duplicate,
  reservedName,
  nameSyntax,
  nameTooLong,
  gpuCapacity,
  disruptionBudget,
  quota,
  capacity,
  deletionCost,
  nodeSelector,
  options,
  placeholder,
  selector,
  twoPolicies,
  units,
  ruleDuration,
  ruleExpression,
  helmTemplate,
  idleGpus,
  ruleNames,
  ruleTemplate,
  behavior,
  metricsOwner,
  neverScales,
  overlappingSelectors,
  replicas,
  requestsOfShares,
  target,
  twoScalers,
  window,
  clusterAuthentication,
  enforcedLevel,
  loadBalancer,
  podLevel,
  remoteCode,
  root,
  secretVariable,
  secret,
  unverifiedTls,
  emptyItem,
  finiteNumber,
  brokenText,
  unknownField,
  apiService,
  gpuExporterService,
  metricCredentials,
  adapterMount,
  monitorScheme,
  networkPolicy,
  monitorEnginePort,
  monitorPath,
  monitorPort,
  monitorSelectsNoPods,
  monitorSelectsNoService,
  monitorTargetPort,
  scalerTarget,
  serviceSelectsNoPods,
  serviceTargetPort,
  accelerators,
  claims,
  deadline,
  grace,
  imageTag,
  memoryShare,
  parallelism,
  portArgument,
  ports,
  references,
  resources,
  surge,
];
