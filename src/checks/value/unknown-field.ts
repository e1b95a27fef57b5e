import { pathText } from '../../stack/fields';
import { HPA, type Kind, ofKind, RESOURCE_POLICY, SCALED_OBJECT } from '../kinds';
import { nearest } from '../nearest';
import { badPart, below, itemsOf, type Part, partOf } from '../part';
import type { Problem, Rule } from '../rule';

/** The fields of an object, and of the objects in it. */
interface Known {
  readonly fields: readonly string[];
  readonly inside?: Readonly<Record<string, Known>>;
}

const RULES: Known = {
  fields: ['stabilizationWindowSeconds', 'selectPolicy', 'policies', 'tolerance'],
  inside: { policies: { fields: ['type', 'value', 'periodSeconds'] } },
};
const BEHAVIOR: Known = { fields: ['scaleUp', 'scaleDown'], inside: { scaleUp: RULES, scaleDown: RULES } };
const TARGET: Known = { fields: ['apiVersion', 'kind', 'name'] };
const METRIC: Known = { fields: ['type', 'pods', 'object', 'external', 'resource', 'containerResource'] };

const KNOWN: readonly (readonly [Kind, Known])[] = [
  [
    HPA,
    {
      fields: [
        'scaleTargetRef',
        'minReplicas',
        'maxReplicas',
        'metrics',
        'behavior',
        'targetCPUUtilizationPercentage',
        'selectionStrategy',
      ],
      inside: { behavior: BEHAVIOR, scaleTargetRef: TARGET, metrics: METRIC },
    },
  ],
  [
    SCALED_OBJECT,
    {
      fields: [
        'scaleTargetRef',
        'pollingInterval',
        'cooldownPeriod',
        'initialCooldownPeriod',
        'idleReplicaCount',
        'minReplicaCount',
        'maxReplicaCount',
        'fallback',
        'advanced',
        'triggers',
      ],
      inside: {
        scaleTargetRef: { fields: [...TARGET.fields, 'envSourceContainerName'] },
        fallback: { fields: ['failureThreshold', 'replicas', 'behavior'] },
        advanced: {
          fields: ['restoreToOriginalReplicaCount', 'horizontalPodAutoscalerConfig', 'scalingModifiers'],
          inside: {
            horizontalPodAutoscalerConfig: { fields: ['name', 'behavior'], inside: { behavior: BEHAVIOR } },
            scalingModifiers: { fields: ['formula', 'target', 'activationTarget', 'metricType'] },
          },
        },
        triggers: { fields: ['type', 'name', 'useCachedMetrics', 'metadata', 'authenticationRef', 'metricType'] },
      },
    },
  ],
  [
    RESOURCE_POLICY,
    {
      fields: [
        'selector',
        'matchExpressions',
        'consumerRef',
        'strategy',
        'units',
        'preemptPolicy',
        'ignorePreviousPod',
        'ignoreTerminatingPod',
        'matchLabelKeys',
        'whenTryNextUnits',
      ],
      inside: {
        units: {
          fields: [
            'resource',
            'nodeSelector',
            'max',
            'maxResources',
            'podLabels',
            'podAnnotations',
            'spotInstance',
            'scaleInWeight',
          ],
        },
        whenTryNextUnits: { fields: ['policy', 'timeout'] },
      },
    },
  ],
];

/** What is written in a scaler is a field of it. */
export const unknownField: Rule = {
  name: 'value/unknown-field',
  severity: 'error',
  demands: 'a scaler or policy has only fields that its kind has',
  why: 'kubectl refuses an unknown field, and clients that do not validate have it dropped, so that the default holds instead of what was written.',
  link: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  *check(graph) {
    for (const [kind, known] of KNOWN)
      for (const manifest of ofKind(graph, kind)) yield* checkFields(partOf(manifest, 'spec'), known);
  },
};

function* checkFields(part: Part, { fields, inside = {} }: Known): Iterable<Problem> {
  for (const [field, value] of Object.entries(part.fields)) {
    if (!fields.includes(field)) {
      const meant = nearest(field, fields);
      yield badPart(
        { ...part, path: [...part.path, field] },
        `'${field}' is no field of '${pathText(part.path)}' in a ${part.at.kind}`,
        meant === undefined ? `take it out; there are ${fields.join(', ')}` : `did you mean '${meant}'?`,
      );
    } else if (Object.hasOwn(inside, field))
      for (const each of Array.isArray(value) ? itemsOf(part, field) : [below(part, field)])
        yield* checkFields(each, inside[field]);
  }
}
