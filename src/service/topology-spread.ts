import type * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import { type Mistake, mistake } from '../kubernetes/mistake';
import { checkLabels } from '../kubernetes/names';
import { checkInteger } from '../kubernetes/numbers';
import { takenOptions } from '../kubernetes/taken';
import type { Wire } from '../kubernetes/wire';

/** How strictly pods are spread. */
export interface SpreadOptions {
  /** By how many pods the fullest and the emptiest domain may differ. @default 1 */
  readonly maxSkew?: number;
  /** Whether a pod waits rather than be placed unevenly. @default false */
  readonly required?: boolean;
}

type Spread = { readonly key: string; readonly maxSkew: number; readonly required: boolean };

/**
 * Over what the pods of a service are spread; those of each rollout by themselves.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export class TopologySpread {
  /** Over the zones of the cloud. */
  static zones(options: SpreadOptions = {}): TopologySpread {
    return TopologySpread.by('topology.kubernetes.io/zone', options);
  }

  /** Over the nodes. */
  static nodes(options: SpreadOptions = {}): TopologySpread {
    return TopologySpread.by('kubernetes.io/hostname', options);
  }

  /** Over the values of any label of the nodes. */
  static by(nodeLabel: string, options: SpreadOptions = {}): TopologySpread {
    const { maxSkew = 1, required = false } = takenOptions(options);
    return new TopologySpread({ key: nodeLabel, maxSkew, required });
  }

  /** @internal */
  static _spread(spread: TopologySpread): Spread {
    return spread.spread;
  }

  private constructor(private readonly spread: Spread) {}
}

/** The constraints of a PodSpec. */
export function spreadConstraints(
  spreads: readonly TopologySpread[] | undefined,
  podSelector: Readonly<Record<string, string>>,
): Wire<k8s.TopologySpreadConstraint>[] | undefined {
  return spreads?.map((each) => {
    const { key, maxSkew, required } = TopologySpread._spread(each);
    return {
      topologyKey: key,
      maxSkew,
      whenUnsatisfiable: required ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector: { matchLabels: { ...podSelector } },
      // Otherwise the pods that a rollout is about to replace would count.
      matchLabelKeys: ['pod-template-hash'],
    };
  });
}

/** Kubernetes wants one constraint per label and effect. */
export function checkSpread(spreads: readonly TopologySpread[] | undefined): Mistake[] {
  const seen = new Set<string>();
  return (spreads ?? []).flatMap((each, index) => {
    const prop = `topologySpread[${index}]`;
    const { key, maxSkew, required } = TopologySpread._spread(each);
    const found = [...checkLabels(prop, { [key]: '' }), ...checkInteger(`${prop}.maxSkew`, maxSkew, 1)];
    const same = `${key} ${required}`;
    if (seen.has(same))
      found.push(mistake('service/spread', prop, key, 'must be spread over once', 'leave one of them out'));
    seen.add(same);
    return found;
  });
}
