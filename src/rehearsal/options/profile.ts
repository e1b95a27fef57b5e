import { type Fields, isFields } from '../../stack/fields';
import { parseYaml } from '../../stack/yaml-text';
import { Unreadable } from '../reader';
import { didYouMean } from './nearest';
import type { RehearseOptions } from './rehearse-options';

/** What manifests do not say, as the library takes it. */
export type RehearsalProfile = Pick<
  RehearseOptions,
  'replica' | 'coldStart' | 'clients' | 'signals' | 'pools' | 'kubernetesVersion' | 'kedaVersion' | 'cluster'
>;

/** What a field takes: whether a value is right, and what it must be. */
interface FieldForm {
  readonly must: string;
  readonly isRight: (value: unknown) => boolean;
}

const number = (least: number, most = Number.POSITIVE_INFINITY): FieldForm => ({
  must: most === Number.POSITIVE_INFINITY ? `a number of at least ${least}` : `a number from ${least} to ${most}`,
  isRight: (value) => typeof value === 'number' && value >= least && value <= most,
});
const whole = (least: number): FieldForm => ({
  must: `a whole number of at least ${least}`,
  isRight: (value) => Number.isSafeInteger(value) && (value as number) >= least,
});
const text: FieldForm = { must: 'a text', isRight: (value) => typeof value === 'string' && value !== '' };
const oneOf = (...options: readonly string[]): FieldForm => ({
  must: `one of ${options.join(', ')}`,
  isRight: (value) => options.includes(String(value)),
});
const labels: FieldForm = {
  must: 'labels: texts by their names',
  isRight: (value) => isFields(value) && Object.values(value).every((each) => typeof each === 'string'),
};
const delay: FieldForm = {
  must: 'seconds: a number, or { p50, p90 }',
  isRight: (value) =>
    number(0).isRight(value) ||
    (isFields(value) &&
      Number(value.p50) > 0 &&
      Number(value.p90) >= Number(value.p50) &&
      Object.keys(value).length === 2),
};

const SECTIONS = {
  replica: {
    model: text,
    gpu: text,
    tensorParallelism: whole(1),
    precision: oneOf('fp32', 'fp16', 'fp8', 'int8', 'int4'),
    kvPrecision: oneOf('fp16', 'fp8'),
    memoryUtilization: number(0.01, 1),
    maxRequests: whole(1),
    maxBatchedTokens: whole(1),
    maxModelTokens: whole(1),
    cpuSecondsPerRequest: number(0.000_001),
  },
  coldStart: { imageSeconds: delay, cachedImageSeconds: delay, loadSeconds: delay, warmUpSeconds: delay },
  clients: {
    balancing: oneOf('random', 'roundRobin', 'leastOutstanding', 'perConnection'),
    connections: whole(1),
    gatewayQueue: whole(0),
    patienceMs: number(1),
    timeoutMs: number(1),
    retries: whole(0),
    retryAfterMs: number(0),
  },
  signals: { hpaSyncMs: number(1000), gpuCollectMs: number(1000), cronTimeZone: text, hpaPhase: number(0, 1) },
} as const;
const POOL = {
  name: text,
  gpusPerNode: whole(1),
  nodes: whole(0),
  minNodes: whole(0),
  maxNodes: whole(0),
  scaling: oneOf('fixed', 'cluster-autoscaler', 'ack-instant'),
  labels,
  nodeSeconds: delay,
  deviceSeconds: delay,
};
const DEFAULT_CONNECTIONS = 100;

/** Reads a profile: YAML with `replica`, `coldStart`, `clients`, `signals` and `pools`, all of them optional. */
export function parseProfile(yaml: string): RehearsalProfile | Unreadable {
  const documents = parseYaml(yaml);
  const problems = documents.flatMap(({ problem }) => (problem ? [`line ${problem.line}: ${problem.message}`] : []));
  if (problems.length > 0) return new Unreadable(problems);
  const profile = documents.length === 0 ? {} : documents[0].document?.data;
  if (!isFields(profile))
    return new Unreadable(['must be an object with replica, coldStart, clients, signals or pools']);
  const reasons: string[] = [];
  const known = [...Object.keys(SECTIONS), 'pools'];
  for (const key of Object.keys(profile))
    if (!known.includes(key)) reasons.push(`'${key}' must be one of ${known.join(', ')}${didYouMean(key, known)}`);
  for (const [name, forms] of Object.entries(SECTIONS)) {
    if (profile[name] !== undefined) judgeFields(profile[name], forms, name, reasons);
  }
  const { pools } = profile;
  if (pools !== undefined && !Array.isArray(pools)) reasons.push("'pools' must be a list");
  if (Array.isArray(pools))
    pools.forEach((pool, index) => {
      judgeFields(pool, POOL, `pools[${index}]`, reasons);
      if (isFields(pool) && pool.name === undefined) reasons.push(`'pools[${index}].name' must be given`);
    });
  if (reasons.length > 0) return new Unreadable(reasons);
  const { balancing, connections, ...clients } = (profile.clients ?? {}) as Fields;
  return {
    ...(profile as RehearsalProfile),
    clients: balancing === undefined ? clients : { ...clients, balancing: balancingOf(String(balancing), connections) },
  };
}

function judgeFields(
  value: unknown,
  forms: Readonly<Record<string, FieldForm>>,
  path: string,
  reasons: string[],
): void {
  if (!isFields(value)) {
    reasons.push(`'${path}' must be an object`);
    return;
  }
  const names = Object.keys(forms);
  for (const [key, each] of Object.entries(value)) {
    const form = Object.hasOwn(forms, key) ? forms[key] : undefined;
    if (form === undefined)
      reasons.push(`'${path}.${key}' is not known; ${names.join(', ')} are${didYouMean(key, names)}`);
    else if (!form.isRight(each)) reasons.push(`'${path}.${key}' (${JSON.stringify(each)}) must be ${form.must}`);
  }
}

function balancingOf(kind: string, connections: unknown) {
  if (kind === 'perConnection') return { kind, connections: Number(connections ?? DEFAULT_CONNECTIONS) } as const;
  return { kind: kind as 'random' | 'roundRobin' | 'leastOutstanding' };
}
