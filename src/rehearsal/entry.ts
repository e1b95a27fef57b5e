import type { RehearseOptions } from './options/rehearse-options';
import type { Unreadable } from './reader';
import type { RecordedMetrics } from './recorded/recorded';
import type { RehearsalResult } from './result';
import type { Manifests } from './stack/manifests';

/**
 * Rehearses manifests: traffic against the pods and the controllers that scale them, from the very YAML that is applied.
 *
 * ```ts
 * const result = rehearse(chart, { traffic: 'constant:rate=4,tokens=1155/211,duration=1h', replica: { gpu: 'L4' } });
 * ```
 *
 * The same input gives the same result to the last digit. What cannot be rehearsed is said, as an `Unreadable`: which
 * object, and why.
 *
 * @param manifests a chart, YAML or JSON text, objects, or several of these
 * @param options the traffic, and what manifests do not say
 */
export function rehearse(manifests: Manifests, options: RehearseOptions): RehearsalResult | Unreadable {
  // Loaded only by those who rehearse: who only synthesizes does not wait for it.
  const { rehearse: play } = require('./rehearse') as typeof import('./rehearse');
  return play(manifests, options);
}

/**
 * Reads measured metrics for `rehearse`: the answer of a Prometheus range query (`/api/v1/query_range`), the log of
 * `kubectl get hpa -w`, or JSON lines (`{"values":{"NAME":[100,null]}}`, in thousandths, one for each tick of 15 s).
 *
 * @param text the text of the file
 */
export function readMetrics(text: string): RecordedMetrics | Unreadable {
  const { readRecorded } = require('./recorded/read-recorded') as typeof import('./recorded/read-recorded');
  return readRecorded(text);
}
