import type { Mistake } from '../kubernetes/mistake';
import type { EngineConcept } from '../metrics/catalogue/concepts';
import type { SeriesTable } from '../metrics/series';
import type { ModelFacts } from './model';
import type { EnvValue, Volume } from './values';

/** What an engine adds to the container that runs it. */
export interface EngineContainer {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, EnvValue>>;
  readonly volumes?: readonly Volume[];
}

/** What an engine asks of a serving runtime of KServe instead of running a container of its own. */
export interface EngineRuntime {
  readonly modelFormat: string;
  readonly modelFormatVersion?: string;
  readonly runtime?: string;
  readonly protocolVersion?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, EnvValue>>;
}

/** How the engine is asked whether it lives; without a path its port is tried. */
export interface EngineHealth {
  readonly readyPath?: string;
  readonly livePath?: string;
}

/** The service that an engine runs in. */
export interface EngineContext {
  readonly serviceName: string;
  readonly model: ModelFacts;
  /** Path of the model in the container; nothing when the engine loads it by its id. */
  readonly modelPath?: string;
}

/** What an engine is, as data: everything a backend needs to render it. */
export interface EngineFacts {
  readonly title: string;
  readonly version?: string;
  /** Port that serves inference. */
  readonly port: number;
  readonly health: EngineHealth;
  /** Where its metrics are served; nothing when it has none. */
  readonly metrics?: { readonly port: number; readonly path: string };
  /** Its series, where they are known. */
  readonly table?: SeriesTable<EngineConcept>;
  /** User id that its image can run as, and the folder it then has to be able to write. */
  readonly nonRoot?: { readonly uid: number; readonly writableFolder?: string };
  readonly runs:
    | { readonly as: 'container'; readonly render: (context: EngineContext) => EngineContainer }
    | { readonly as: 'runtime'; readonly render: (context: EngineContext) => EngineRuntime };
  readonly check: (model: ModelFacts) => readonly Mistake[];
}
