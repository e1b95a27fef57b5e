import type { Mistake } from '../kubernetes/mistake';
import type { EngineConcept } from '../metrics/catalogue/concepts';
import type { SeriesTable } from '../metrics/series';
import type { ModelFacts } from './model';
import type { EnvValue, VolumeFacts } from './values';

/** What an engine adds to the container that runs it. */
export interface EngineContainer {
  /** The image. */
  readonly image: string;
  /** The command. @default - the image's */
  readonly command?: readonly string[];
  /** The arguments. @default - the image's */
  readonly args?: readonly string[];
  /** Environment variables. @default - none */
  readonly env?: Readonly<Record<string, EnvValue>>;
}

/** What an engine asks of a serving runtime of KServe instead of running a container of its own. */
export interface EngineRuntime {
  /** Format of the model. */
  readonly modelFormat: string;
  /** Version of the format. @default - any */
  readonly modelFormatVersion?: string;
  /** Name of the runtime. @default - KServe selects it */
  readonly runtime?: string;
  /** Inference protocol. @default - the runtime's */
  readonly protocolVersion?: string;
  /** Arguments. @default - the runtime's */
  readonly args?: readonly string[];
  /** Environment variables. @default - none */
  readonly env?: Readonly<Record<string, EnvValue>>;
}

/** How the engine is asked whether it lives; without a path its port is tried. */
export interface EngineHealth {
  /** Path that answers when it can serve. @default - the port is tried */
  readonly readyPath?: string;
  /** Path that answers while it lives. @default - it is not asked */
  readonly livePath?: string;
}

/** The service that an engine runs in. */
export interface EngineContext {
  /** Name of the service. */
  readonly serviceName: string;
  /** Where the model comes from. */
  readonly model: ModelFacts;
  /** Path of the model in the container. @default - the engine loads it by its id */
  readonly modelPath?: string;
}

/** What an engine has to fit. */
export interface PodFacts {
  /** Whole GPUs of a pod. @default - it has none */
  readonly cards?: number;
}

/** What an engine is, as data: everything a backend needs to render it. */
export interface EngineFacts {
  /** What messages call it. */
  readonly title: string;
  /** Its version. @default - not known */
  readonly version?: string;
  /** Port that serves inference. */
  readonly port: number;
  /** How it is asked whether it lives. */
  readonly health: EngineHealth;
  /** Where its metrics are served. @default - it has none */
  readonly metrics?: { readonly port: number; readonly path: string };
  /** Its series. @default - not known */
  readonly table?: SeriesTable<EngineConcept>;
  /** User id that its image can run as, and the folder it then has to be able to write. @default - not known */
  readonly nonRoot?: { readonly uid: number; readonly writableFolder?: string };
  /** Volumes that it needs. @default - none */
  readonly volumes?: readonly VolumeFacts[];
  /** What is rendered: a container, or a request for a runtime. */
  readonly runs:
    | { readonly as: 'container'; readonly render: (context: EngineContext) => EngineContainer }
    | { readonly as: 'runtime'; readonly render: (context: EngineContext) => EngineRuntime };
  /** What is wrong with a model for it, or with its options for the GPUs of a pod. */
  readonly check: (model: ModelFacts, pod: PodFacts) => readonly Mistake[];
}
