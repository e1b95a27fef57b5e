import { unreadAnnotation } from './annotation/unread';
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
import { group } from './version/group';
import { removedVersion } from './version/removed';
import { WIRE_RULES } from './wires';
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

/** Every rule. A new one adds its line here, or in the list of the wires. */
export const ALL_RULES: readonly Rule[] = [
  ...WIRE_RULES,
  unreadAnnotation,
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
  group,
  removedVersion,
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
