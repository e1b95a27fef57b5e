/** What is known of the settings of a type of trigger. */
export interface KnownTrigger {
  /** Settings that must be given. */
  readonly required: readonly string[];
  /** Settings that may be given. */
  readonly optional: readonly string[];
  /** Settings that KEDA no longer reads, each with the version that dropped it and what took its place. */
  readonly removed: Readonly<Record<string, { readonly since: string; readonly instead: string }>>;
}

const RESOURCE: KnownTrigger = {
  required: ['value'],
  optional: ['containerName'],
  removed: { type: { since: '2.18', instead: "write 'metricType' beside 'metadata'" } },
};

/**
 * The settings of the types of triggers that inference services use.
 *
 * @see https://keda.sh/docs/latest/scalers/
 */
export const KNOWN_TRIGGERS: Readonly<Record<string, KnownTrigger>> = {
  prometheus: {
    required: ['serverAddress', 'query', 'threshold'],
    optional: [
      'activationThreshold',
      'namespace',
      'customHeaders',
      'queryParameters',
      'ignoreNullValues',
      'unsafeSsl',
      'timeout',
      'authModes',
      'awsRegion',
      'identityOwner',
    ],
    removed: {
      metricName: { since: '2.12', instead: "give the trigger a 'name' beside its type" },
      cortexOrgID: { since: '2.15', instead: "write customHeaders: 'X-Scope-OrgID=…'" },
    },
  },
  cron: { required: ['timezone', 'start', 'end', 'desiredReplicas'], optional: [], removed: {} },
  cpu: RESOURCE,
  memory: RESOURCE,
};

/** KEDA reads any setting from the environment of the workload, too: `serverAddressFromEnv`. */
export function withoutSource(key: string): string {
  return key.replace(/FromEnv$/, '');
}
