import type { Rule } from '../rule';
import { wrongValue } from '../rule';
import { durationOf, meantDuration } from './durations';

/** Intervals and timeouts of a monitor are durations. */
export const monitorDuration: Rule = {
  name: 'monitor/duration',
  severity: 'error',
  demands: 'intervals and timeouts of a monitor are durations of Prometheus',
  why: 'The API server refuses the monitor, so nothing is scraped.',
  link: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Duration',
  *check(graph) {
    for (const monitor of graph.monitors)
      for (const { path, fields } of monitor.endpoints)
        for (const field of ['interval', 'scrapeTimeout'])
          if (fields[field] !== undefined && fields[field] !== '' && durationOf(fields[field]) === undefined)
            yield wrongValue(
              monitor.manifest,
              [...path, field],
              "must be a duration like '15s' or '1m'",
              `write ${meantDuration(fields[field])}`,
            );
  },
};
