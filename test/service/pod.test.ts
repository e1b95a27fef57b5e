import { Duration, Size } from 'cdk8s';
import { Accelerator, Backend, Engine, EnvValue, Model, PodSecurity, Rollout, SecretKey, Volume } from '../../src';
import { container, mainObject, pod } from './support';

const NIM = Engine.nim({ image: 'nvcr.io/nim/meta/llama3-8b-instruct:1.1.0', apiKey: SecretKey.of('ngc', 'key') });
const inImage = Model.inImage();

describe('the environment', () => {
  test('takes text, an entry of a Secret and an entry of a ConfigMap', () => {
    const env = {
      TEXT: EnvValue.of('plain'),
      SECRET: EnvValue.fromSecret(SecretKey.of('vault', 'entry')),
      CONFIG: EnvValue.fromConfigMap('settings', 'level'),
    };
    expect(container({ env }).env).toEqual([
      { name: 'TEXT', value: 'plain' },
      { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'vault', key: 'entry' } } },
      { name: 'CONFIG', valueFrom: { configMapKeyRef: { name: 'settings', key: 'level' } } },
    ]);
  });

  test('keeps an empty text, which is not the same as none', () => {
    expect(container({ env: { EMPTY: EnvValue.of('') } }).env).toEqual([{ name: 'EMPTY', value: '' }]);
  });

  test('stands above what the preset sets', () => {
    const model = Model.huggingFace('a/b', { token: SecretKey.of('hub', 'token') });
    const env = { HF_TOKEN: EnvValue.fromSecret(SecretKey.of('mine', 'entry')) };
    expect(container({ model, env }).env).toEqual([
      { name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'mine', key: 'entry' } } },
    ]);
  });
});

describe('volumes', () => {
  test('are claims, Secrets, ConfigMaps and empty folders, each with its mount', () => {
    const volumes = [
      Volume.claim('cache', { mountPath: '/cache', subPath: 'hub', readOnly: false }),
      Volume.secret('certs.example', { mountPath: '/certs' }),
      Volume.configMap('templates', { mountPath: '/templates', readOnly: false }),
      Volume.empty('scratch', { mountPath: '/scratch', sizeLimit: Size.gibibytes(10) }),
      Volume.empty('tmp', { mountPath: '/tmp' }),
    ];
    const { volumes: found, containers } = pod({ volumes });
    expect(found).toEqual([
      { name: 'claim-cache', persistentVolumeClaim: { claimName: 'cache' } },
      { name: 'secret-certs-example', secret: { secretName: 'certs.example' } },
      { name: 'config-templates', configMap: { name: 'templates' } },
      { name: 'empty-scratch', emptyDir: { sizeLimit: '10Gi' } },
      { name: 'empty-tmp', emptyDir: {} },
    ]);
    expect(containers[0].volumeMounts).toEqual([
      { name: 'claim-cache', mountPath: '/cache', subPath: 'hub', readOnly: false },
      { name: 'secret-certs-example', mountPath: '/certs', readOnly: true },
      { name: 'config-templates', mountPath: '/templates', readOnly: false },
      { name: 'empty-scratch', mountPath: '/scratch' },
      { name: 'empty-tmp', mountPath: '/tmp' },
    ]);
  });

  test('of one source are one volume with several mounts', () => {
    const volumes = ['/a', '/b'].map((mountPath) => Volume.claim('data', { mountPath }));
    const found = pod({ volumes });
    expect(found.volumes).toEqual([{ name: 'claim-data', persistentVolumeClaim: { claimName: 'data' } }]);
    expect(found.containers[0].volumeMounts).toHaveLength(2);
  });

  test('with long names get names that are labels', () => {
    const name = `${'n'.repeat(56)}.${'x'.repeat(40)}`;
    const { volumes, containers } = pod({ volumes: [Volume.claim(name, { mountPath: '/a' })] });
    expect(volumes).toEqual([{ name: `claim-${'n'.repeat(56)}`, persistentVolumeClaim: { claimName: name } }]);
    expect(containers[0].volumeMounts[0].name).toBe(volumes[0].name);
  });
});

describe('shared memory', () => {
  const shm = (size: string) => [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: size } }];

  test.each([
    ['two GPUs', { accelerator: Accelerator.gpus(2) }, shm('2Gi')],
    ['two other devices', { accelerator: Accelerator.resource('amd.com/gpu', 2) }, shm('2Gi')],
    ['one GPU', { accelerator: Accelerator.gpus(1) }, undefined],
    ['8 GiB of one GPU', { accelerator: Accelerator.gpuMemory(Size.gibibytes(8)) }, undefined],
    ['no accelerator', { accelerator: undefined }, undefined],
    ['two GPUs and a size', { accelerator: Accelerator.gpus(2), sharedMemory: Size.gibibytes(9) }, shm('9Gi')],
  ])('with %s', (_, props, expected) => {
    expect(pod(props).volumes).toEqual(expected);
    const mounts = expected && [{ name: 'shm', mountPath: '/dev/shm' }];
    expect(container(props).volumeMounts).toEqual(mounts);
  });
});

test('GPU memory is counted in GiB', () => {
  const { resources } = container({ accelerator: Accelerator.gpuMemory(Size.gibibytes(8)) });
  expect(resources).toEqual({
    requests: { cpu: '4', memory: '24Gi', 'aliyun.com/gpu-mem': '8' },
    limits: { cpu: '4', memory: '24Gi', 'aliyun.com/gpu-mem': '8' },
  });
});

describe('the rollout', () => {
  const IN_PLACE = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
  const SURGE = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };

  test.each([
    ['by default, with an accelerator', { accelerator: Accelerator.gpus(1) }, IN_PLACE],
    ['by default, without one', { accelerator: undefined }, SURGE],
    ['in place', { accelerator: undefined, rollout: Rollout.IN_PLACE }, IN_PLACE],
    ['with a surge', { rollout: Rollout.SURGE }, SURGE],
    ['by recreation', { rollout: Rollout.RECREATE }, { type: 'Recreate' }],
  ])('%s', (_, props, expected) => {
    expect(mainObject({ ...props, backend: Backend.deployment() }).spec.strategy).toEqual(expected);
    expect(mainObject({ ...props, backend: Backend.kserve() }).spec.predictor.deploymentStrategy).toEqual(expected);
  });
});

describe('pod security', () => {
  const LOCKED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const SECCOMP = { seccompProfile: { type: 'RuntimeDefault' } };
  const asUser = (uid: number) => ({ ...SECCOMP, runAsNonRoot: true, runAsUser: uid, fsGroup: uid });
  const HOME = [{ name: 'HOME', value: '/home/engine' }];
  const empty = (mountPath: string) => [{ name: 'empty-cache', mountPath }];
  const custom = Engine.custom({ image: 'mine:1.0', port: 80, runAsUser: 1500 });

  test.each([
    ['PRESET runs vLLM as its image does, as root', {}, SECCOMP, LOCKED, undefined, undefined],
    [
      'PRESET runs a NIM as user 1000 with a cache that it can write',
      { engine: NIM, model: inImage },
      asUser(1000),
      LOCKED,
      empty('/opt/nim/.cache'),
      undefined,
    ],
    [
      'PRESET runs a container of one’s own as the user that it names',
      { engine: custom, model: inImage },
      asUser(1500),
      LOCKED,
      undefined,
      undefined,
    ],
    [
      'asUser gives vLLM a home folder',
      { podSecurity: PodSecurity.asUser(2000) },
      asUser(2000),
      LOCKED,
      empty('/home/engine'),
      HOME,
    ],
    ['NONE says nothing', { podSecurity: PodSecurity.NONE }, undefined, undefined, undefined, undefined],
    [
      'NONE says nothing of a NIM either',
      { engine: NIM, model: inImage, podSecurity: PodSecurity.NONE },
      undefined,
      undefined,
      undefined,
      undefined,
    ],
  ])('%s', (_, props, ofPod, ofContainer, mounts, home) => {
    const { securityContext, containers } = pod(props);
    const [{ env, volumeMounts, securityContext: locked }] = containers;
    expect(securityContext).toEqual(ofPod);
    expect(locked).toEqual(ofContainer);
    expect(volumeMounts).toEqual(mounts);
    expect(env?.filter(({ name }: { name: string }) => name === 'HOME') ?? []).toEqual(home ?? []);
  });

  test("a user's own volume takes the place of the engine's cache", () => {
    const volumes = [Volume.claim('nim-cache', { mountPath: '/opt/nim/.cache' })];
    const found = pod({ engine: NIM, model: inImage, volumes });
    expect(found.volumes).toEqual([{ name: 'claim-nim-cache', persistentVolumeClaim: { claimName: 'nim-cache' } }]);
    expect(found.containers[0].volumeMounts).toEqual([{ name: 'claim-nim-cache', mountPath: '/opt/nim/.cache' }]);
  });
});

describe('the startup timeout', () => {
  test.each([
    ['the default', undefined, 60, 900],
    ['10 s', Duration.seconds(10), 1, 600],
    ['a part of 10 s counts as 10 s', Duration.seconds(601), 61, 901],
    ['half an hour', Duration.minutes(30), 180, 2100],
  ])('%s becomes probes and the deadline of the rollout', (_, startupTimeout, failures, deadline) => {
    const deployment = mainObject({ startupTimeout, backend: Backend.deployment() });
    expect(deployment.spec.progressDeadlineSeconds).toBe(deadline);
    const { startupProbe, readinessProbe, livenessProbe } = deployment.spec.template.spec.containers[0];
    expect(startupProbe).toMatchObject({ failureThreshold: failures, periodSeconds: 10 });
    expect([readinessProbe.failureThreshold, livenessProbe.failureThreshold]).toEqual([3, 3]);
    expect(container({ startupTimeout }).startupProbe).toEqual(startupProbe);
  });
});
