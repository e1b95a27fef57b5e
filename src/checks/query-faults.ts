import { faultsOf } from '../metrics/query';
import type { QueryFault } from '../metrics/query-types';
import type { Query } from '../stack/promql';
import { oncePer } from './remember';

/** What Prometheus would refuse of a query that was read already. */
export const queryFaults = oncePer(({ text, root, wrongAt }: Query): readonly QueryFault[] =>
  faultsOf(text, root ? { root } : { wrongAt: wrongAt ?? 1 }),
);
