import type { ApiObject, ApiObjectMetadata, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ResourcePolicy,
  type ResourcePolicySpecPreemptPolicy,
  ResourcePolicySpecStrategy,
  type ResourcePolicySpecUnitsResource,
  type ResourcePolicySpecWhenTryNextUnitsPolicy,
} from '../../imports/scheduling.alibabacloud.com';
import { announce } from '../cluster/inventory';
import { checkUnique } from '../cluster/unique';
import { emit, validateEmitted } from '../kubernetes/emit';
import {
  FLAG,
  type Kind,
  type Kinds,
  listOf,
  MAP,
  METADATA,
  made,
  memberOf,
  NAMED,
  TEXT,
  typed,
} from '../kubernetes/kinds';
import { type Mistake, mistake, problem } from '../kubernetes/mistake';
import { checkLabels, checkName } from '../kubernetes/names';
import { checkSeconds, secondsOf } from '../kubernetes/numbers';
import type { ILlmInferenceService } from '../service/interface';
import { checkUnits, ResourceUnit, renderUnit, type UnitFacts } from './resource-unit';

/** When pods of lower priority are evicted to make room. */
export enum PreemptPolicy {
  /** After all units were tried. */
  AFTER_ALL_UNITS = 'AfterAllUnits',
  /** In each unit, before the next one is tried. Not for ACS. */
  BEFORE_NEXT_UNIT = 'BeforeNextUnit',
}

/** When the next unit is tried. */
export enum TryNextPolicy {
  /** When resources lack or `max` is reached. */
  LACK_RESOURCE_OR_EXCEED_MAX = 'LackResourceOrExceedMax',
  /** When `max` is reached. */
  EXCEED_MAX = 'ExceedMax',
  /** When `max` is reached, or after the timeout. */
  TIMEOUT_OR_EXCEED_MAX = 'TimeoutOrExceedMax',
  /** When resources lack and nothing is about to leave. */
  LACK_RESOURCE_AND_NO_TERMINATING = 'LackResourceAndNoTerminating',
  /** After the timeout. */
  TIMEOUT = 'Timeout',
}

/** What a HybridResourcePolicy is made of. */
export interface HybridResourcePolicyProps {
  /** The service whose pods are placed. */
  readonly service: ILlmInferenceService;
  /** Where they are placed, the preferred unit first; they leave in the reverse order. */
  readonly units: readonly ResourceUnit[];
  /** When pods of lower priority are evicted. @default - PreemptPolicy.AFTER_ALL_UNITS, the scheduler's own */
  readonly preemptPolicy?: PreemptPolicy;
  /** Whether pods from before the policy do not count for `max`. @default - false, the scheduler's own */
  readonly ignorePreviousPod?: boolean;
  /** Whether terminating pods do not count for `max`. @default - true, the scheduler's own */
  readonly ignoreTerminatingPod?: boolean;
  /** Pod labels by whose values `max` is counted, for example `pod-template-hash`. @default - none */
  readonly matchLabelKeys?: readonly string[];
  /** When the next unit is tried. @default - TryNextPolicy.LACK_RESOURCE_OR_EXCEED_MAX, the scheduler's own */
  readonly whenTryNextUnits?: TryNextPolicy;
  /** How long a unit is waited for, with the policies that have a timeout. @default - 15 minutes, the scheduler's own */
  readonly tryNextTimeout?: Duration;
  /** Name, labels and annotations of the object. @default - the service's name with the suffix `-policy` */
  readonly metadata?: ApiObjectMetadata;
}

/** Services of every make have a name and select pods. */
const PODS: Kind = (prop, value) => {
  const found = NAMED(prop, value);
  return found.length > 0 ? found : MAP(`${prop}.podSelector`, (value as ILlmInferenceService).podSelector);
};

const KINDS: Kinds<HybridResourcePolicyProps> = {
  service: PODS,
  units: listOf(made(ResourceUnit, 'ResourceUnit.ecs(…) or another of its kinds')),
  preemptPolicy: memberOf('PreemptPolicy', PreemptPolicy),
  whenTryNextUnits: memberOf('TryNextPolicy', TryNextPolicy),
  ignorePreviousPod: FLAG,
  ignoreTerminatingPod: FLAG,
  matchLabelKeys: listOf(TEXT),
  metadata: METADATA,
};
const REQUIRED = { service: { name: '', podSelector: {} } as ILlmInferenceService, units: [] };

/**
 * A ResourcePolicy of ACK or ACK Edge: the order in which node pools are filled with the pods of a service, for
 * example the own data center first and the cloud when that is full. The selector is the service's own.
 *
 * Errors: units and options are judged at synth, with the path of this construct.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling
 */
export class HybridResourcePolicy extends Construct {
  /** Name of the ResourcePolicy: the service's with the suffix `-policy`, unless `metadata` says another. */
  readonly name: string;
  /** Namespace of the ResourcePolicy: the service's, since it selects pods there only. */
  readonly namespace?: string;
  /** The ResourcePolicy. */
  readonly resourcePolicy: ApiObject;

  constructor(scope: Construct, id: string, props: HybridResourcePolicyProps) {
    super(scope, id);
    const { props: usable, mistakes } = typed(props, KINDS, REQUIRED);
    props = usable;
    const { service, metadata } = props;
    const units = props.units.map((unit) => ResourceUnit._facts(unit));
    this.name = metadata?.name ?? `${service.name}-policy`;
    this.namespace = service.namespace;
    const { kind } = ResourcePolicy.GVK;
    const emitted = emit(
      this,
      'Resource',
      ResourcePolicy.GVK,
      { ...metadata, name: this.name, namespace: metadata?.namespace ?? service.namespace },
      ['spec'],
      () => ({ spec: ResourcePolicy.manifest({ spec: renderSpec(props, units) }).spec }),
    );
    this.resourcePolicy = emitted.object;
    announce({ role: 'object', construct: this, kind, name: this.name, namespace: this.namespace });
    validateEmitted(
      this,
      [emitted],
      () => [
        ...checkName('metadata.name', this.name),
        ...checkUnique(this, kind, this.name, this.namespace),
        ...checkSelector(props),
        ...checkUnits(units),
        ...checkOptions(props, units),
      ],
      mistakes,
    );
  }
}

function renderSpec(props: HybridResourcePolicyProps, units: readonly UnitFacts[]) {
  const { whenTryNextUnits: policy, tryNextTimeout: timeout } = props;
  return {
    selector: { ...props.service.podSelector },
    strategy: ResourcePolicySpecStrategy.PREFER,
    units: units.map((unit) => {
      const rendered = renderUnit(unit);
      return { ...rendered, resource: rendered.resource as ResourcePolicySpecUnitsResource };
    }),
    preemptPolicy: props.preemptPolicy as ResourcePolicySpecPreemptPolicy | undefined,
    ignorePreviousPod: props.ignorePreviousPod,
    ignoreTerminatingPod: props.ignoreTerminatingPod,
    matchLabelKeys: props.matchLabelKeys && [...props.matchLabelKeys],
    whenTryNextUnits: policy && {
      policy: policy as unknown as ResourcePolicySpecWhenTryNextUnitsPolicy,
      timeout: timeout && `${secondsOf(timeout)}s`,
    },
  };
}

/** Labels that the platform itself sets on pods and changes: whoever selects by them sees pods made again and again. */
const SYSTEM_LABELS = ['alibabacloud.com/compute-class', 'alibabacloud.com/compute-qos'];

function checkSelector({ service, metadata }: HybridResourcePolicyProps): Mistake[] {
  const found = checkLabels('service.podSelector', service.podSelector);
  for (const label of SYSTEM_LABELS)
    if (label in service.podSelector)
      found.push(
        problem(
          'policy/selector',
          `the pod selector of the service holds the system label '${label}'`,
          'select by labels of your own',
        ),
      );
  if (Object.keys(service.podSelector).length === 0)
    found.push(
      problem(
        'policy/selector',
        'the pod selector of the service is empty and would select every pod of the namespace',
        'give the service its podSelector',
      ),
    );
  if (metadata?.namespace !== undefined && metadata.namespace !== service.namespace)
    found.push(
      mistake(
        'policy/selector',
        'metadata.namespace',
        metadata.namespace,
        'must be that of the service, whose pods are nowhere else',
        'leave it out',
      ),
    );
  return found;
}

function checkOptions(props: HybridResourcePolicyProps, units: readonly UnitFacts[]): Mistake[] {
  const found: Mistake[] = [];
  const hasMax = units.some(({ max }) => max !== undefined);
  for (const option of ['ignorePreviousPod', 'ignoreTerminatingPod', 'matchLabelKeys'] as const)
    if (props[option] !== undefined && !hasMax)
      found.push(
        mistake(
          'policy/options',
          option,
          props[option],
          "has no effect without a 'max' of a unit",
          'give a max or leave it out',
        ),
      );
  if (props.preemptPolicy === PreemptPolicy.BEFORE_NEXT_UNIT && units.some(({ resource }) => resource === 'acs'))
    found.push(
      mistake('policy/options', 'preemptPolicy', props.preemptPolicy, 'cannot be used with ACS units', 'leave it out'),
    );
  const { whenTryNextUnits, tryNextTimeout } = props;
  const takesTimeout =
    whenTryNextUnits === TryNextPolicy.TIMEOUT || whenTryNextUnits === TryNextPolicy.TIMEOUT_OR_EXCEED_MAX;
  if (tryNextTimeout !== undefined && !takesTimeout)
    found.push(
      problem(
        'policy/options',
        "'tryNextTimeout' has no effect without a policy that has a timeout",
        'use TryNextPolicy.TIMEOUT or leave it out',
      ),
    );
  return [...found, ...checkSeconds('tryNextTimeout', tryNextTimeout, 1)];
}
