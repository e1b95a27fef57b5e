import { fields, MAP } from '../kubernetes/kinds';
import { type Mistake, mistake, problem, warning } from '../kubernetes/mistake';
import { checkAnnotations, checkLabels } from '../kubernetes/names';
import { checkInteger } from '../kubernetes/numbers';
import { checkQuantity } from '../kubernetes/quantity';
import { takenOptions } from '../kubernetes/taken';

/** A pool of nodes. */
export interface ResourceUnitOptions {
  /** Id of the node pool (`alibabacloud.com/nodepool-id`). @default - any, or what nodeSelector says */
  readonly nodePool?: string;
  /** Labels of the pool's nodes. @default - any */
  readonly nodeSelector?: { readonly [label: string]: string };
  /** Greatest number of the service's pods in this unit, at least 1. @default - no limit */
  readonly max?: number;
  /** Greatest amounts of resources that the service's pods take in this unit, as quantities. @default - no limit */
  readonly maxResources?: { readonly [resource: string]: string };
  /** Labels that pods get when they are placed here. @default - none */
  readonly podLabels?: { readonly [label: string]: string };
  /** Annotations that pods get when they are placed here. @default - none */
  readonly podAnnotations?: { readonly [annotation: string]: string };
}

/** A unit, as data. */
export interface UnitFacts extends ResourceUnitOptions {
  /** Kind of the pool. */
  readonly resource: 'ecs' | 'eci' | 'acs' | 'elastic';
}

/**
 * One step in the order in which nodes are tried.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling
 */
export class ResourceUnit {
  /** Nodes that are there: ECS instances, or an on-premises pool of ACK Edge. */
  static ecs(options: ResourceUnitOptions = {}): ResourceUnit {
    return new ResourceUnit({ ...takenOptions(options), resource: 'ecs' });
  }

  /** Elastic Container Instances, through virtual nodes. */
  static eci(options: ResourceUnitOptions = {}): ResourceUnit {
    return new ResourceUnit({ ...takenOptions(options), resource: 'eci' });
  }

  /** Serverless computing power of ACS. */
  static acs(options: ResourceUnitOptions = {}): ResourceUnit {
    return new ResourceUnit({ ...takenOptions(options), resource: 'acs' });
  }

  /** A node pool that is scaled out when its nodes are needed; takes no `max`. */
  static elastic(options: ResourceUnitOptions = {}): ResourceUnit {
    return new ResourceUnit({ ...takenOptions(options), resource: 'elastic' });
  }

  /** @internal */
  static _facts(unit: ResourceUnit): UnitFacts {
    return unit.facts;
  }

  private constructor(private readonly facts: UnitFacts) {}
}

const NODE_POOL_LABEL = 'alibabacloud.com/nodepool-id';

/** A unit as it stands in a manifest. */
export function renderUnit({ nodePool, nodeSelector, ...rest }: UnitFacts) {
  const labels = { ...nodeSelector, ...(nodePool !== undefined && { [NODE_POOL_LABEL]: nodePool }) };
  return { ...rest, nodeSelector: Object.keys(labels).length > 0 ? labels : undefined };
}

const KINDS = fields<UnitFacts>({ nodeSelector: MAP, maxResources: MAP, podLabels: MAP, podAnnotations: MAP });

/** Units are distinct, limited where they can be, and real. */
export function checkUnits(units: readonly UnitFacts[]): Mistake[] {
  if (units.length === 0)
    return [problem('policy/units', "'units' is empty", 'give at least one, the preferred one first')];
  const seen = new Map<string, number>();
  return units.flatMap((unit, index) => {
    const prop = `units[${index}]`;
    const wrongKinds = KINDS(prop, unit);
    if (wrongKinds.length > 0) return wrongKinds;
    const rendered = renderUnit(unit);
    const identity = JSON.stringify([unit.resource, Object.entries(rendered.nodeSelector ?? {}).sort()]);
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, index);
    return [
      ...(first === undefined
        ? []
        : [problem('policy/units', `'${prop}' names the same nodes as 'units[${first}]'`, 'keep one of them')]),
      ...checkLabels(`${prop}.nodeSelector`, rendered.nodeSelector),
      ...checkLabels(`${prop}.podLabels`, unit.podLabels),
      ...checkAnnotations(`${prop}.podAnnotations`, unit.podAnnotations),
      ...checkMax(prop, unit),
      ...Object.entries(unit.maxResources ?? {}).flatMap(([name, amount]) =>
        checkQuantity(`${prop}.maxResources.${name}`, amount),
      ),
      ...checkPlaceholder(prop, unit.nodePool),
    ];
  });
}

function checkMax(prop: string, { max, resource }: UnitFacts): Mistake[] {
  if (max === undefined) return [];
  if (resource === 'elastic')
    return [
      mistake(
        'policy/units',
        `${prop}.max`,
        max,
        'must be left out with an elastic unit, whose nodes come as needed',
        'limit maxReplicas of the scaler',
      ),
    ];
  return checkInteger(`${prop}.max`, max, 1);
}

/** The documentation writes npxxxxxx where the reader's own id belongs. */
function checkPlaceholder(prop: string, nodePool: string | undefined): Mistake[] {
  if (typeof nodePool !== 'string' || !/x{4,}/i.test(nodePool)) return [];
  return [
    warning(
      'policy/placeholder',
      `'${prop}.nodePool' ('${nodePool}') looks like a placeholder`,
      'give the id of your node pool',
    ),
  ];
}
