import { type Fault, type Mistake, mistake } from './mistake';

/** An absolute http(s) URL without credentials: those go by reference to a Secret. */
export function checkUrl(prop: string, url: unknown): Mistake[] {
  const fault = judgeUrl(url);
  return fault === undefined ? [] : [mistake(fault.rule, prop, url, fault.must, fault.fix)];
}

/** What is wrong with an URL, if anything. */
export function judgeUrl(url: unknown): Fault | undefined {
  const parsed = typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && parsed.username === '' && parsed.password === '') return undefined;
  return {
    rule: 'keda/server-address',
    must: parsed ? 'must not hold credentials' : 'must be an absolute http(s) URL',
    fix: parsed ? 'reference them through authentication' : 'write it like http://prometheus.monitoring.svc:9090',
  };
}
