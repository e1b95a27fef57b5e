import { bad, below, partOf } from '../part';
import type { Rule } from '../rule';

const FILES: readonly (readonly string[])[] = [
  ['bearerTokenFile'],
  ['tlsConfig', 'caFile'],
  ['tlsConfig', 'certFile'],
  ['tlsConfig', 'keyFile'],
];

/** A monitor does not make Prometheus read its own files. */
export const monitorFileAccess: Rule = {
  name: 'monitor/file-access',
  severity: 'warning',
  demands: 'a monitor takes credentials from Secrets, not from files of Prometheus',
  why: 'Who may write monitors could send any file of Prometheus anywhere; where that is forbidden, the monitor is left out.',
  link: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ArbitraryFSAccessThroughSMsConfig',
  *check(graph) {
    for (const monitor of graph.monitors)
      for (const { path } of monitor.endpoints) {
        const endpoint = below(partOf(monitor.manifest), ...path);
        for (const [first, second] of FILES) {
          const part = second === undefined ? endpoint : below(endpoint, first);
          const field = second ?? first;
          const value = part.fields[field];
          if (value === undefined || value === '') continue;
          const instead =
            field === 'bearerTokenFile' ? 'authorization.credentials' : `${first}.${field.replace('File', '')}`;
          const ending = field === 'keyFile' ? 'tlsConfig.keySecret' : instead;
          yield bad(part, field, 'must not be a file of Prometheus', `use ${ending}, which takes a Secret`);
        }
      }
  },
};
