import { bad } from '../part';
import type { Rule } from '../rule';
import { allTriggers } from './triggers';

/** An empty answer is no zero. */
export const emptyAnswers: Rule = {
  name: 'keda/empty-answers',
  severity: 'warning',
  demands: 'a Prometheus trigger does not take an empty answer for a zero',
  why: 'When Prometheus loses the series, by a restart or a renamed label, KEDA reads 0 and scales in under full load, with the ScaledObject Ready all along.',
  link: 'https://keda.sh/docs/latest/scalers/prometheus/#trigger-specification',
  *check(graph) {
    for (const { metadata } of allTriggers(graph, 'prometheus'))
      if (metadata.fields.ignoreNullValues !== 'false' && metadata.fields.ignoreNullValues !== false)
        yield bad(
          metadata,
          'ignoreNullValues',
          "must be 'false', so that an empty answer is an error and the size is held",
          "write ignoreNullValues: 'false'",
        );
  },
};
