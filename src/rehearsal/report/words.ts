import type { RehearsalResult, ServiceResult } from '../result';
import { formatSpan, grouped } from './format';
import type { WorstMinute } from './worst-minutes';

/** The heading of a report. */
export function headingOf({ services }: RehearsalResult): string {
  return `Rehearsal of ${services.map(({ name }) => name).join(', ')}`;
}

/** Under the heading: what was rehearsed, for how long and from when. */
export function subtitleOf({ inputs, seconds, startsAt }: RehearsalResult): string {
  const from = startsAt.replace('T', ' ').replace(/:00(\.\d+)?Z$/, ' UTC');
  return `${inputs.traffic.title} · ${grouped(inputs.traffic.requests, 0)} requests · ${formatSpan(seconds)} from ${from}`;
}

/** The heading of a service: what it is, and on what. */
export function serviceTitle({ namespace, name, engine, target, gpusPerPod }: ServiceResult): string {
  const gpus = gpusPerPod === 0 ? 'no GPU' : `${gpusPerPod} ${gpusPerPod === 1 ? 'GPU' : 'GPUs'} a pod`;
  return [`${namespace}/${name}`, target, engine ?? 'engine unknown', gpus].join(' · ');
}

/** How bad a minute was. */
export function hurtText({ hurt, requests, share }: WorstMinute): string {
  const what = share === null ? 'had to wait or failed' : 'outside the objective';
  return `${grouped(hurt, 0)} of ${grouped(requests, 0)} requests ${what}`;
}
