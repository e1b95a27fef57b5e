import * as fc from 'fast-check';
import type { HpaScenario, HpaTick } from '../../src/rehearsal/scenarios/hpa-scenario';

/** A metric of a spec, and the values that it may have. */
interface DrawnMetric {
  readonly name: string;
  readonly spec: object;
  readonly values: fc.Arbitrary<number>;
  /** The series of an External metric and the value of an Object's are never left out. */
  readonly hasGaps: boolean;
}

const milli = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 200_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -2_000, max: 100_000_000_000 }) },
);
const quantity = fc.oneof(
  fc.integer({ min: 1, max: 5_000 }).map((value) => `${value}m`),
  fc.integer({ min: 1, max: 200 }).map(String),
  fc.constantFrom('0.1', '1.5', '2k', '1Ki', '1e3', '12.345', '0.0005'),
);
const averageValue = quantity.map((value) => ({ type: 'AverageValue', averageValue: value }));
const value = quantity.map((text) => ({ type: 'Value', value: text }));
const utilization = fc
  .oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 101, max: 400 }))
  .map((averageUtilization) => ({ type: 'Utilization', averageUtilization }));
const describedObject = { apiVersion: 'v1', kind: 'Service', name: 'gateway' };

function metricOf(index: number): fc.Arbitrary<DrawnMetric> {
  const name = `metric${index}`;
  const metric = { name };
  const pods = averageValue.map((target) => ({ type: 'Pods', pods: { metric, target } }));
  const external = fc.oneof(averageValue, value).map((target) => ({ type: 'External', external: { metric, target } }));
  const object = fc
    .oneof(averageValue, value)
    .map((target) => ({ type: 'Object', object: { metric, describedObject, target } }));
  const resource = fc
    .tuple(fc.constantFrom('cpu', 'memory'), fc.oneof(averageValue, utilization), fc.boolean())
    .map(([kind, target, isContainer]) => ({
      name: kind,
      spec: isContainer
        ? { type: 'ContainerResource', containerResource: { name: kind, container: 'server', target } }
        : { type: 'Resource', resource: { name: kind, target } },
    }));
  return fc.oneof(
    fc.oneof(pods, external, object).map((spec) => ({ name, spec, values: milli, hasGaps: spec.type === 'Pods' })),
    resource.map((drawn) => ({ ...drawn, values: fc.integer({ min: 0, max: 4_000 }), hasGaps: true })),
  );
}

const period = fc.constantFrom(15, 30, 45, 60, 120, 600);
const policy = fc.record({
  type: fc.constantFrom('Pods', 'Percent'),
  value: fc.integer({ min: 1, max: 150 }),
  periodSeconds: period,
});
const smallPolicy = fc.record({
  type: fc.constantFrom('Pods', 'Percent'),
  value: fc.integer({ min: 1, max: 5 }),
  periodSeconds: period,
});
const rules = fc.record(
  {
    stabilizationWindowSeconds: fc.constantFrom(0, 15, 30, 60, 100, 300, 600),
    selectPolicy: fc.constantFrom('Max', 'Min', 'Disabled'),
    policies: fc.array(fc.oneof(policy, smallPolicy), { minLength: 1, maxLength: 3 }),
    tolerance: fc.constantFrom('0', '50m', '0.05', '0.2', '0.57', '333m'),
  },
  { requiredKeys: [] },
);
const behavior = fc.option(fc.record({ scaleUp: rules, scaleDown: rules }, { requiredKeys: [] }), {
  nil: undefined,
  freq: 3,
});

function tickOf(metrics: readonly DrawnMetric[]): fc.Arbitrary<HpaTick> {
  const values = fc.record(
    Object.fromEntries(
      metrics.map(({ name, values: each, hasGaps }) => [
        name,
        fc.array(hasGaps ? fc.option(each, { freq: 8 }) : each, { minLength: 1, maxLength: 4 }),
      ]),
    ),
  );
  const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
  return fc.record({
    values,
    errors: rarely(
      fc.subarray(
        metrics.map(({ name }) => name),
        { minLength: 1 },
      ),
      [],
    ),
    unready: rarely(fc.integer({ min: 1, max: 4 }), 0),
    pending: rarely(fc.integer({ min: 1, max: 4 }), 0),
  });
}

/** Scenarios of every kind of metric, target, behavior and trouble, of up to so many ticks. */
export function hpaScenarios(maxTicks: number): fc.Arbitrary<HpaScenario> {
  return (
    fc
      .integer({ min: 1, max: 3 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => metricOf(index))))
      // Two metrics of one resource would read the same values.
      .map((metrics) => metrics.filter(({ name }, index) => metrics.findIndex((each) => each.name === name) === index))
      .chain((metrics) => {
        const spec = fc
          .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 20 }), behavior)
          .map(([least, more, drawn]) => ({
            minReplicas: least,
            maxReplicas: least + more,
            metrics: metrics.map((metric) => metric.spec),
            ...(drawn && { behavior: drawn }),
          }));
        return fc.record({
          id: fc.nat(),
          initial: fc.integer({ min: 0, max: 24 }),
          requestMilli: fc.constantFrom(100, 250, 1000, 1001, 4000),
          resyncSeconds: fc.constantFrom(15, 15, 15, 10, 30),
          downscaleSeconds: fc.constantFrom(300, 300, 60, 15, 0),
          spec,
          ticks: fc.array(tickOf(metrics), { minLength: 1, maxLength: maxTicks, size: 'max' }),
        });
      })
  );
}
