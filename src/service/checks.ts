import { TEXT } from '../kubernetes/kinds';
import { type Mistake, mistake, problem, show, warning } from '../kubernetes/mistake';
import { checkObjectName } from '../kubernetes/names';
import { checkInteger, checkSeconds } from '../kubernetes/numbers';
import { fitsMilli, kibibytesOf } from '../kubernetes/quantity';
import { Accelerator, checkAccelerator } from './accelerator';
import type { EngineFacts } from './engine-facts';
import type { ModelFacts } from './model';
import { checkSecurity, PodSecurity } from './pod-security';
import type { LlmInferenceServiceProps } from './props';
import { checkEnvValue, checkSecretKey, EnvValue } from './values';
import { checkSize } from './volumes';

const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SECRET_NAME = /(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|CREDENTIAL)/i;

/** The rules that one service can be judged by, whatever runs it. */
export function checkServiceProps(props: LlmInferenceServiceProps, engine: EngineFacts, model: ModelFacts): Mistake[] {
  return [
    ...checkResources(props),
    ...checkEnvironment(props.env),
    ...checkPorts(engine),
    ...checkVersion(engine),
    ...checkImage(engine, model),
    ...checkModel(model),
    ...engine.check(model, { cards: cardsOf(props) }),
    ...checkSecurity(props.podSecurity ?? PodSecurity.PRESET),
    ...(props.replicas === undefined ? [] : checkInteger('replicas', props.replicas, 0)),
    ...checkSeconds('startupTimeout', props.startupTimeout, 10),
    ...checkSeconds('terminationGracePeriod', props.terminationGracePeriod, 0),
    ...(props.imagePullSecrets ?? []).flatMap((name) => checkObjectName('imagePullSecrets', name)),
  ];
}

/** Whole GPUs of a pod, where there are any and the number is one. */
function cardsOf({ accelerator }: LlmInferenceServiceProps): number | undefined {
  const cards = accelerator && Accelerator._facts(accelerator).cards;
  return cards !== undefined && checkInteger('accelerator', cards, 1).length === 0 ? cards : undefined;
}

/** Keys that the library or KServe sets are not the user's to set. */
export function checkOwnedKeys(
  { podLabels, metadata }: LlmInferenceServiceProps,
  podSelector: Readonly<Record<string, string>>,
  ownAnnotations: Readonly<Record<string, string>>,
): Mistake[] {
  const taken = (own: object, given: object | undefined) =>
    Object.keys(own).filter((key) => given !== undefined && key in given);
  return [
    ...taken(podSelector, podLabels).map((key) =>
      problem('label/owned', `the pod label '${key}' is what selects the pods and cannot be set`, 'use another label'),
    ),
    ...taken(ownAnnotations, metadata?.annotations).map((key) =>
      problem(
        'label/owned',
        `the annotation '${key}' follows from the cluster profile, replicas and scaling`,
        'leave it out and set those',
      ),
    ),
  ];
}

/** Who decides on the number of replicas must be able to, and alone. */
export function checkScaling(
  { scaling, replicas }: LlmInferenceServiceProps,
  isKServe: boolean,
  isScaled: boolean,
): Mistake[] {
  const found: Mistake[] = [];
  if (scaling && !isKServe)
    found.push(
      problem(
        'service/scaling',
        "'scaling' is done by KServe, and this is a plain Deployment",
        'use a GpuHpa or a KedaLlmScaler',
      ),
    );
  if (replicas !== undefined && isScaled)
    found.push(
      problem('service/replicas', `'replicas' (${replicas}) would overwrite what the scaler decides`, 'leave it out'),
    );
  return found;
}

function checkResources(props: LlmInferenceServiceProps): Mistake[] {
  const { cpu, cpuLimit, memory, memoryLimit, sharedMemory, accelerator } = props;
  const found = [...checkCpu('cpu', cpu), ...(cpuLimit === undefined ? [] : checkCpu('cpuLimit', cpuLimit))];
  if (found.length === 0 && cpuLimit !== undefined && cpuLimit < cpu)
    found.push(mistake('service/resources', 'cpuLimit', cpuLimit, `must be at least 'cpu' (${cpu})`, 'raise it'));
  for (const [prop, size] of Object.entries({ memory, memoryLimit, sharedMemory }))
    if (size !== undefined) found.push(...checkSize(prop, size));
  if (memoryLimit !== undefined && kibibytesOf(memoryLimit) < kibibytesOf(memory))
    found.push(
      mistake(
        'service/resources',
        'memoryLimit',
        memoryLimit.asString(),
        `must be at least 'memory' (${memory.asString()})`,
        'raise it',
      ),
    );
  return [...found, ...(accelerator ? checkAccelerator('accelerator', Accelerator._facts(accelerator)) : [])];
}

function checkCpu(prop: string, cores: unknown): Mistake[] {
  if (typeof cores === 'number' && fitsMilli(cores) && cores > 0) return [];
  return [
    mistake('service/resources', prop, cores, 'must be a number of cores, more than 0, in steps of 0.001', 'give one'),
  ];
}

function checkEnvironment(env: LlmInferenceServiceProps['env']): Mistake[] {
  return Object.entries(env ?? {}).flatMap(([name, value]) => {
    if (!ENV_NAME.test(name))
      return [mistake('service/environment', 'env', name, "must be a name of letters, digits and '_'", 'rename it')];
    if (!(value instanceof EnvValue))
      return [
        mistake(
          'service/environment',
          `env.${name}`,
          value,
          'must be an EnvValue',
          'write EnvValue.of(…) or EnvValue.fromSecret(…)',
        ),
      ];
    if (EnvValue._source(value).from === 'text' && SECRET_NAME.test(name))
      return [
        problem(
          'service/environment',
          `'env.${name}' looks like a secret and has its value in the manifest`,
          "reference a Secret: EnvValue.fromSecret(SecretKey.of('name', 'key'))",
        ),
      ];
    return checkEnvValue(`env.${name}`, value);
  });
}

function checkPorts({ port, metrics }: EngineFacts): Mistake[] {
  return [
    ...checkInteger('port', port, 1, 65535),
    ...(metrics === undefined ? [] : checkInteger('metricsPort', metrics.port, 1, 65535)),
    ...(metrics === undefined || (typeof metrics.path === 'string' && metrics.path.startsWith('/'))
      ? []
      : [mistake('service/ports', 'metricsPath', metrics.path, "must begin with '/'", 'write it as an absolute path')]),
  ];
}

/** The version becomes the tag of the preset's image and decides on the names of the metrics. */
function checkVersion({ version }: EngineFacts): Mistake[] {
  if (version === undefined || (typeof version === 'string' && /^\d+(\.\w+)*$/.test(version))) return [];
  return [mistake('service/engine', 'version', version, "must be a version like '0.11.0'", 'write it so')];
}

/** A container without image cannot run; one without a fixed tag is another one tomorrow. */
function checkImage(engine: EngineFacts, model: ModelFacts): Mistake[] {
  if (engine.runs.as !== 'container') return [];
  const { image } = engine.runs.render({ serviceName: '', model });
  if (typeof image !== 'string' || !/^(?!.*\/\/)\w[\w.\-/:@]*$/.test(image))
    return [
      mistake(
        'service/engine',
        'image',
        image,
        'must be the name of a container image',
        'write it as registry/name:tag',
      ),
    ];
  if (/@sha256:|:(?!latest$)[\w.-]+$/.test(image)) return [];
  return [warning('service/image-tag', `the image ${show(image)} has no fixed tag`, 'pin a tag or a digest')];
}

function checkModel(model: ModelFacts): Mistake[] {
  if (model.from === 'storage') return TEXT('model', model.uri);
  if (model.from !== 'hub') return [];
  const found = model.token === undefined ? [] : checkSecretKey('model.token', model.token);
  if (typeof model.id !== 'string' || !/^[\w.-]+(\/[\w.-]+)?$/.test(model.id))
    found.push(
      mistake(
        'service/model',
        'model',
        model.id,
        'must be the id of a model on the hub',
        "write it like 'Qwen/Qwen2.5-7B'",
      ),
    );
  return found;
}
