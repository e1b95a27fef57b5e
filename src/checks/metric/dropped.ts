import type { Rule } from '../rule';
import { wrong } from '../rule';
import { nodeName } from '../wire/miss';
import { missedSelectors } from './misses';
import { alsoOf } from './queries';

/** A monitor keeps the series that are scaled by. */
export const metricDropped: Rule = {
  name: 'metric/dropped',
  severity: 'error',
  demands: 'a monitor keeps the series that something scales by',
  why: 'A series that is thrown away after the scrape is an empty answer: the service never scales.',
  link: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#metric_relabel_configs',
  *check(graph) {
    for (const { metric, wire, workload } of missedSelectors(graph, 'dropped')) {
      const name = wire.selector.name ?? '';
      for (const { monitor, filters } of workload?.scrapes ?? []) {
        const filter = filters.find(({ action }) => action === 'keep') ?? filters[0];
        if (filter === undefined) continue;
        yield wrong(
          monitor.manifest,
          filter.path,
          `${nodeName(monitor)} throws ${name} away (${filter.action} ${filter.pattern}), and ${nodeName(metric.scaler)} scales by it`,
          filter.action === 'keep' ? `add ${name} to the expression` : `take ${name} out of the expression`,
          { also: [metric.scaler.manifest, ...alsoOf(metric)] },
        );
      }
    }
  },
};
