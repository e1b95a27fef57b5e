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
  kserveStandardByDefault: (value) =>
    ['true', 'false'].includes(String(value)) ? { value: String(value) === 'true' } : { must: 'be true or false' },
  namespace: (value) =>
    typeof value === 'string' && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(value)
      ? { value }
      : { must: 'be the name of a namespace' },
  monitorLabels: (value) =>
    isFields(value) && Object.values(value).every((label) => typeof label === 'string')
      ? { value }
      : { must: 'be labels, such as { release: prometheus }' },
  gpuLabels: (value) =>
    isFields(value) && [value.namespace, value.pod].every((label) => typeof label === 'string')
      ? { value }
      : { must: 'be two labels, such as { namespace: exported_namespace, pod: exported_pod }' },
  scrapeInterval: (value) => {
    const seconds = secondsOf(String(value)) ?? 0;
    return seconds > 0 ? { value: seconds } : { must: 'be a duration, such as 30s' };
  },
  today: (value) =>
    typeof value === 'string' && isDay(value) ? { value } : { must: 'be a day, such as "2026-12-01"' },
  gpus: (value) => {
    const gpus = Number(value);
    return Number.isInteger(gpus) && gpus > 0 ? { value: gpus } : { must: 'be a number of whole GPUs, such as 8' };
  },
  elsewhere: (value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string' && REFERENCE.test(each))
      ? { value }
      : { must: 'be a list of objects, such as Service/monitoring/dcgm-exporter' },
};

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

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
      const fact = ONLY_IN_FILES.includes(name) ? undefined : factOf(name, value);
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

/** What is more than one word; of `monitorLabels` each can be assumed by itself. */
const ONLY_IN_FILES: readonly string[] = ['monitorLabels', 'gpuLabels', 'elsewhere'];
const NAMES = PROFILE_FACTS.filter((name) => name !== 'gpuLabels' && name !== 'elsewhere')
  .map((name) => (name === 'monitorLabels' ? 'monitorLabels.LABEL' : name))
  .join(', ');
