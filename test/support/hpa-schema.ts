const QUANTITY = { type: 'string', pattern: '^[0-9]+([mkMGTPE]|[KMGTPE]i)?$' };
const TARGET = {
  oneOf: [
    object({ type: { const: 'Utilization' }, averageUtilization: { type: 'integer', minimum: 1 } }),
    object({ type: { const: 'AverageValue' }, averageValue: QUANTITY }),
    object({ type: { const: 'Value' }, value: QUANTITY }),
  ],
};
const METRIC = object(
  {
    name: { type: 'string', pattern: '^[^/%]+$' },
    selector: object({ matchLabels: { type: 'object', additionalProperties: { type: 'string' } } }),
  },
  ['name'],
);
const REFERENCE = object({
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  name: { type: 'string', minLength: 1 },
});
const RULES = object(
  {
    stabilizationWindowSeconds: { type: 'integer', minimum: 0, maximum: 3600 },
    selectPolicy: { enum: ['Max', 'Min', 'Disabled'] },
    tolerance: QUANTITY,
    policies: {
      type: 'array',
      minItems: 1,
      items: object({
        type: { enum: ['Pods', 'Percent'] },
        value: { type: 'integer', minimum: 1 },
        periodSeconds: { type: 'integer', minimum: 1, maximum: 1800 },
      }),
    },
  },
  [],
);

/** What the API server takes for an HPA, of the fields that we set: bounds included, unknown fields refused. */
export const HPA_SCHEMA = object({
  apiVersion: { const: 'autoscaling/v2' },
  kind: { const: 'HorizontalPodAutoscaler' },
  metadata: { type: 'object' },
  spec: object(
    {
      scaleTargetRef: REFERENCE,
      minReplicas: { type: 'integer', minimum: 1, maximum: 2 ** 31 - 1 },
      maxReplicas: { type: 'integer', minimum: 1, maximum: 2 ** 31 - 1 },
      behavior: object({ scaleUp: RULES, scaleDown: RULES }, []),
      metrics: {
        type: 'array',
        minItems: 1,
        items: {
          oneOf: [
            object({
              type: { const: 'Resource' },
              resource: object({ name: { enum: ['cpu', 'memory'] }, target: TARGET }),
            }),
            object({ type: { const: 'Pods' }, pods: object({ metric: METRIC, target: TARGET }) }),
            object({ type: { const: 'External' }, external: object({ metric: METRIC, target: TARGET }) }),
            object({
              type: { const: 'Object' },
              object: object({ metric: METRIC, describedObject: REFERENCE, target: TARGET }),
            }),
          ],
        },
      },
    },
    ['scaleTargetRef', 'minReplicas', 'maxReplicas', 'metrics'],
  ),
});

function object(properties: Record<string, unknown>, required = Object.keys(properties)) {
  return { type: 'object', additionalProperties: false, required, properties };
}
