import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { scalersOf, type TargetRef } from '../cluster/inventory';
import { checkUnique } from '../cluster/unique';
import { type Mistake, mistake, problem } from '../kubernetes/mistake';
import { checkName } from '../kubernetes/names';
import { namespaceOf } from '../kubernetes/scopes';
import { factsOfService, type ServiceFacts } from '../service/facts';
import type { ScaleTarget } from '../service/interface';
import { predictorName } from '../service/kserve';
import { HPA } from './hpa-manifest';

/** What a scaler was given to scale, looked up. */
export interface ResolvedTarget {
  /** The workload. */
  readonly ref: TargetRef;
  /** What the scaler's own name is made of. */
  readonly baseName: string;
  /** Its namespace. @default - the one of the apply */
  readonly namespace?: string;
  /** What is known of the pods. @default - nothing, as of a raw target */
  readonly service?: ServiceFacts;
}

/** Looks up what a target is: a service states facts, anything else is taken at its word. */
export function resolveTarget(scope: Construct, target: ScaleTarget, metadata?: ApiObjectMetadata): ResolvedTarget {
  const service = factsOfService(target);
  const namespace = service?.namespace ?? namespaceOf(scope, metadata);
  if (service) return { ref: service.scaleTarget, baseName: service.name, namespace, service };
  const { apiVersion, kind, name } = target;
  return { ref: { apiVersion, kind, name, namespace }, baseName: name, namespace };
}

const UNSCALABLE = new Map([
  ['InferenceService', 'wrap it: LlmInferenceService.fromInferenceService(…)'],
  [HPA.kind, 'give what it scales'],
  ['ScaledObject', 'give what it scales'],
  ['Pod', 'give the Deployment that makes it'],
]);

/** A target names a workload that can be scaled, in the scaler's own namespace. */
export function checkTargetRef(resolved: ResolvedTarget, metadata: ApiObjectMetadata | undefined): Mistake[] {
  const { ref, service } = resolved;
  const found: Mistake[] = [];
  if (!service) {
    for (const field of ['apiVersion', 'kind', 'name'] as const)
      if (typeof ref[field] !== 'string' || ref[field] === '')
        found.push(mistake('scaler/target', `target.${field}`, ref[field], 'must be given', 'give a workload'));
    const way = UNSCALABLE.get(ref.kind);
    if (way) found.push(problem('scaler/target', `the kind ${ref.kind} has no scale subresource of its own`, way));
  }
  if (service && metadata?.namespace !== undefined && metadata.namespace !== service.namespace)
    found.push(
      mistake(
        'scaler/target',
        'metadata.namespace',
        metadata.namespace,
        `must be that of the service (${service.namespace ?? 'the one of the apply'})`,
        'leave it out',
      ),
    );
  return found;
}

/** One target has one scaler: several fight, and the HPA controller stops them all. */
export function checkOnlyScaler(scope: Construct, { ref }: ResolvedTarget): Mistake[] {
  return scalersOf(scope, ref)
    .filter((other) => other.construct !== scope)
    .map((other) =>
      problem(
        'scaler/two-scalers',
        `${ref.kind} '${ref.name}' is scaled already, by the ${other.kind === 'KServe' ? 'scaling of the service' : other.kind} at ${other.construct.node.path}`,
        'keep one of them and give it all metrics',
      ),
    );
}

/** A scaler's name fits its suffixes, is its own, and is none that KServe takes for its own. */
export function checkScalerName(
  scope: Construct,
  kind: string,
  name: string,
  length: number,
  resolved: ResolvedTarget,
): Mistake[] {
  const found = checkName('metadata.name', name, length);
  const owner = resolved.service?.inferenceService;
  if (owner !== undefined && name === predictorName(owner))
    found.push(
      mistake(
        'name/reserved',
        'metadata.name',
        name,
        'must not be the name of what KServe makes, which deletes it',
        'use another name',
      ),
    );
  return [...found, ...checkUnique(scope, kind, name, resolved.namespace)];
}
