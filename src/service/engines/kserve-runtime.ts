import { fields, type Kind, listOf, TEXT } from '../../kubernetes/kinds';
import { type Mistake, mistake, problem } from '../../kubernetes/mistake';
import type { EngineFacts } from '../engine-facts';
import type { ModelFacts } from '../model';
import { checkPortArgument } from './arguments';
import { modelFolderOfKServe } from './common';

/** Which serving runtime of KServe is asked for. */
export interface KServeRuntimeOptions {
  /** Format of the model, for example `sklearn`. */
  readonly modelFormat: string;
  /** Version of the format. @default - any */
  readonly modelFormatVersion?: string;
  /** Name of the ServingRuntime. @default - the one that KServe selects for the format */
  readonly runtime?: string;
  /** Inference protocol, `v1` or `v2`. @default - the runtime's */
  readonly protocolVersion?: string;
  /** Port that the runtime serves. @default 8080 */
  readonly port?: number;
  /** Further arguments, one per item. @default - none */
  readonly args?: readonly string[];
  /** Path of the runtime's metrics, for metrics of one's own. @default - it is not scraped */
  readonly metricsPath?: string;
}

const PROTOCOL: Kind = (prop, value) =>
  value === 'v1' || value === 'v2'
    ? []
    : [mistake('value/type', prop, value, "must be 'v1' or 'v2'", 'use one of them')];

const KINDS = fields<KServeRuntimeOptions>(
  { modelFormat: TEXT, modelFormatVersion: TEXT, runtime: TEXT, protocolVersion: PROTOCOL, args: listOf() },
  'modelFormat',
);

/** Any serving runtime of KServe: image and probes are the runtime's. */
export function kserveRuntime(options: KServeRuntimeOptions): EngineFacts {
  const port = options.port ?? 8080;
  return {
    title: `KServe's runtime for ${typeof options.modelFormat === 'string' ? options.modelFormat : 'a model format'}`,
    port,
    health: {},
    metrics: options.metricsPath === undefined ? undefined : { port, path: options.metricsPath },
    runs: {
      as: 'runtime',
      render: () => ({
        modelFormat: options.modelFormat,
        modelFormatVersion: options.modelFormatVersion,
        runtime: options.runtime,
        protocolVersion: options.protocolVersion,
        args: options.args,
      }),
    },
    check: (model) => [...KINDS('engine', options), ...checkModel(model), ...checkPortArgument(options.args, port)],
  };
}

function checkModel(model: ModelFacts): Mistake[] {
  return model.from === 'hub' || model.from === 'image'
    ? [
        problem(
          'service/model',
          "KServe's runtimes load the model from a storage",
          "give Model.storage('s3://…') or Model.claim(…)",
        ),
      ]
    : modelFolderOfKServe(model);
}
