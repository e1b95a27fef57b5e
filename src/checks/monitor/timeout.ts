import type { Rule } from '../rule';
import { wrongValue } from '../rule';
import { durationOf } from './durations';

/** What Prometheus takes where neither the monitor nor its configuration says. */
const DEFAULT_INTERVAL = 30;

/** A scrape ends before the next one begins. */
export const monitorTimeout: Rule = {
  name: 'monitor/timeout',
  severity: 'error',
  demands: "a monitor's timeout is at most its interval",
  why: 'The operator leaves out a monitor whose timeout is longer than its interval; only an event says so.',
  link: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/resource_selector.go',
  *check(graph, profile) {
    for (const monitor of graph.monitors)
      for (const { path, fields } of monitor.endpoints) {
        const timeout = durationOf(fields.scrapeTimeout);
        const own = durationOf(fields.interval);
        const interval = own ?? profile.scrapeInterval ?? DEFAULT_INTERVAL;
        if (timeout === undefined || (fields.interval !== undefined && own === undefined) || timeout <= interval)
          continue;
        const whose =
          own === undefined
            ? `the interval of Prometheus (${interval}s), as the monitor gives none`
            : `'interval' (${interval}s)`;
        yield wrongValue(
          monitor.manifest,
          [...path, 'scrapeTimeout'],
          `must be at most ${whose}`,
          `write scrapeTimeout: ${Math.max(1, Math.min(10, interval))}s`,
          // Prometheus can be configured to another interval.
          own === undefined && profile.scrapeInterval === undefined ? { severity: 'warning' } : {},
        );
      }
  },
};
