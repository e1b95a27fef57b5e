import { problem } from '../../kubernetes/mistake';
import { checkInteger } from '../../kubernetes/numbers';
import { NIM } from '../../metrics/catalogue/nim';
import { compareVersions } from '../../metrics/series';
import type { EngineFacts } from '../engine-facts';
import { checkSecretKey, EnvValue, type SecretKey } from '../values';

/** How a NIM is run. */
export interface NimOptions {
  /** The image, which holds the model's name and the version: `nvcr.io/nim/meta/llama3-8b-instruct:1.0.3`. */
  readonly image: string;
  /** The NGC API key, with which the NIM loads its model. */
  readonly apiKey: SecretKey;
  /** Version of the NIM: decides on the path of the metrics. @default - the image's tag, else the newest known */
  readonly version?: string;
  /** Port of the server. @default 8000 */
  readonly port?: number;
  /** PersistentVolumeClaim that keeps the model, so that a new pod need not load it. @default - lost with the pod */
  readonly cacheClaim?: string;
  /** Profile of the model: its id or name, as `list-model-profiles` shows it. @default - chosen for the GPUs */
  readonly profile?: string;
  /** Name under which clients ask for the model. @default - the NIM's */
  readonly servedModelName?: string;
  /** Tokens that a prompt and its answer may have together. @default - what the model was made for */
  readonly maxModelLen?: number;
}

const CACHE_FOLDER = '/opt/nim/.cache';
/** The first version that serves its metrics below `/v1`. */
const V1_METRICS = '1.1';

/** The preset of NVIDIA NIM: runs as user 1000 and caches the model in a folder that it must be able to write. */
export function nim(options: NimOptions): EngineFacts {
  const { port = NIM.port, cacheClaim } = options;
  const version = options.version ?? /:v?(\d+\.\d+(\.\d+)?)$/.exec(String(options.image))?.[1];
  const isOld = version !== undefined && compareVersions(version, V1_METRICS) < 0;
  return {
    title: NIM.title,
    version,
    port,
    health: { readyPath: '/v1/health/ready', livePath: '/v1/health/live' },
    metrics: { port, path: isOld ? '/metrics' : NIM.path },
    table: NIM,
    nonRoot: { uid: 1000, writableFolder: CACHE_FOLDER },
    volumes: cacheClaim === undefined ? undefined : [{ kind: 'claim', name: cacheClaim, mountPath: CACHE_FOLDER }],
    runs: {
      as: 'container',
      render: () => ({
        image: options.image,
        env: {
          NGC_API_KEY: EnvValue.fromSecret(options.apiKey),
          NIM_CACHE_PATH: EnvValue.of(CACHE_FOLDER),
          ...texts({
            NIM_SERVER_PORT: port === NIM.port ? undefined : port,
            NIM_MODEL_PROFILE: options.profile,
            NIM_SERVED_MODEL_NAME: options.servedModelName,
            NIM_MAX_MODEL_LEN: options.maxModelLen,
          }),
        },
      }),
    },
    check: (model) => [
      ...checkSecretKey('apiKey', options.apiKey),
      ...(options.maxModelLen === undefined ? [] : checkInteger('maxModelLen', options.maxModelLen, 1)),
      ...(model.from === 'image'
        ? []
        : [
            problem('service/model', 'a NIM loads the model of its image', 'leave out model, or choose another engine'),
          ]),
    ],
  };
}

function texts(values: Readonly<Record<string, string | number | undefined>>): Record<string, EnvValue> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, EnvValue.of(String(value))]));
}
