import { Unreadable } from '../reader';
import { readHpaLog } from './hpa-log';
import { readMetricLines } from './metric-lines';
import { readRangeQuery } from './range-query';
import type { RecordedMetrics } from './recorded';

/**
 * Reads measured metrics, whichever of the three forms they have: the answer of a Prometheus range query, the log of
 * `kubectl get hpa -w`, or JSON lines.
 */
export function readRecorded(text: string): RecordedMetrics | Unreadable {
  const first = text.trimStart();
  if (first === '') return new Unreadable(['the file is empty']);
  if (/^\s*(?:NAMESPACE\s+)?NAME\s+REFERENCE\s+TARGETS\b/m.test(first)) return readHpaLog(text);
  if (!first.startsWith('{') && !first.startsWith('['))
    return new Unreadable([
      'this is neither the answer of a Prometheus range query (JSON), nor a log of kubectl get hpa -w with its headings, nor JSON lines',
    ]);
  const whole = parseJson(first);
  return whole !== undefined && isRangeQuery(whole) ? readRangeQuery(whole) : readMetricLines(text);
}

function isRangeQuery(value: object): boolean {
  return 'status' in value || 'resultType' in value || ('data' in value && !('values' in value));
}

/** What begins with a brace or bracket is an object, if it is JSON. */
function parseJson(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
