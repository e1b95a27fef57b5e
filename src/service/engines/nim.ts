import { problem } from '../../kubernetes/mistake';
import { NIM } from '../../metrics/catalogue/nim';
import { compareVersions } from '../../metrics/series';
import type { EngineFacts } from '../engine-facts';
import { EnvValue, type SecretKey } from '../values';

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
}

const CACHE_FOLDER = '/opt/nim/.cache';
/** The first version that serves its metrics below `/v1`. */
const V1_METRICS = '1.1';

/** The preset of NVIDIA NIM: runs as user 1000 and caches the model in a folder that it must be able to write. */
export function nim(options: NimOptions): EngineFacts {
  const port = options.port ?? NIM.port;
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
    runs: {
      as: 'container',
      render: () => ({
        image: options.image,
        env: {
          NGC_API_KEY: EnvValue.fromSecret(options.apiKey),
          NIM_CACHE_PATH: EnvValue.of(CACHE_FOLDER),
          ...(port === NIM.port ? {} : { NIM_SERVER_PORT: EnvValue.of(String(port)) }),
        },
      }),
    },
    check: (model) =>
      model.from === 'image'
        ? []
        : [problem('service/model', 'a NIM loads the model of its image', 'leave out model, or choose another engine')],
  };
}
