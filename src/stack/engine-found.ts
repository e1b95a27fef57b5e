import type { EngineConcept } from '../metrics/catalogue/concepts';
import { HUGGING_FACE_SERVER } from '../metrics/catalogue/huggingface-server';
import { NIM } from '../metrics/catalogue/nim';
import { SGLANG } from '../metrics/catalogue/sglang';
import { TGI } from '../metrics/catalogue/tgi';
import { TRITON } from '../metrics/catalogue/triton';
import { TRTLLM_SERVE } from '../metrics/catalogue/trtllm-serve';
import { VLLM } from '../metrics/catalogue/vllm';
import { compareVersions, type SeriesTable } from '../metrics/series';
import { fieldsOf, listOf, textOf, wordOf } from './fields';
import type { Manifest } from './manifest';
import type { ContainerNode, EngineFound } from './parts';
import { placeOf } from './place';

type Table = SeriesTable<EngineConcept>;

/** How an engine is told by its image, and by what is called in it. */
interface Signs {
  readonly table: Table;
  /** Matches the repository of its images. */
  readonly image: RegExp;
  /** Matches a word of its command line. */
  readonly word?: RegExp;
  /** The version of the engine that a tag stands for. @default - the tag is the version */
  readonly version?: (tag: string) => string | undefined;
}

const SIGNS: readonly Signs[] = [
  { table: SGLANG, image: /(^|\/)sglang$/, word: /^sglang(\.launch_server)?$/ },
  { table: NIM, image: /^nvcr\.io\/nim\// },
  {
    table: HUGGING_FACE_SERVER,
    image: /(^|\/)huggingfaceserver$/,
    word: /^huggingfaceserver$/,
    version: () => undefined,
  },
  { table: TGI, image: /(^|\/)text-generation-inference$/, word: /^text-generation-launcher$/ },
  { table: TRITON, image: /(^|\/)tritonserver$/, word: /^(.*\/)?tritonserver$/, version: tritonVersion },
  { table: TRTLLM_SERVE, image: /^nvcr\.io\/nvidia\/tensorrt-llm\//, word: /^trtllm-serve$/ },
  // Last, since the word vllm stands in the command lines of others as well.
  {
    table: VLLM,
    image: /(^|\/)vllm(-openai)?(-cpu|-gpu|-rocm|-xpu)?(-release-repo)?$/,
    word: /^(vllm|vllm\.entrypoints\.openai\.api_server)$/,
    version: vllmVersion,
  },
];

/** The engines of KServe's built-in runtimes, by the format of the model. */
const FORMATS: Readonly<Record<string, Table>> = { huggingface: HUGGING_FACE_SERVER, vLLM: VLLM, triton: TRITON };
/** The port that KServe tells its own runtimes to serve. */
const KSERVE_PORT = 8080;

/** Recognizes the engine of a pod by its containers; the first that is one counts. */
export function findEngine(manifest: Manifest, containers: readonly ContainerNode[]): EngineFound | undefined {
  for (const container of containers) {
    const found = byImage(manifest, container) ?? byWords(manifest, container);
    if (found) return found;
  }
  return undefined;
}

/** Recognizes the engine that a runtime of KServe brings for a format. */
export function engineOfFormat(manifest: Manifest, container: ContainerNode, format: string): EngineFound | undefined {
  const table = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (!table) return undefined;
  const place = placeOf(manifest, [...container.path, 'modelFormat', 'name']);
  const port = table === TRITON ? TRITON.port : (portArgument(container, table) ?? KSERVE_PORT);
  return { table, place, container, metricsPort: port, metricsPath: table.path };
}

function byImage(manifest: Manifest, container: ContainerNode): EngineFound | undefined {
  if (container.image === undefined) return undefined;
  const { repository, tag } = splitImage(container.image);
  const signs = SIGNS.find(({ image }) => image.test(repository));
  if (!signs) return undefined;
  const version = tag === undefined ? undefined : (signs.version ?? versionOf)(tag);
  // Others build on an engine and count their own versions.
  const isOfficial = !/^(lmcache|.*\/lmcache)\//.test(repository);
  return found(manifest, container, signs.table, [...container.path, 'image'], isOfficial ? version : undefined);
}

function byWords(manifest: Manifest, container: ContainerNode): EngineFound | undefined {
  const signs = SIGNS.find(({ word }) => word && container.words.some((each) => word.test(each)));
  const field = listOf(container.fields.command).length > 0 ? 'command' : 'args';
  return signs && found(manifest, container, signs.table, [...container.path, field], undefined);
}

function found(
  manifest: Manifest,
  container: ContainerNode,
  table: Table,
  path: readonly (string | number)[],
  version: string | undefined,
): EngineFound {
  const isOldNim = table === NIM && version !== undefined && compareVersions(version, '1.1') < 0;
  return {
    table,
    version,
    place: placeOf(manifest, path),
    container,
    metricsPort: portArgument(container, table) ?? (table === HUGGING_FACE_SERVER ? KSERVE_PORT : table.port),
    metricsPath: isOldNim ? '/metrics' : table.path,
  };
}

const PORT_FLAGS = /^--?(?:port|http[_-]port|p)(?:=(\d+))?$/;
const METRICS_PORT_FLAGS = /^--metrics-port(?:=(\d+))?$/;
const PORT_VARIABLES: readonly string[] = ['NIM_SERVER_PORT', 'PORT'];

/** The port that the command line or the environment asks for. */
function portArgument({ words, fields }: ContainerNode, table: Table): number | undefined {
  const flags = table === TRITON ? METRICS_PORT_FLAGS : PORT_FLAGS;
  for (const [index, word] of words.entries()) {
    const match = flags.exec(word);
    const value = match && (match[1] ?? words[index + 1]);
    if (value && /^\d{1,5}$/.test(value)) return Number(value);
  }
  if (table !== NIM && table !== TGI) return undefined;
  const variable = listOf(fields.env)
    .map(fieldsOf)
    .find(({ name }) => PORT_VARIABLES.includes(textOf(name) ?? ''));
  const number = Number(wordOf(variable?.value));
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** The repository and the tag of an image; a digest says nothing of the version. */
export function splitImage(image: string): { readonly repository: string; readonly tag?: string } {
  const [named] = image.split('@');
  const colon = named.lastIndexOf(':');
  if (colon <= named.lastIndexOf('/')) return { repository: named };
  return { repository: named.slice(0, colon), tag: named.slice(colon + 1) };
}

function versionOf(tag: string): string | undefined {
  return /^v?(\d+\.\d+(?:\.\d+)?)/.exec(tag)?.[1];
}

/** vLLM is still in its zeroth version; another one is that of somebody's distribution. */
function vllmVersion(tag: string): string | undefined {
  const version = versionOf(tag);
  return version?.startsWith('0.') ? version : undefined;
}

/** Triton's images are called by year and month: 23.09 is 2.38, and every month is one more. */
function tritonVersion(tag: string): string | undefined {
  const match = /^(\d{2})\.(\d{2})/.exec(tag);
  if (!match) return undefined;
  const minor = 38 + (Number(match[1]) - 23) * 12 + (Number(match[2]) - 9);
  return minor > 0 ? `2.${minor}` : undefined;
}
