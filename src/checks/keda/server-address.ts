import { judgeUrl } from '../../kubernetes/url';
import { textOf } from '../../stack/fields';
import { bad } from '../part';
import type { Rule } from '../rule';
import { allTriggers } from './triggers';

/** Prometheus is asked at an absolute address. */
export const serverAddress: Rule = {
  name: 'keda/server-address',
  severity: 'error',
  demands: 'the address of Prometheus is an absolute http(s) URL without credentials',
  why: 'KEDA cannot ask an address without a scheme, and credentials in it stand in Git and in logs.',
  link: 'https://keda.sh/docs/latest/scalers/prometheus/#trigger-specification',
  *check(graph) {
    for (const { metadata } of allTriggers(graph, 'prometheus')) {
      const address = textOf(metadata.fields.serverAddress);
      const fault = address === undefined ? undefined : judgeUrl(address);
      if (fault === undefined) continue;
      const fix = /^[\w.-]+(:\d+)?(\/.*)?$/.test(address ?? '') ? `write 'http://${address}'` : fault.fix;
      yield bad(metadata, 'serverAddress', fault.must, fix);
    }
  },
};
