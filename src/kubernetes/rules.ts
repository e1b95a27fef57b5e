/**
 * Every rule that the constructs judge by, in one table: what it demands. The names are stable: users see them in
 * messages and silence warnings by them.
 */
export const RULES = {
  'value/number': 'numbers are finite, whole where Kubernetes wants whole ones, and in range',
  'value/text': 'text holds no control, separator or half characters and nothing that YAML reads as a number',
  'value/plain-data': 'what goes into a manifest is plain data: no functions, instances, cycles or reserved keys',
  'value/secret': 'no secret stands in a manifest',
  'value/scope': 'constructs stand below a chart',
  'value/seconds': 'durations are whole seconds where the field is in seconds',

  'name/syntax': 'names are DNS labels',
  'name/too-long': 'names leave room for what the controllers append to them',
  'name/duplicate': 'two objects of one kind and namespace have different names',
  'name/reserved': 'names that a controller claims for its own objects are not used',
  'label/syntax': 'label and annotation keys and label values follow the Kubernetes grammar',
  'label/owned': 'labels that a controller sets are left to it',

  'service/engine': 'the engine is complete and fits the backend',
  'service/model': 'the model is given where the engine needs one, and in a way that the backend can load',
  'service/image-tag': 'images have a fixed tag or digest',
  'service/storage-uri': 'a storage is named by a scheme that something can fetch',
  'service/resources': 'cpu, memory and accelerators are positive and whole where they must be',
  'service/environment': 'environment variables have a valid name and a plain value',
  'service/ports': 'ports are in range, named and distinct',
  'service/volumes': 'volumes are mounted at distinct absolute paths',
  'service/replicas': 'a fixed size and a scaler exclude each other',
  'service/scaling': "KServe-managed scaling holds only what KServe's controllers honour",
  'service/kserve-version': 'the KServe version of the cluster knows what is asked of it',
  'service/security': 'pods stay within the level of pod security that is asked for',
  'service/remote-code': 'code that comes with a model runs only where that is known',
  'service/namespace': 'the namespace is known where a query has to name it',

  'hpa/replica-bounds': 'replica bounds are whole, at least 1 where the scaler cannot reach 0, and in order',
  'scaler/target': 'the target names a workload with a scale subresource',
  'scaler/two-scalers': 'one target has one scaler',
  'scaler/behavior': 'scaling behavior stays within what the API server accepts',
  'scaler/never-scales': 'a scaler with room to move may move',

  'metric/none': 'a scaler has at least one metric',
  'metric/duplicate': 'a metric stands once in a scaler',
  'metric/name': 'metric names are valid for Prometheus and for the metrics API',
  'metric/target': 'targets lie in the range of their unit',
  'metric/unit': 'targets have the unit of their metric',
  'metric/query': "queries of one's own are PromQL and give exactly one element",
  'metric/unknown-to-engine': 'the engine exports the metric',
  'metric/engine-version': 'the engine version is one whose series are known',
  'metric/needs-pods': 'metrics of pods need a target whose pods are known',
  'metric/no-prometheus': 'metrics need a Prometheus that the cluster profile knows',
  'metric/not-scraped': 'the pods whose metrics are used are scraped',
  'metric/not-exposed': 'something exposes the metric to the HPA controller',
  'metric/no-dcgm': 'something scrapes the GPU exporter',
  'metric/no-accelerator': 'GPU metrics need pods that have an accelerator',

  'keda/metric': 'metrics of a ScaledObject are ones that KEDA can query',
  'keda/scale-to-zero': 'what scales to zero has a trigger that exists without pods',
  'keda/activation': 'what wakes a service lies below what it is scaled by',
  'keda/trigger': 'triggers are complete, named once and typed as KEDA demands',
  'keda/fallback': 'a fallback is within the replica bounds and possible for the triggers',
  'keda/apply-order': 'what is judged by its workload is applied after it',
  'keda/timing': 'polling and cooldown are given only where KEDA heeds them',
  'keda/server-address': 'the Prometheus address is an absolute http(s) URL without credentials',
  'keda/scaling-modifiers': 'a formula names existing triggers and has a target',
  'keda/version': 'the KEDA version of the cluster knows what is asked of it',

  'cron/six-fields': 'CronHPA schedules have six fields, seconds first',
  'cron/schedule': 'schedules are within range and fire',
  'cron/too-often': 'schedules fire at most once a minute',
  'cron/timezone': 'schedules run in a time zone that the controller can honour',
  'cron/jobs': 'job and window names are unique and there is at least one',
  'cron/size': 'scheduled sizes lie within the bounds of what they move',
  'cron/ownership': 'a schedule moves what nobody else resets',

  'policy/units': 'a resource policy has distinct units, in order, with valid limits',
  'policy/selector': 'a resource policy selects the pods of one service',
  'policy/options': 'options of a resource policy have an effect',
  'policy/placeholder': 'node pool ids are real',

  'cluster/single': 'what is there once per cluster is declared once',
  'cluster/profile': 'the cluster profile is complete and consistent',
  'cluster/adapter-names': 'no two rules give one metric name',
  'warning/silence': 'warnings are silenced by an existing rule name and with a reason',
} as const;

/** The stable name of a rule. */
export type RuleName = keyof typeof RULES;
