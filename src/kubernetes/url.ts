import { type Fault, type Mistake, mistakeOf } from './mistake';

/** An absolute http(s) URL without credentials: those go by reference to a Secret. */
export function checkUrl(prop: string, url: unknown): Mistake[] {
  return mistakeOf(prop, url, judgeUrl(url));
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
