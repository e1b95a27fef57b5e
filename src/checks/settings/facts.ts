import { secondsOf } from '../../metrics/query-selectors';
import { isFields } from '../../stack/fields';
import type { CheckProfile } from '../profile';

/** A fact about the cluster as somebody wrote it: its value, or what it must be. */
type Fact = { readonly value: unknown } | { readonly must: string };

const VERSION = /^v?\d+\.\d+(?:\.\d+)?$/;
const REFERENCE = /^[\w*]+(?:\/[\w.*-]+){1,2}$/;

const READERS: { readonly [Name in keyof Required<CheckProfile>]: (value: unknown) => Fact } = {
  kubernetesVersion: version,
  kserveVersion: version,
  kedaVersion: version,
  namespace: (value) =>
    typeof value === 'string' && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(value)
      ? { value }
      : { must: 'be the name of a namespace' },
  monitorLabels: (value) =>
    isFields(value) && Object.values(value).every((label) => typeof label === 'string')
      ? { value }
      : { must: 'be labels, such as { release: prometheus }' },
  scrapeInterval: (value) => {
    const seconds = secondsOf(String(value)) ?? 0;
    return seconds > 0 ? { value: seconds } : { must: 'be a duration, such as 30s' };
  },
  gpus: (value) => {
    const gpus = Number(value);
    return Number.isInteger(gpus) && gpus > 0 ? { value: gpus } : { must: 'be a number of whole GPUs, such as 8' };
  },
  elsewhere: (value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string' && REFERENCE.test(each))
      ? { value }
      : { must: 'be a list of objects, such as Service/monitoring/dcgm-exporter' },
};

/** The names of the facts that a profile can state. */
export const PROFILE_FACTS: readonly string[] = Object.keys(READERS);

/** Reads a fact; nothing when there is no fact of that name. */
export function factOf(name: string, value: unknown): Fact | undefined {
  return Object.hasOwn(READERS, name) ? READERS[name as keyof CheckProfile](value) : undefined;
}

function version(value: unknown): Fact {
  if (typeof value === 'string' && VERSION.test(value)) return { value: value.replace(/^v/, '') };
  // The number 1.30 is 1.3.
  const quotes = typeof value === 'number' ? `, in quotes: it is the number ${value} here` : '';
  return { must: `be a version, such as "1.33" or "0.15.2"${quotes}` };
}

/**
 * Reads assumptions: `FACT=VALUE` states a fact, `KIND/NAMESPACE/NAME` says that an object exists elsewhere, and
 * `monitorLabels.LABEL=VALUE` states one label.
 */
export function readAssumptions(texts: readonly string[]): CheckProfile | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const facts: Record<string, unknown> = {};
  const monitorLabels: Record<string, string> = {};
  const elsewhere: string[] = [];
  for (const text of texts) {
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    const label = /^monitorLabels\.(.+)$/.exec(name ?? '')?.[1];
    if (name === undefined) {
      if (REFERENCE.test(text)) elsewhere.push(text);
      else problems.push(`'${text}' must be FACT=VALUE or an object, such as Service/monitoring/dcgm-exporter`);
    } else if (label !== undefined) monitorLabels[label] = value;
    else {
      const fact = name === 'monitorLabels' || name === 'elsewhere' ? undefined : factOf(name, value);
      if (fact === undefined) problems.push(`there is no fact '${name}'; there are ${NAMES}`);
      else if ('must' in fact) problems.push(`'${name}' must ${fact.must}`);
      else facts[name] = fact.value;
    }
  }
  if (problems.length > 0) return { problems };
  return {
    ...facts,
    ...(Object.keys(monitorLabels).length > 0 && { monitorLabels }),
    ...(elsewhere.length > 0 && { elsewhere }),
  };
}

const NAMES = PROFILE_FACTS.filter((name) => name !== 'elsewhere')
  .map((name) => (name === 'monitorLabels' ? 'monitorLabels.LABEL' : name))
  .join(', ');
