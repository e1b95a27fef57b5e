import { Duration, Size } from 'cdk8s';
import {
  Accelerator,
  Backend,
  Engine,
  EnvValue,
  type LlmInferenceServiceProps,
  Model,
  PodSecurity,
  SecretKey,
  Volume,
} from '../../src';

/** What is wrong, the props, and the messages of the refusal. */
export type Row = [wrong: string, props: Partial<LlmInferenceServiceProps>, ...messages: string[]];

/** An engine of the user's. */
export const custom = (options: object) => ({
  engine: Engine.custom({ image: 'mine:1.0', port: 80, ...options }),
  model: Model.inImage(),
});
const volume = (name: string, mountPath: string) => ({ volumes: [Volume.claim(name, { mountPath })] });
export const cores = (prop: string, shown: string) =>
  `'${prop}' (${shown}) must be a number of cores, more than 0, in steps of 0.001; give one (service/resources)`;
export const whole = (prop: string, shown: string, range: string) =>
  `'${prop}' (${shown}) must be a whole number ${range}; give such a number (value/number)`;
const amount = (prop: string, shown: string) =>
  `'${prop}' (${shown}) must be more than 0; give an amount (service/resources)`;
const path = (shown: string) =>
  `'mountPath' (${shown}) must be an absolute path below '/' without '..' or ':'; correct it (service/volumes)`;
const image = (shown: string) =>
  `'image' (${shown}) must be the name of a container image; write it as registry/name:tag (service/engine)`;

export const RESOURCES: readonly Row[] = [
  ['no CPU', { cpu: 0 }, cores('cpu', '0')],
  ['a negative CPU', { cpu: -1 }, cores('cpu', '-1')],
  ['a CPU of a ten-thousandth', { cpu: 0.0001 }, cores('cpu', '0.0001')],
  ['a CPU that is NaN', { cpu: Number.NaN }, cores('cpu', 'NaN')],
  ['an endless CPU', { cpu: Number.POSITIVE_INFINITY }, cores('cpu', 'Infinity')],
  ['a CPU that is text', { cpu: '4' as unknown as number }, cores('cpu', '"4"')],
  ['a CPU limit of nothing', { cpuLimit: 0 }, cores('cpuLimit', '0')],
  [
    'a CPU limit below the request',
    { cpu: 4, cpuLimit: 3 },
    "'cpuLimit' (3) must be at least 'cpu' (4); raise it (service/resources)",
  ],
  ['no memory', { memory: Size.gibibytes(0) }, amount('memory', '"0Gi"')],
  ['memory that is NaN', { memory: Size.gibibytes(Number.NaN) }, amount('memory', '"NaNGi"')],
  [
    'endless memory',
    { memory: Size.gibibytes(Number.POSITIVE_INFINITY) },
    '\'memory\' ("InfinityGi") must be finite; give an amount (service/resources)',
  ],
  ['less than 1 KiB of memory', { memory: Size.kibibytes(0.25) }, amount('memory', '"0.25Ki"')],
  [
    'a memory limit below the request',
    { memory: Size.gibibytes(24), memoryLimit: Size.mebibytes(512) },
    "'memoryLimit' (\"512Mi\") must be at least 'memory' (24Gi); raise it (service/resources)",
  ],
  ['a memory limit of NaN', { memoryLimit: Size.gibibytes(Number.NaN) }, amount('memoryLimit', '"NaNGi"')],
  ['shared memory of NaN', { sharedMemory: Size.gibibytes(Number.NaN) }, amount('sharedMemory', '"NaNGi"')],
  ['half a GPU', { accelerator: Accelerator.gpus(0.5) }, whole('accelerator', '0.5', 'of at least 1')],
  ['no GPU', { accelerator: Accelerator.gpus(0) }, whole('accelerator', '0', 'of at least 1')],
  ['GPUs that are NaN', { accelerator: Accelerator.gpus(Number.NaN) }, whole('accelerator', 'NaN', 'of at least 1')],
  [
    'GPU memory in halves of a GiB',
    { accelerator: Accelerator.gpuMemory(Size.mebibytes(1536)) },
    whole('accelerator', '1.5', 'of at least 1'),
  ],
  [
    'GPU memory of NaN',
    { accelerator: Accelerator.gpuMemory(Size.gibibytes(Number.NaN)) },
    whole('accelerator', 'NaN', 'of at least 1'),
  ],
  [
    'a device without a domain',
    { accelerator: Accelerator.resource('gpu', 1) },
    "'accelerator' (\"gpu\") must be the name of an extended resource; write it like 'amd.com/gpu' (service/resources)",
  ],
  ['replicas below 0', { replicas: -1 }, whole('replicas', '-1', 'of at least 0')],
  ['replicas that are NaN', { replicas: Number.NaN }, whole('replicas', 'NaN', 'of at least 0')],
  [
    'replicas beyond 32 bits',
    { replicas: 2 ** 31 },
    whole('replicas', '2147483648', 'of at least 0 (at most 2147483647)'),
  ],
  [
    'a startup timeout below a probe',
    { startupTimeout: Duration.seconds(9) },
    '\'startupTimeout\' ("9 s") must be a whole number of seconds of at least 10 s; round it (value/seconds)',
  ],
  [
    'a grace period of one and a half seconds',
    { terminationGracePeriod: Duration.millis(1500) },
    '\'terminationGracePeriod\' ("1.5 s") must be a whole number of seconds of at least 0 s; round it (value/seconds)',
  ],
  [
    'durations that are NaN',
    { startupTimeout: Duration.seconds(Number.NaN), terminationGracePeriod: Duration.minutes(Number.NaN) },
    '\'startupTimeout\' ("NaN s") must be a whole number of seconds of at least 10 s; round it (value/seconds)',
    '\'terminationGracePeriod\' ("NaN s") must be a whole number of seconds of at least 0 s; round it (value/seconds)',
  ],
  ...[0, -1, 1.5, Number.NaN, 2 ** 31].map(
    (uid): Row => [
      `the user id ${uid}`,
      { podSecurity: PodSecurity.asUser(uid) },
      `'podSecurity' (${uid}) must be a user id greater than 0; give the id that the image knows (service/resources)`,
    ],
  ),
];

export const ENGINES: readonly Row[] = [
  ['port 0', custom({ port: 0 }), whole('port', '0', 'between 1 and 65535')],
  ['port 65536', custom({ port: 65536 }), whole('port', '65536', 'between 1 and 65535')],
  ['a port that is NaN', custom({ port: Number.NaN }), whole('port', 'NaN', 'between 1 and 65535')],
  [
    'a port of the metrics that is half',
    custom({ metricsPath: '/metrics', metricsPort: 80.5 }),
    whole('metricsPort', '80.5', 'between 1 and 65535'),
  ],
  [
    'a relative path of the metrics',
    custom({ metricsPath: 'metrics' }),
    "'metricsPath' (\"metrics\") must begin with '/'; write it as an absolute path (service/ports)",
  ],
  ['no image', custom({ image: '' }), image('""')],
  ['an image with a blank', custom({ image: 'my image:1.0' }), image('"my image:1.0"')],
  ['an image that is a shell word', custom({ image: '$(whoami):1.0' }), image('"$(whoami):1.0"')],
  ['an image that is a URL', custom({ image: 'https://a/b:1.0' }), image('"https://a/b:1.0"')],
  ['an image that is NaN', custom({ image: Number.NaN }), image('NaN')],
  [
    'a version with a v',
    { engine: Engine.vllm({ version: 'v0.11.0' }) },
    "'version' (\"v0.11.0\") must be a version like '0.11.0'; write it so (service/engine)",
  ],
  [
    'a version that is a number',
    { engine: Engine.sglang({ version: 0.5 as unknown as string }) },
    "'version' (0.5) must be a version like '0.11.0'; write it so (service/engine)",
  ],
  [
    'a model that is a URL',
    { model: Model.huggingFace('https://huggingface.co/a/b') },
    "'model' (\"https://huggingface.co/a/b\") must be the id of a model on the hub; write it like 'Qwen/Qwen2.5-7B' (service/model)",
  ],
  [
    'a model without an id',
    { model: Model.huggingFace('') },
    "'model' (\"\") must be the id of a model on the hub; write it like 'Qwen/Qwen2.5-7B' (service/model)",
  ],
  [
    'a model that is NaN',
    { model: Model.huggingFace(Number.NaN as unknown as string) },
    "'model' (NaN) must be the id of a model on the hub; write it like 'Qwen/Qwen2.5-7B' (service/model)",
  ],
  [
    'no model',
    { model: undefined },
    'vLLM needs a model; give one: Model.huggingFace(…), Model.claim(…) or Model.storage(…) (service/model)',
  ],
  [
    'a model from a storage on a Deployment',
    { backend: Backend.deployment(), model: Model.storage('s3://a/b') },
    'a model from a storage is fetched by KServe, and this is a plain Deployment; use Backend.kserve(), Model.claim(…) or Model.huggingFace(…) (service/model)',
  ],
];

export const ENVIRONMENT: readonly Row[] = [
  ...['1A', 'A-B', 'A B', 'A=B', ''].map(
    (name): Row => [
      `a variable called '${name}'`,
      { env: { [name]: EnvValue.of('x') } },
      `'env' ("${name}") must be a name of letters, digits and '_'; rename it (service/environment)`,
    ],
  ),
  [
    'a bare text',
    { env: { LEVEL: 'debug' as unknown as EnvValue } },
    '\'env.LEVEL\' ("debug") must be an EnvValue; write EnvValue.of(…) or EnvValue.fromSecret(…) (service/environment)',
  ],
  ...['HF_TOKEN', 'my_password', 'OPENAI_API_KEY', 'APIKEY', 'AWS_ACCESS_KEY_ID', 'CLIENT_SECRET', 'credentials'].map(
    (name): Row => [
      `${name} as text`,
      { env: { [name]: EnvValue.of('x') } },
      `'env.${name}' looks like a secret and has its value in the manifest; reference a Secret: EnvValue.fromSecret(SecretKey.of('name', 'key')) (service/environment)`,
    ],
  ),
];

export const VOLUMES: readonly Row[] = [
  ['a relative path', volume('data', 'models'), path('"models"')],
  ['the root', volume('data', '/'), path('"/"')],
  ['a path upwards', volume('data', '/models/../etc'), path('"/models/../etc"')],
  ['a path with a colon', volume('data', '/a:b'), path('"/a:b"')],
  ['no path', volume('data', undefined as unknown as string), path('undefined')],
  [
    'a claim with capitals',
    volume('Data', '/data'),
    '\'volumes\' ("Data") must be the name of an object; correct it (service/volumes)',
  ],
  [
    'a claim that is NaN',
    volume(Number.NaN as unknown as string, '/data'),
    "'volumes' (NaN) must be the name of an object; correct it (service/volumes)",
  ],
  [
    'one path twice',
    { volumes: [Volume.claim('a', { mountPath: '/data' }), Volume.secret('b', { mountPath: '/data' })] },
    '\'mountPath\' ("/data") must be mounted once; mount one of them elsewhere (service/volumes)',
  ],
  [
    'the path of the model',
    { model: Model.claim('models'), ...volume('data', '/mnt/models') },
    '\'mountPath\' ("/mnt/models") must be mounted once; mount one of them elsewhere (service/volumes)',
  ],
  [
    'the path of shared memory',
    { accelerator: Accelerator.gpus(2), ...volume('data', '/dev/shm') },
    '\'mountPath\' ("/dev/shm") must be mounted once; mount one of them elsewhere (service/volumes)',
  ],
  [
    'a limit of NaN',
    { volumes: [Volume.empty('a', { mountPath: '/a', sizeLimit: Size.gibibytes(Number.NaN) })] },
    amount('sizeLimit', '"NaNGi"'),
  ],
  [
    'two volumes that would be called the same',
    { volumes: [Volume.claim('a.b', { mountPath: '/a' }), Volume.claim('a-b', { mountPath: '/b' })] },
    '\'volumes\' ("a-b") must not name two different volumes; rename one (service/volumes)',
  ],
  [
    "a volume that is called like a NIM's own",
    {
      engine: Engine.nim({ image: 'nim:1.1.0', apiKey: SecretKey.of('ngc', 'entry') }),
      model: Model.inImage(),
      volumes: [Volume.empty('cache', { mountPath: '/a', sizeLimit: Size.gibibytes(1) })],
    },
    '\'volumes\' ("cache") must not name two different volumes; rename one (service/volumes)',
  ],
];
