import { Volume } from '../../src';
import { newChart, newService } from '../support/chart';
import { BACKENDS, errorsWith, pod } from './support';

const ENGINE = { InferenceService: 'kserve-container', Deployment: 'inference-server' } as const;

describe.each(BACKENDS)('podSpec of an app on %s', (kind, backend) => {
  const overlaid = (podSpec: Record<string, unknown>) => pod({ backend, podSpec });
  const plain = pod({ backend });

  test('adds a sidecar behind the engine, which KServe wants to be the first', () => {
    const sidecar = { name: 'proxy', image: 'envoyproxy/envoy:v1.31.0' };
    expect(overlaid({ containers: [sidecar] }).containers).toEqual([plain.containers[0], sidecar]);
  });

  test('amends the container of the engine by its name and leaves its other fields', () => {
    const [engine, ...others] = overlaid({
      containers: [
        {
          name: ENGINE[kind],
          workingDir: '/srv',
          imagePullPolicy: 'Always',
          resources: { limits: { 'rdma/ib': 1 } },
          args: ['--only'],
        },
      ],
    }).containers;
    const [before] = plain.containers;
    expect(others).toEqual([]);
    expect(engine).toEqual({
      ...before,
      workingDir: '/srv',
      imagePullPolicy: 'Always',
      args: ['--only'],
      resources: { ...before.resources, limits: { ...before.resources.limits, 'rdma/ib': 1 } },
    });
  });

  test('adds fields that nobody here knows, as they stand', () => {
    const unknown = { nested: [{ deep: true }, 'text', 7] };
    expect(overlaid({ fieldOfTomorrow: unknown })).toEqual({ ...plain, fieldOfTomorrow: unknown });
  });

  test('replaces values and lists without names', () => {
    const given = {
      terminationGracePeriodSeconds: 5,
      automountServiceAccountToken: true,
      tolerations: [{ operator: 'Exists' }],
    };
    expect(overlaid(given)).toEqual({ ...plain, ...given });
  });

  test('merges maps field by field', () => {
    expect(overlaid({ securityContext: { fsGroup: 7 } }).securityContext).toEqual({
      ...plain.securityContext,
      fsGroup: 7,
    });
  });

  test('keeps every mount of a volume that is mounted twice when it adds another', () => {
    const volumes = [
      Volume.claim('data', { mountPath: '/a', subPath: 'a' }),
      Volume.claim('data', { mountPath: '/b', subPath: 'b' }),
    ];
    const [engine] = pod({
      backend,
      volumes,
      podSpec: {
        containers: [
          {
            name: ENGINE[kind],
            volumeMounts: [
              { name: 'claim-data', mountPath: '/c' },
              { name: 'claim-data', mountPath: '/b', readOnly: true },
            ],
          },
        ],
      },
    }).containers;
    expect(engine.volumeMounts).toEqual([
      { name: 'claim-data', mountPath: '/a', subPath: 'a' },
      { name: 'claim-data', mountPath: '/b', subPath: 'b', readOnly: true },
      { name: 'claim-data', mountPath: '/c' },
    ]);
  });

  test.each([
    ['an object', '{"__proto__": {"hostNetwork": true}}'],
    ['a value', '{"__proto__": "x"}'],
  ])('refuses a key __proto__ with %s behind it', (_, json) => {
    const at = kind === 'InferenceService' ? 'spec.predictor' : 'spec.template.spec';
    expect(errorsWith({ backend, podSpec: JSON.parse(json) })).toEqual([
      `'${at}' ("__proto__") must not be used as a key; rename the key (value/plain-data)`,
    ]);
    expect(({} as Record<string, unknown>).hostNetwork).toBeUndefined();
  });
});

test('takes maps without a prototype, as some parsers make them', () => {
  const bare = Object.assign(Object.create(null), {
    securityContext: Object.assign(Object.create(null), { fsGroup: 7 }),
  });
  const merged = pod({ podSpec: bare });
  expect(merged.securityContext).toEqual({ ...pod().securityContext, fsGroup: 7 });
});

test('leaves what it was given as it was', () => {
  const podSpec = { containers: [{ name: 'kserve-container', workingDir: '/srv' }], nodeSelector: { a: 'b' } };
  const before = structuredClone(podSpec);
  const chart = newChart();
  newService(chart, 'One', { podSpec, nodeSelector: { c: 'd' } });
  newService(chart, 'Two', { podSpec });
  chart.toJson();
  expect(podSpec).toEqual(before);
});
