import type * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import { fields, listOf, MAP, TEXT } from '../kubernetes/kinds';
import { type Mistake, mistake, problem, warning } from '../kubernetes/mistake';
import { checkAnnotations } from '../kubernetes/names';
import { checkInteger } from '../kubernetes/numbers';
import { isMap, takenOptions } from '../kubernetes/taken';
import type { Wire } from '../kubernetes/wire';

/** How a load balancer is asked for. */
export interface LoadBalancerOptions {
  /** Ranges of addresses that may connect, for example `10.0.0.0/8`. @default - everybody */
  readonly sourceRanges?: readonly string[];
  /** Annotations that the cloud reads, for example to keep it internal. @default - none */
  readonly annotations?: { readonly [annotation: string]: string };
}

type Way =
  | { readonly by: 'ingress' | 'cluster-local' }
  | { readonly by: 'ClusterIP' | 'headless' }
  | { readonly by: 'NodePort'; readonly nodePort?: number }
  | { readonly by: 'LoadBalancer'; readonly options: LoadBalancerOptions };

/**
 * How callers reach the service: with the KServe backend it is KServe's, with the Deployment backend a Service of a
 * chosen type. Ingresses, HTTPRoutes and namespaces are yours.
 */
export class Exposure {
  /** KServe: the ingress that KServe is configured with. The default. */
  static ingress(): Exposure {
    return new Exposure({ by: 'ingress' });
  }

  /** KServe: within the cluster only, without ingress. */
  static clusterLocal(): Exposure {
    return new Exposure({ by: 'cluster-local' });
  }

  /** Deployment: a Service with an address within the cluster. The default. */
  static clusterIp(): Exposure {
    return new Exposure({ by: 'ClusterIP' });
  }

  /** Deployment: a Service without an address of its own; its name leads to the pods. */
  static headless(): Exposure {
    return new Exposure({ by: 'headless' });
  }

  /** Deployment: a port of every node. @param nodePort 30000–32767 @default - chosen by Kubernetes */
  static nodePort(nodePort?: number): Exposure {
    return new Exposure({ by: 'NodePort', nodePort });
  }

  /** Deployment: a load balancer of the cloud. Engines do not ask callers who they are. */
  static loadBalancer(options: LoadBalancerOptions = {}): Exposure {
    return new Exposure({ by: 'LoadBalancer', options: takenOptions(options) });
  }

  /** @internal */
  static _way(exposure: Exposure): Way {
    return exposure.way;
  }

  private constructor(private readonly way: Way) {}
}

/** The fields of a Service that follow from the exposure. */
export function serviceFields(exposure: Exposure | undefined): {
  readonly spec: Wire<k8s.ServiceSpec>;
  readonly nodePort?: number;
  readonly annotations?: Readonly<Record<string, string>>;
} {
  const way = exposure && Exposure._way(exposure);
  switch (way?.by) {
    case 'headless':
      return { spec: { clusterIP: 'None' } };
    case 'NodePort':
      return { spec: { type: 'NodePort' }, nodePort: way.nodePort };
    case 'LoadBalancer':
      return {
        spec: { type: 'LoadBalancer', loadBalancerSourceRanges: listed(way.options.sourceRanges) },
        annotations: isMap(way.options.annotations) ? way.options.annotations : undefined,
      };
    default:
      return { spec: {} };
  }
}

const LOAD_BALANCER = fields<LoadBalancerOptions>({ sourceRanges: listOf(TEXT), annotations: MAP });

function listed(ranges: readonly string[] | undefined): string[] | undefined {
  return Array.isArray(ranges) ? [...ranges] : undefined;
}

/** The label by which KServe makes no ingress. */
export function visibilityLabel(exposure: Exposure | undefined): Record<string, string> {
  const isLocal = exposure !== undefined && Exposure._way(exposure).by === 'cluster-local';
  return isLocal ? { 'networking.kserve.io/visibility': 'cluster-local' } : {};
}

/** Each backend has its own ways. */
export function checkExposure(exposure: Exposure | undefined, isKServe: boolean): Mistake[] {
  if (exposure === undefined) return [];
  const way = Exposure._way(exposure);
  const isKServes = way.by === 'ingress' || way.by === 'cluster-local';
  if (isKServes !== isKServe)
    return [
      problem(
        'service/exposure',
        isKServe ? `KServe makes the Service, so it cannot be ${way.by}` : `a plain Deployment has no ${way.by}`,
        isKServe
          ? 'use Exposure.ingress() or Exposure.clusterLocal(), or Backend.deployment()'
          : 'use Exposure.clusterIp() and an Ingress of your own, or Backend.kserve()',
      ),
    ];
  if (way.by === 'NodePort')
    return way.nodePort === undefined ? [] : checkInteger('exposure.nodePort', way.nodePort, 30000, 32767);
  if (way.by !== 'LoadBalancer') return [];
  const { sourceRanges, annotations } = way.options;
  const wrongKinds = LOAD_BALANCER('exposure', way.options);
  if (wrongKinds.length > 0) return wrongKinds;
  const wrong = (sourceRanges ?? []).filter((range) => !/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(range));
  return [
    ...checkAnnotations('exposure.annotations', annotations),
    ...wrong.map((range) =>
      mistake('service/exposure', 'exposure.sourceRanges', range, 'must be a range of addresses', "write '10.0.0.0/8'"),
    ),
    ...(sourceRanges === undefined
      ? [
          warning(
            'service/exposure',
            'the load balancer is open to everybody who can reach it, and engines do not ask callers who they are',
            'give sourceRanges, or put a gateway before it',
          ),
        ]
      : []),
  ];
}
